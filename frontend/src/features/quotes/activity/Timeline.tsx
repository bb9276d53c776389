import { useInfiniteQuery } from "@tanstack/react-query";

import { formatAgo, formatMoment } from "@/lib/dates";
import { dollars } from "@/lib/figures";
import { useUrlState } from "@/lib/urlState";
import { Button } from "@/ui/Button";
import { Card, CardHeader } from "@/ui/Card";
import { ErrorState } from "@/ui/ErrorState";
import { SkeletonLines } from "@/ui/Skeleton";
import { Tabs } from "@/ui/Tabs";

import { isNote, NoteBody } from "./NoteBody";
import { NoteForm } from "./NoteForm";
import { activityQuery, addNote, type Entry, type Group } from "./queries";
import { RetryMail } from "./RetryMail";

const GROUPS: readonly { id: Group; label: string; none: string }[] = [
  { id: "notes", label: "Notes", none: "Nobody wrote a note yet." },
  { id: "mails", label: "Mails", none: "No mail has left for this quote." },
  { id: "customer", label: "Customer", none: "The customer has not looked at it or answered yet." },
  { id: "approvals", label: "Approvals", none: "Nobody was asked for an approval." },
  { id: "changes", label: "Changes", none: "Nothing was changed." },
  { id: "files", label: "Files", none: "No file was added." },
];

/** People, mails, the customer and the system in one stream, newest first; one kind of it by its tab. */
export function Timeline({ id }: { readonly id: string }) {
  const address = useUrlState({ activity: "all" });
  const shown = GROUPS.find((one) => one.id === address.values.activity);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(activityQuery(id, shown?.id ?? null));
  const counts = data?.pages.at(-1)?.counts;
  const entries = data?.pages.flatMap((page) => page.items) ?? [];
  const tabs = [{ id: "all", label: "All" } as const, ...GROUPS].map((one) => ({
    id: one.id, label: one.label, href: address.href({ activity: one.id }), count: counts?.[one.id],
  }));
  return (
    <Card aria-labelledby="activity-title">
      <CardHeader id="activity-title" title="Activity" />
      <div className="border-b border-line p-4">
        <NoteForm quoteId={id} label="Note for colleagues" verb="Add note" send={(words) => addNote(id, words)} />
      </div>
      <Tabs label="Kinds of activity" current={shown?.id ?? "all"} tabs={tabs} />
      {error && !data ? <ErrorState error={error} title="The activity could not be loaded" retry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonLines lines={4} label="Loading the activity" /> : null}
      {data && entries.length === 0 && <p className="p-4 text-sm text-soft">{shown?.none ?? "Nothing has happened yet."}</p>}
      {entries.length > 0 && (
        <ol className="flex flex-col px-4 py-3">
          {entries.map((entry) => <Happening key={`${entry.at}${entry.kind}${entry.text}`} quoteId={id} entry={entry} />)}
        </ol>
      )}
      {hasNextPage && (
        <div className="flex justify-center border-t border-line p-2">
          <Button kind="quiet" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>Show what was before</Button>
        </div>
      )}
    </Card>
  );
}

function Happening({ quoteId, entry }: { readonly quoteId: string; readonly entry: Entry }) {
  const { details } = entry;
  return (
    <li className="relative flex gap-3 pb-4 text-sm before:absolute before:top-3 before:bottom-0 before:left-[3px] before:w-px before:bg-line last:pb-0 last:before:hidden">
      <span aria-hidden="true" className="mt-1.5 size-[7px] shrink-0 rounded-full bg-line-strong" />
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere">{entry.text}<Money details={details} /></p>
        {isNote(details) ? <NoteBody quoteId={quoteId} note={details} /> : <Words details={details} />}
        {entry.kind === "mail_failed" && typeof details["message_id"] === "string" ? <RetryMail quoteId={quoteId} messageId={details["message_id"]} /> : null}
        <p className="text-xs text-faint">
          {entry.actor} · <time dateTime={entry.at} title={formatMoment(entry.at)}>{formatAgo(entry.at)}</time>
        </p>
      </div>
    </li>
  );
}

/** What an edit did to the total. */
function Money({ details }: { readonly details: Record<string, unknown> }) {
  const { total_before: before, total_after: after } = details;
  if (typeof after !== "string" || before === after) return null;
  return <span className="text-soft tabular-nums"> · {typeof before === "string" ? `${dollars(before)} → ` : ""}{dollars(after)}</span>;
}

function Words({ details }: { readonly details: Record<string, unknown> }) {
  const words = [details["note"], details["error"]].filter((one): one is string => typeof one === "string" && one !== "");
  return words.map((one) => <p key={one} className="wrap-anywhere whitespace-pre-wrap text-soft">“{one}”</p>);
}
