import { CircleCheck, CircleHelp, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "@/lib/cn";
import { dollars, percent } from "@/lib/figures";
import { fractionToPercent, isMoney, percentToFraction, toMoney } from "@/lib/money";
import { Card } from "@/ui/Card";
import { Field, Input } from "@/ui/Field";

import { useBuilder, useHead, useSession, useStale } from "../context";
import { useTyping } from "../fields/useTyping";
import { counts, type DraftLine } from "../model/draft";
import { setHead } from "../model/edits";
import type { Light } from "../model/wire";

/** What the customer will pay, by the server's one arithmetic. */
export function TotalsCard({ showCost }: { readonly showCost: boolean }) {
  const totals = useBuilder((state) => state.figures.totals);
  const stale = useStale();
  const open = useBuilder(({ draft }) => draft.order.some((id) => isOpen(draft.lines[id])));
  return (
    <Card aria-label="Totals">
      <div className={cn("flex flex-col gap-1.5 px-4 py-3 text-sm", stale && "[&_[data-figure]]:opacity-60")} aria-busy={stale}>
        <Row name="Subtotal">{dollars(totals.subtotal)}</Row>
        <Discounts />
        {isMoney(totals.discount) && /[1-9]/.test(totals.discount) && <Row name="Discount">−{dollars(totals.discount)}</Row>}
        <Row name={`Sales tax ${percent(totals.tax_rate, 2)}`}>{dollars(totals.tax)}</Row>
        <div className="mt-1.5 flex items-baseline justify-between gap-3 border-t border-line pt-2.5">
          <span className="font-semibold">Total</span>
          <output className="text-2xl tabular-nums transition-opacity delay-150" data-figure data-total>
            {totals.total === null ? <span className="text-base font-medium text-soft">{open ? "Choose a quantity" : "A price is missing"}</span> : dollars(totals.total)}
          </output>
        </div>
        {showCost && totals.internal?.margin_percent != null ? (
          <Row name="Quote margin">
            <span className={TONES[totals.light ?? "green"]}>
              {dollars(totals.internal.margin)} · {percent(totals.internal.margin_percent)}
            </span>
          </Row>
        ) : null}
        {totals.light && <MarginLight light={totals.light} />}
        {totals.light === null && totals.total !== null && /[1-9]/.test(totals.subtotal) && (
          <p className="flex items-center gap-1.5 text-xs text-soft">
            <CircleHelp className="size-3.5" aria-hidden="true" />
            Margin unknown
          </p>
        )}
        {totals.warnings.length > 0 && (
          <ul className="mt-1 flex flex-col gap-1.5">
            {totals.warnings.map((warning) => (
              <li key={warning} className="flex items-start gap-1.5 text-xs text-warn">
                <TriangleAlert className="mt-px size-3.5 shrink-0" aria-hidden="true" />
                {warning}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}

/** Whether the line quotes all of its quantities: nobody knows yet which of them counts. */
function isOpen(line: DraftLine | undefined): boolean {
  return line !== undefined && counts(line) && line.selected === null;
}

const TONES: Record<Light, string> = { green: "text-good", amber: "text-warn", red: "text-bad" };

const WORDS: Record<Light, string> = {
  green: "Margin on target",
  amber: "Margin below target",
  red: "Margin below floor",
};

/** Everyone sees the light; a colour is never alone. */
function MarginLight({ light }: { readonly light: Light }) {
  const Icon = light === "green" ? CircleCheck : TriangleAlert;
  return (
    <p className={cn("flex items-center gap-1.5 text-xs", TONES[light])}>
      <Icon className="size-3.5" aria-hidden="true" />
      {WORDS[light]}
    </p>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-3">
      <span className="text-soft">{name}</span>
      <span className="tabular-nums transition-opacity delay-150" data-figure>{children}</span>
    </div>
  );
}

/** The document's discount, as a share and as an amount; both may stand together. */
function Discounts() {
  const session = useSession();
  const share = useHead("discount_percent");
  const amount = useHead("discount_amount");
  const percentField = useTyping({
    shown: isMoney(share) ? fractionToPercent(share) : "0",
    field: "quote/discount_percent",
    take: (text) => {
      const fraction = percentToFraction(text.trim() === "" ? "0" : text);
      if (fraction === null || !/^(0(\.\d+)?|1(\.0+)?)$/.test(fraction)) return "From 0 to 100 %.";
      session.edit("discount", setHead({ discount_percent: fraction }), "quote.discount_percent");
      return null;
    },
  });
  const amountField = useTyping({
    shown: amount,
    field: "quote/discount_amount",
    take: (text) => {
      const money = toMoney(text.trim() === "" ? "0" : text);
      if (money === null || money.startsWith("-")) return "An amount, such as 25.00.";
      session.edit("discount", setHead({ discount_amount: money }), "quote.discount_amount");
      return null;
    },
  });
  return (
    <div className="grid grid-cols-2 gap-2 py-0.5">
      <Field label="Discount, %" error={percentField.problem ?? undefined}>
        <Input inputMode="decimal" className="text-right tabular-nums" value={percentField.value} onChange={percentField.onChange} onBlur={percentField.onBlur} />
      </Field>
      <Field label="Discount, $" error={amountField.problem ?? undefined}>
        <Input inputMode="decimal" className="text-right tabular-nums" value={amountField.value} onChange={amountField.onChange} onBlur={amountField.onBlur} />
      </Field>
    </div>
  );
}
