import { dollars, percent } from "@/lib/figures";

import type { Totals } from "./api";

/** The sums of what is chosen so far; a total only once every line has its quantity. */
export function TotalsCard({ totals, busy = false }: { readonly totals: Totals; readonly busy?: boolean }) {
  return (
    <section aria-label="Total" aria-busy={busy || undefined} className={`rounded-lg border border-line bg-surface p-4 ${busy ? "text-faint" : ""}`}>
      <dl className="flex flex-col gap-1.5">
        <Sum name="Subtotal" value={dollars(totals.subtotal)} />
        {/[1-9]/.test(totals.discount) && <Sum name="Discount" value={`−${dollars(totals.discount)}`} />}
        <Sum name={`${totals.tax_label} ${percent(totals.tax_rate, 2)}`} value={dollars(totals.tax)} />
        <div className="mt-1 flex items-baseline justify-between gap-4 border-t border-line pt-3 font-semibold">
          <dt>Total</dt>
          <dd className="text-2xl tabular-nums" aria-live="polite">{totals.total === null ? <span className="text-base text-soft">Choose a quantity for {totals.open.join(", ")}</span> : dollars(totals.total)}</dd>
        </div>
      </dl>
    </section>
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
