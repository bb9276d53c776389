import { Check } from "lucide-react";

import type { LineResponse } from "@/features/builder/model/wire";
import { cn } from "@/lib/cn";
import { formatCount } from "@/lib/count";
import { dollars, percent } from "@/lib/figures";
import { Badge } from "@/ui/Badge";
import { Card, CardHeader } from "@/ui/Card";

import type { Quote } from "./queries";

/** The lines as the customer sees them, and the sums under them. */
export function QuoteLines({ quote }: { readonly quote: Quote }) {
  const { totals } = quote;
  return (
    <Card aria-labelledby="lines-title">
      <CardHeader id="lines-title" title="Lines" meta={quote.lines.length} />
      {quote.lines.length === 0 && <p className="p-4 text-sm text-faint">This quote has no lines.</p>}
      <ol>
        {quote.lines.map((line, index) => (
          <li key={line.id}>
            {line.section !== "" && line.section !== quote.lines[index - 1]?.section && (
              <h3 className="border-b border-line bg-sunken px-4 py-1.5 text-sm font-semibold">{line.section}</h3>
            )}
            <Line line={line} instead={quote.lines.find((one) => one.id === line.alternate_of)?.position} taken={quote.acceptance?.lines.includes(line.id)} />
          </li>
        ))}
      </ol>
      <dl className="ml-auto flex max-w-xs flex-col gap-1.5 px-4 py-3 text-sm">
        <Sum name="Subtotal" value={dollars(totals.subtotal)} />
        {/[1-9]/.test(totals.discount) && <Sum name="Discount" value={`−${dollars(totals.discount)}`} />}
        <Sum name={`Sales tax ${percent(totals.tax_rate, 2)}`} value={dollars(totals.tax)} />
        <div className="mt-1 flex items-baseline justify-between gap-4 border-t border-line pt-2 font-semibold">
          <dt>Total</dt>
          <dd className="text-xl tabular-nums">{dollars(totals.total)}</dd>
        </div>
        {totals.internal && <Sum name="Margin, internal" value={`${dollars(totals.internal.margin)} · ${percent(totals.internal.margin_percent)}`} />}
      </dl>
    </Card>
  );
}

function Sum({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt className="text-soft">{name}</dt>
      <dd className="tabular-nums">{value}</dd>
    </div>
  );
}

interface LineProps {
  readonly line: LineResponse;
  /** The place of the line that it may be taken in place of. */
  readonly instead: number | undefined;
  /** Whether the customer took it; undefined while there is no yes. */
  readonly taken: boolean | undefined;
}

function Line({ line, instead, taken }: LineProps) {
  return (
    <div className="grid gap-x-6 gap-y-2 border-b border-line px-4 py-3 text-sm md:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <p className="flex items-center gap-2 font-medium wrap-anywhere">
          {line.title}
          {line.optional && <Badge>Optional</Badge>}
          {instead !== undefined && <Badge>Instead of {instead}</Badge>}
          {taken && (line.optional || instead !== undefined) && <Badge tone="good">Taken</Badge>}
        </p>
        {line.spec_text !== "" && <p className="text-xs text-soft">{line.spec_text}</p>}
        {line.description !== "" && <p className="mt-1 wrap-anywhere whitespace-pre-wrap text-soft">{line.description}</p>}
      </div>
      {line.quantities.length > 0 && (
        <ul className="flex flex-col gap-0.5 tabular-nums">
          {line.quantities.map((row) => {
            const open = line.quantities.some((one) => one.selected) && !row.selected;
            return (
              <li key={row.id} className={cn("grid grid-cols-[1rem_4.5rem_5rem_6rem] items-center gap-2 text-right", open && "text-faint")}>
                {row.selected ? <Check className="size-4 text-accent-ink" aria-label="Quoted" /> : <span />}
                <span>{formatCount(row.quantity)}</span>
                <span className="text-xs text-faint">{dollars(row.unit_price, 4)}</span>
                <span className={open ? undefined : "font-medium"}>{dollars(row.price)}</span>
              </li>
            );
          })}
          {/[1-9]/.test(line.discount_percent) && line.selected_total !== null && (
            <li className="text-right text-xs text-soft">less {percent(line.discount_percent)}: {dollars(line.selected_total)}</li>
          )}
        </ul>
      )}
    </div>
  );
}
