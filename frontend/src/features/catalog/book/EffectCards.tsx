import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { cn } from "@/lib/cn";
import { formatCount } from "@/lib/count";
import { formatDay } from "@/lib/dates";
import { formatMoney, formatPercent } from "@/lib/money";
import { Badge } from "@/ui/Badge";
import { Card, CardHeader } from "@/ui/Card";
import { ErrorState } from "@/ui/ErrorState";
import { Notice } from "@/ui/Notice";
import { SkeletonLines } from "@/ui/Skeleton";
import { JobFindings, LineFindings } from "./Findings";
import { effectQuery, type Effect, type EffectFigures } from "./queries";

/** What publishing would do, in money: to the jobs that the shop knows by heart, and to open quotes. */
export function EffectCards({ version }: { version: number }) {
  const { data, error, refetch } = useQuery(effectQuery(version));
  if (error && !data) {
    return (
      <Card>
        <ErrorState error={error} title="The effect could not be worked out" retry={() => void refetch()} />
      </Card>
    );
  }
  if (!data) {
    return (
      <Card>
        <SkeletonLines lines={10} label="Working out the effect" />
      </Card>
    );
  }
  return (
    <>
      <QuoteEffects effect={data} />
      <JobEffects effect={data} />
    </>
  );
}

function money(figures: EffectFigures | null): string {
  return figures ? formatMoney(figures.price) : "—";
}

export function margin(figures: EffectFigures | null): string {
  return figures?.internal.margin ? formatPercent(figures.internal.margin) : "—";
}

const HEAD = "px-3 py-1.5 text-left text-xs font-medium whitespace-nowrap text-soft";
const CELL = "px-3 py-1.5 whitespace-nowrap tabular-nums";

function QuoteEffects({ effect }: { effect: Effect }) {
  const falling = effect.quotes.filter((quote) => quote.falls).length;
  return (
    <Card>
      <CardHeader title="Effect on open quotes" meta={`${formatCount(effect.quotes.length)} open, as on ${formatDay(effect.on)}`} actions={falling > 0 && <Badge tone="bad">{falling} under the floor</Badge>} />
      {effect.left_out > 0 && (
        <Notice tone="warn" className="m-3">
          {formatCount(effect.left_out)} more open quotes were not weighed.
        </Notice>
      )}
      <LineFindings effect={effect} className="m-3" />
      {effect.quotes.length === 0 ? (
        <p className="px-4 py-3 text-sm text-soft">No quote is open.</p>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        <div className="relative max-h-96 overflow-auto" tabIndex={0} role="region" aria-label="Effect on open quotes">
          <table className="w-full text-sm">
            <thead className="sticky top-0 bg-sunken">
              <tr>
                {["Quote", "Offered", "Cost now", "Cost then", "Margin now", "Margin then", "New offer"].map((head, index) => (
                  <th key={head} scope="col" className={cn(HEAD, index > 0 && "text-right")}>
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {effect.quotes.map((quote) => (
                <tr key={quote.quote_id} className="border-t border-line">
                  <th scope="row" className="max-w-72 px-3 py-1.5 text-left font-normal">
                    <Link to={`/quotes/${quote.quote_id}`} className="font-medium text-accent-ink hover:underline">
                      {quote.number}
                    </Link>{" "}
                    <span className="text-soft">{quote.title}</span>
                    {quote.problems.map((problem) => (
                      <span key={problem} className="block text-xs text-bad">
                        {problem}
                      </span>
                    ))}
                  </th>
                  <td className={cn(CELL, "text-right")}>{money(quote.before)}</td>
                  <td className={cn(CELL, "text-right")}>{quote.before.internal.cost ? formatMoney(quote.before.internal.cost) : "—"}</td>
                  <td className={cn(CELL, "text-right")}>{quote.offered.internal.cost ? formatMoney(quote.offered.internal.cost) : "—"}</td>
                  <td className={cn(CELL, "text-right")}>{margin(quote.before)}</td>
                  <td className={cn(CELL, "text-right", quote.falls && "font-semibold text-bad")}>
                    {margin(quote.offered)}
                    {quote.falls && <span className="sr-only">, under the floor</span>}
                  </td>
                  <td className={cn(CELL, "text-right")}>{money(quote.renewed)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}

function JobEffects({ effect }: { effect: Effect }) {
  const names = [...new Set(effect.jobs.map((job) => job.name))];
  return (
    <Card>
      <CardHeader title="Effect on reference jobs" meta={`${names.length} jobs, as on ${formatDay(effect.on)}`} />
      <JobFindings effect={effect} className="m-3" />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div className="relative max-h-[32rem] overflow-auto" tabIndex={0} role="region" aria-label="Effect on reference jobs">
        <table className="w-full text-sm">
          <thead className="sticky top-0 bg-sunken">
            <tr>
              {["Job", "Quantity", "Price now", "Price then", "Cost now", "Cost then", "Margin then"].map((head, index) => (
                <th key={head} scope="col" className={cn(HEAD, index > 0 && "text-right")}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {effect.jobs.map((job) => {
              const moved = job.before?.price !== job.after?.price || job.before?.internal.cost !== job.after?.internal.cost;
              return (
                <tr key={`${job.name} ${job.quantity}`} className={cn("border-t border-line", !moved && "text-faint")}>
                  <th scope="row" className="max-w-80 px-3 py-1.5 text-left font-normal">
                    {job.name}
                    {job.problem && <span className="block text-xs text-bad">{job.problem}</span>}
                  </th>
                  <td className={cn(CELL, "text-right")}>{formatCount(job.quantity)}</td>
                  <td className={cn(CELL, "text-right")}>{money(job.before)}</td>
                  <td className={cn(CELL, "text-right", moved && "font-medium text-ink")}>{money(job.after)}</td>
                  <td className={cn(CELL, "text-right")}>{job.before?.internal.cost ? formatMoney(job.before.internal.cost) : "—"}</td>
                  <td className={cn(CELL, "text-right")}>{job.after?.internal.cost ? formatMoney(job.after.internal.cost) : "—"}</td>
                  <td className={cn(CELL, "text-right")}>{margin(job.after)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
