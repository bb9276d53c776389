import { useQuery } from "@tanstack/react-query";

import { formatAgo, formatMoment } from "@/lib/dates";
import { dollars } from "@/lib/figures";
import { Card, CardHeader } from "@/ui/Card";
import { ErrorState } from "@/ui/ErrorState";
import { SkeletonLines } from "@/ui/Skeleton";

import { timelineQuery } from "./queries";
import { RetryMail } from "./RetryMail";

/** People, mails and the system, newest first. */
export function Timeline({ id }: { readonly id: string }) {
  const { data, error, refetch } = useQuery(timelineQuery(id));
  return (
    <Card aria-labelledby="activity-title">
      <CardHeader id="activity-title" title="Activity" />
      {error && !data ? <ErrorState error={error} title="The activity could not be loaded" retry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonLines lines={4} label="Loading the activity" /> : null}
      {data && (
        <ol className="flex flex-col px-4 py-3">
          {data.map((entry) => (
            <li key={`${entry.at}${entry.kind}`} className="relative flex gap-3 pb-4 text-sm before:absolute before:top-3 before:bottom-0 before:left-[3px] before:w-px before:bg-line last:pb-0 last:before:hidden">
              <span aria-hidden="true" className="mt-1.5 size-[7px] shrink-0 rounded-full bg-line-strong" />
              <div className="min-w-0 flex-1">
                <p className="wrap-anywhere">{entry.text}<Money details={entry.details} /></p>
                <Words details={entry.details} />
                {entry.kind === "mail_failed" && typeof entry.details["message_id"] === "string" ? <RetryMail quoteId={id} messageId={entry.details["message_id"]} /> : null}
                <p className="text-xs text-faint">
                  {entry.actor} · <time dateTime={entry.at} title={formatMoment(entry.at)}>{formatAgo(entry.at)}</time>
                </p>
              </div>
            </li>
          ))}
        </ol>
      )}
    </Card>
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
