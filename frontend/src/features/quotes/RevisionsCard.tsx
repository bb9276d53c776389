import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Link } from "react-router";

import { cn } from "@/lib/cn";
import { formatAgo, formatMoment } from "@/lib/dates";
import { dollars } from "@/lib/figures";
import { Button } from "@/ui/Button";
import { Card, CardHeader } from "@/ui/Card";
import { ErrorState } from "@/ui/ErrorState";
import { SkeletonLines } from "@/ui/Skeleton";
import { StatusBadge } from "@/ui/StatusBadge";

import { revisionsQuery, type Quote } from "./queries";

const RevisionsCompared = lazy(() => import("./RevisionsCompared").then((module) => ({ default: module.RevisionsCompared })));

/** Every revision under the quote's number, each openable for ever; the one that is shown is marked. */
export function RevisionsCard({ quote, shown }: { readonly quote: Pick<Quote, "id" | "version">; readonly shown: number }) {
  const { data, error, refetch } = useQuery(revisionsQuery(quote.id, quote.version));
  const [comparing, setComparing] = useState(false);
  if (data?.length === 1) return null;
  return (
    <Card aria-labelledby="revisions-title">
      <CardHeader
        id="revisions-title"
        title="Revisions"
        meta={data?.length}
        actions={data && <Button kind="quiet" onClick={() => setComparing(true)}>Compare…</Button>}
      />
      {error && !data ? <ErrorState error={error} title="The revisions could not be loaded" retry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonLines lines={2} label="Loading the revisions" /> : null}
      <ol className="flex flex-col divide-y divide-line">
        {data?.toReversed().map((one) => (
          <li key={one.revision}>
            <Link
              to={one.superseded ? `/quotes/${quote.id}?revision=${one.revision}` : `/quotes/${quote.id}`}
              aria-current={one.revision === shown ? "page" : undefined}
              className={cn("grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 px-4 py-2.5 text-sm outline-offset-[-2px] hover:bg-sunken", one.revision === shown && "bg-sunken font-medium")}
            >
              <span className="flex flex-wrap items-center gap-2">
                <span className="tabular-nums">{one.number}</span>
                <StatusBadge status={one.status} flags={one.superseded ? ["superseded"] : []} />
              </span>
              <span className="text-right tabular-nums">{one.total === null ? "No total" : dollars(one.total)}</span>
              <span className="col-span-2 text-xs font-normal text-soft">
                {one.sent_at === null ? "Made" : "Sent"} <time dateTime={one.sent_at ?? one.made_at} title={formatMoment(one.sent_at ?? one.made_at)}>{formatAgo(one.sent_at ?? one.made_at)}</time>
                {one.made_by !== null && ` by ${one.made_by}`}
                {one.reason !== "" && ` · “${one.reason}”`}
              </span>
            </Link>
          </li>
        ))}
      </ol>
      {comparing && data && (
        <Suspense fallback={null}><RevisionsCompared quote={quote} revisions={data} shown={shown} onClose={() => setComparing(false)} /></Suspense>
      )}
    </Card>
  );
}
