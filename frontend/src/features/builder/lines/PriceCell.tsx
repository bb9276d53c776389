import { Lock } from "lucide-react";
import { useId } from "react";

import { cn } from "@/lib/cn";
import { formatCount } from "@/lib/count";
import { dollars } from "@/lib/figures";
import { toMoney } from "@/lib/money";

import { useSession } from "../context";
import { useTyping } from "../fields/useTyping";
import { isTyped, type DraftQuantity } from "../model/draft";
import { typePrice } from "../model/edits";
import type { QuantityResponse } from "../model/wire";

interface PriceCellProps {
  readonly lineId: string;
  readonly row: DraftQuantity;
  readonly answer: QuantityResponse | undefined;
  readonly editable: boolean;
}

/** The price of all of a quantity. Typing over it locks it; what the engine says stays in sight. */
export function PriceCell({ lineId, row, answer, editable }: PriceCellProps) {
  const session = useSession();
  const problemId = useId();
  const locked = isTyped(row);
  const shown = dollars(row.typed_price ?? answer?.price);
  const typing = useTyping({
    shown,
    field: `${lineId}/price.${row.id}`,
    take: (text) => {
      const price = toMoney(text);
      if (price === null || price.startsWith("-")) return "Type an amount, such as 125.00.";
      session.edit("price", typePrice(lineId, row.id, price, row.typed_reason), `${row.id}.price`);
      return null;
    },
  });
  const lock = locked && <Lock className="size-3.5 shrink-0 text-accent-ink" aria-hidden="true" />;
  if (!editable) {
    return (
      <span className="inline-flex items-center gap-1.5">
        {lock}
        {shown}
      </span>
    );
  }
  return (
    <span className="-my-1 -mr-1.5 flex flex-col items-end">
      <span className="flex items-center justify-end gap-1.5">
        {lock}
        <input
          className={cn(
            "h-7 rounded-sm border border-transparent bg-transparent px-1.5 text-right font-semibold hover:border-line-strong focus:border-line-strong focus:bg-surface",
            typing.problem && "border-bad",
          )}
          data-price={row.id}
          inputMode="decimal"
          size={Math.max(7, typing.value.length)}
          autoComplete="off"
          aria-label={`Price of ${formatCount(row.quantity)}${locked ? ", typed" : ""}`}
          aria-invalid={typing.problem !== null}
          aria-describedby={typing.problem ? problemId : undefined}
          value={typing.value}
          onFocus={({ target }) => target.select()}
          onChange={typing.onChange}
          onBlur={typing.onBlur}
        />
      </span>
      {typing.problem && <span id={problemId} role="alert" className="text-xs font-normal text-bad">{typing.problem}</span>}
    </span>
  );
}
