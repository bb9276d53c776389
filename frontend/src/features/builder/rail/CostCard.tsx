import { cn } from "@/lib/cn";
import { formatCount } from "@/lib/count";
import { dollars, percent } from "@/lib/figures";
import { perMille } from "@/lib/perMille";
import { Card, CardHeader } from "@/ui/Card";
import { SkeletonLines } from "@/ui/Skeleton";

import { useEstimate, useFigures, useLine } from "../context";
import type { QuantityEstimate } from "../model/wire";
import { useBuilderUi } from "../ui";
import { BUCKETS } from "./buckets";
import { MarginControl } from "./MarginControl";

/** Where the money of the open line goes, for those who may know. */
export function CostCard({ lineId }: { readonly lineId: string }) {
  const line = useLine(lineId);
  const { canPrice } = useBuilderUi();
  const figures = useFigures(lineId);
  const { estimate, old } = useEstimate(lineId);
  const row = line?.quantities.find((one) => one.id === line.selected) ?? line?.quantities[0];
  const shown = estimate?.quantities.find((one) => one.quantity === row?.quantity);
  const answer = figures?.quantities.find((one) => one.id === row?.id);
  const internal = shown?.internal;
  if (!line || line.kind !== "product" || figures?.problem) return null;
  if (!internal) {
    return (
      <Card aria-label="Cost build-up" aria-busy="true" className={canPrice ? "h-[25.5rem]" : "h-[15.5rem]"}>
        <CardHeader title="Cost build-up" />
        <SkeletonLines lines={5} label="Working out the costs" />
      </Card>
    );
  }
  return (
    <Card aria-labelledby="cost-title">
      <CardHeader id="cost-title" title="Cost build-up" meta={`${formatCount(shown.quantity)} ${line.title.toLowerCase()}`} />
      <div className={cn("flex flex-col px-4 py-3 text-sm transition-opacity delay-150", old && "opacity-60")} aria-busy={old}>
        <Buckets internal={internal} />
        {shown.listed && <p className="text-pretty text-soft">Sold from {shown.listed.name}, edition {shown.listed.edition}.</p>}
        <p className={cn("flex justify-between font-semibold", internal.buckets.length > 0 ? "mt-2.5 border-t border-line pt-2.5" : "mt-1")}>
          <span>Cost</span>
          <span className="tabular-nums">{internal.cost === null ? "unknown" : dollars(internal.cost)}</span>
        </p>
        {internal.cost === null ? (
          <p className="mt-1 text-xs text-pretty text-faint">The price list does not say what this quantity costs, so nobody can say what it leaves.</p>
        ) : canPrice && row ? (
          <MarginControl key={row.id} line={line} row={row} answer={answer} />
        ) : (
          <p className="mt-1 flex justify-between text-soft">
            <span>Margin</span>
            <span className="tabular-nums">
              {dollars(answer?.internal?.margin)} · {percent(answer?.internal?.margin_percent)}
            </span>
          </p>
        )}
      </div>
    </Card>
  );
}

/** What is sold from a price list has none: its cost is one figure. */
function Buckets({ internal }: { readonly internal: NonNullable<QuantityEstimate["internal"]> }) {
  const { buckets, cost } = internal;
  if (cost === null || buckets.length === 0) return null;
  return (
    <dl className="grid grid-cols-[minmax(0,1fr)_5rem_auto] items-center gap-x-4 gap-y-1.5">
      {buckets.map((bucket) => (
        <div key={bucket.bucket} className="contents">
          <dt className="truncate text-soft">{BUCKETS[bucket.bucket] ?? bucket.bucket}</dt>
          <dd aria-hidden="true" className="h-1.5 overflow-hidden rounded-full bg-sunken">
            <span className="block h-full rounded-full bg-accent/75" style={{ width: `${perMille(bucket.cost, cost) / 10}%` }} />
          </dd>
          <dd className="text-right tabular-nums">{dollars(bucket.cost)}</dd>
        </div>
      ))}
    </dl>
  );
}
