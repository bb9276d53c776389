import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { MailCheck } from "lucide-react";
import { Link } from "react-router";

import { answer, api, type Schemas } from "@/api/client";
import { ApiError } from "@/api/errors";
import { toCount } from "@/lib/count";
import { formatMoment } from "@/lib/dates";
import { useUrlState } from "@/lib/urlState";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { DataTable, type Column } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { Pagination } from "@/ui/Pagination";
import { Tabs } from "@/ui/Tabs";
import { toast } from "@/ui/toast";

import { retryMail } from "./queries";

type Message = Schemas["MessageResponse"];
type Box = "failed" | "dismissed" | "queued" | "sent";

const PER_PAGE = 25;
const DEFAULTS = { box: "failed", page: "1" };
const BOXES: Readonly<Record<Box, { readonly label: string; readonly empty: string; readonly hint: string }>> = {
  failed: { label: "Failed", empty: "Every mail has left", hint: "A mail that was refused, or tried five times, waits here for you." },
  dismissed: { label: "Let be", empty: "Nothing was let be", hint: "Failed mails that somebody has seen to." },
  queued: { label: "Waiting", empty: "No mail is waiting", hint: "Mails that leave in a moment, or are tried again." },
  sent: { label: "Sent", empty: "No mail has left yet", hint: "Mails that a server took." },
};

function messagesQuery(box: Box, page: number) {
  const status = box === "dismissed" ? "failed" : box;
  return queryOptions({
    queryKey: ["messages", box, page],
    queryFn: ({ signal }) => answer(api.GET("/api/messages", { params: { query: { status, dismissed: box === "dismissed", page, per_page: PER_PAGE } }, signal })),
    placeholderData: keepPreviousData,
  });
}

function isBox(text: string): text is Box {
  return text in BOXES;
}

/** Mail that left, waits, or could not leave; what failed is sent again or let be. */
function MessagesPage() {
  const { values } = useUrlState(DEFAULTS);
  const box: Box = isBox(values.box) ? values.box : "failed";
  const page = toCount(values.page) ?? 1;
  const { data, error, isPlaceholderData, refetch } = useQuery(messagesQuery(box, page));
  const words = BOXES[box];
  return (
    <>
      <title>Mail · PatriotForge</title>
      <PageHeader title="Mail" meta={words.hint} />
      <Card>
        <Tabs label="Mail by what became of it" current={box} tabs={Object.entries(BOXES).map(([id, { label }]) => ({ id, label, href: `/messages?box=${id}`, count: id === box ? data?.total : undefined }))} />
        {error && !data ? <ErrorState error={error} title="The mail could not be loaded" retry={() => void refetch()} /> : null}
        {data?.items.length === 0 && <EmptyState icon={<MailCheck aria-hidden="true" />} title={words.empty} hint={words.hint} />}
        {!error && data?.items.length !== 0 && (
          <DataTable label={`${words.label} mail`} columns={columnsOf(box)} rows={data?.items} rowId={({ id }) => id} stale={isPlaceholderData} card={(one) => <MailCard message={one} failed={box === "failed" || box === "dismissed"} />} />
        )}
        {data && data.total > PER_PAGE && <Pagination page={page} perPage={PER_PAGE} total={data.total} href={(to) => `/messages?box=${box}&page=${to}`} />}
      </Card>
    </>
  );
}

export { MessagesPage as Component };

function columnsOf(box: Box): Column<Message>[] {
  const failed = box === "failed" || box === "dismissed";
  return [
    {
      id: "subject", header: "Mail", primary: true,
      cell: (one) => (
        <>
          {one.quote_id === null ? one.subject : <Link className="underline-offset-2 hover:underline" to={`/quotes/${one.quote_id}`}>{one.subject}</Link>}
          <span className="block text-xs font-normal wrap-anywhere text-faint">To {[...one.recipients, ...one.cc].join(", ")}</span>
        </>
      ),
    },
    ...(failed || box === "queued" ? [{ id: "why", header: "Why", cell: (one: Message) => <span className="wrap-anywhere">{one.last_error}{one.attempts > 1 && ` Tried ${one.attempts} times.`}</span> }] : []),
    { id: "at", header: "When", className: "w-48 tabular-nums whitespace-nowrap", wideOnly: true, cell: (one) => formatMoment(one.sent_at ?? one.created_at) },
    ...(failed ? [{ id: "act", header: <span className="sr-only">What to do</span>, className: "w-px", cell: (one: Message) => <Mend message={one} /> }] : []),
  ];
}

function MailCard({ message, failed }: { readonly message: Message; readonly failed: boolean }) {
  return (
    <div className="flex flex-col gap-1.5 text-sm">
      <p className="font-medium wrap-anywhere">{message.quote_id === null ? message.subject : <Link className="underline underline-offset-2" to={`/quotes/${message.quote_id}`}>{message.subject}</Link>}</p>
      <p className="text-xs wrap-anywhere text-faint">To {[...message.recipients, ...message.cc].join(", ")} · {formatMoment(message.sent_at ?? message.created_at)}</p>
      {message.last_error !== "" && <p className="wrap-anywhere">{message.last_error}</p>}
      {failed && <Mend message={message} />}
    </div>
  );
}

function Mend({ message }: { readonly message: Message }) {
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: async (work: { readonly run: () => Promise<unknown>; readonly said: string }) => {
      await work.run();
      return work.said;
    },
    onSuccess: async (said) => {
      toast(said);
      await client.invalidateQueries({ queryKey: ["messages"] });
    },
    onError: (error) => toast(error instanceof ApiError ? error.message : "That did not work.", { tone: "bad" }),
  });
  const dismiss = () => answer(api.POST("/api/messages/{message_id}/dismiss", { params: { path: { message_id: message.id } } }));
  return (
    <div className="flex justify-end gap-1.5">
      <Button busy={act.isPending} onClick={() => act.mutate({ run: () => retryMail(message.id), said: "The mail is on its way again." })}>Send again</Button>
      {message.dismissed_at === null && <Button kind="quiet" disabled={act.isPending} onClick={() => act.mutate({ run: dismiss, said: "It was let be." })}>Let it be</Button>}
    </div>
  );
}
