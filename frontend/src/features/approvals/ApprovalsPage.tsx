import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, UserRoundCheck } from "lucide-react";
import { useState } from "react";

import { ApiError } from "@/api/errors";
import { useCan } from "@/features/auth/queries";
import { toCount } from "@/lib/count";
import { useHotkeys } from "@/lib/hotkeys";
import { useUrlState } from "@/lib/urlState";
import { Button, ButtonLink } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { Pagination } from "@/ui/Pagination";
import { SkeletonLines } from "@/ui/Skeleton";
import { Tabs } from "@/ui/Tabs";
import { toast } from "@/ui/toast";
import { useRowFocus } from "@/ui/rowFocus";

import { ApprovalRow } from "./ApprovalRow";
import { ConditionModal, ReturnModal } from "./DecideModals";
import { DeputyModal } from "./DeputyModal";
import { approvalsQuery, APPROVALS_PER_PAGE, decided, reviewQuote, type Approval, type Box } from "./queries";

const DEFAULTS = { box: "waiting", page: "1" };

const EMPTY: Record<Box, { readonly title: string; readonly hint: string }> = {
  waiting: { title: "Nothing waits for you", hint: "Quotes that go beyond somebody’s own limits come here with all that a decision looks at." },
  asked: { title: "You asked for nothing", hint: "A quote beyond your own limits is asked about from its Send dialog." },
  decided: { title: "Nothing was decided yet", hint: "What was approved or sent back stands here with its words." },
};

type Door = { readonly kind: "condition" | "return"; readonly approval: Approval } | { readonly kind: "deputy" } | null;

/** What waits for one's word, decided without opening the quote: by key, by mouse, by thumb. */
function ApprovalsPage() {
  const url = useUrlState(DEFAULTS);
  const can = useCan();
  const client = useQueryClient();
  const reviewer = can("quotes:approve");
  const asked = url.values.box === "asked" || url.values.box === "decided" ? url.values.box : "waiting";
  const box: Box = reviewer || asked !== "waiting" ? asked : "asked";
  const page = toCount(url.values.page) ?? 1;
  const { data, error, refetch } = useQuery(approvalsQuery(box, page));
  const [door, setDoor] = useState<Door>(null);
  const list = useRowFocus(data !== undefined);
  const close = () => setDoor(null);

  const approve = useMutation({
    mutationFn: (one: Approval) => reviewQuote({ id: one.quote_id, version: one.version }, { fingerprint: one.fingerprint }),
    onSuccess: async (_, one) => {
      toast(`${one.number} is approved. ${one.owner} can send it.`);
      await decided(client, one.quote_id);
    },
    onError: async (problem, one) => {
      toast(problem instanceof ApiError ? problem.message : "That did not work.", { tone: "bad" });
      await decided(client, one.quote_id);
    },
  });
  const done = async (one: Approval, words: string) => {
    toast(words);
    close();
    await decided(client, one.quote_id);
  };
  /** The row in focus, else the first. */
  const current = (): Approval | undefined => {
    const id = document.activeElement?.closest<HTMLElement>("[data-row]")?.dataset["row"];
    return data?.items.find((one) => one.id === id) ?? data?.items[0];
  };
  const decides = box === "waiting" && door === null && !approve.isPending;
  useHotkeys(
    [
      { keys: "a", label: "Approve", group: "Approvals", run: () => { const one = current(); if (one) approve.mutate(one); } },
      { keys: "r", label: "Send back", group: "Approvals", run: () => { const one = current(); if (one) setDoor({ kind: "return", approval: one }); } },
    ],
    decides && reviewer,
  );

  const tabs = [
    ...(reviewer ? [{ id: "waiting", label: "Waiting on me", href: url.href({ box: "waiting" }), count: data?.counts.waiting }] : []),
    { id: "asked", label: "I asked", href: url.href({ box: "asked" }), count: data?.counts.asked },
    { id: "decided", label: "Decided", href: url.href({ box: "decided" }) },
  ];
  return (
    <div className="mx-auto max-w-4xl">
      <title>Approvals · PatriotForge</title>
      <PageHeader
        title="Approvals"
        actions={reviewer && <Button icon={<UserRoundCheck aria-hidden />} onClick={() => setDoor({ kind: "deputy" })}>While I am away</Button>}
      />
      <Card aria-label="Approvals">
        <Tabs label="Approvals" tabs={tabs} current={box} />
        {error && !data ? <ErrorState error={error} title="The approvals could not be loaded" retry={() => void refetch()} /> : null}
        {!data && !error ? <SkeletonLines lines={8} label="Loading the approvals" /> : null}
        {data?.items.length === 0 && (
          <EmptyState icon={<CircleCheck aria-hidden />} title={EMPTY[box].title} hint={EMPTY[box].hint}>
            <ButtonLink to="/quotes">Go to the quotes</ButtonLink>
          </EmptyState>
        )}
        <div ref={list}>
          <ul className="divide-y divide-line">
            {data?.items.map((one) => (
              <ApprovalRow
                key={one.id}
                approval={one}
                decides={box === "waiting"}
                busy={approve.isPending && approve.variables.id === one.id}
                onApprove={() => approve.mutate(one)}
                onCondition={() => setDoor({ kind: "condition", approval: one })}
                onReturn={() => setDoor({ kind: "return", approval: one })}
              />
            ))}
          </ul>
        </div>
        {data && data.total > APPROVALS_PER_PAGE && (
          <Pagination page={page} perPage={APPROVALS_PER_PAGE} total={data.total} href={(next) => url.href({ page: String(next) })} />
        )}
      </Card>
      {door?.kind === "condition" && <ConditionModal approval={door.approval} onDone={done} onClose={close} />}
      {door?.kind === "return" && <ReturnModal approval={door.approval} onDone={done} onClose={close} />}
      {door?.kind === "deputy" && <DeputyModal onClose={close} />}
    </div>
  );
}

export const Component = ApprovalsPage;
