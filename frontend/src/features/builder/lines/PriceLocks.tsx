import { Lock, LockOpen } from "lucide-react";

import { formatCount } from "@/lib/count";
import { formatAgo } from "@/lib/dates";
import { dollars } from "@/lib/figures";
import { Button } from "@/ui/Button";
import { Field, Input } from "@/ui/Field";

import { useFigures, useLine, useSession } from "../context";
import { useTyping } from "../fields/useTyping";
import { isTyped, type DraftQuantity } from "../model/draft";
import { explainPrice, releasePrice } from "../model/edits";
import type { QuantityResponse } from "../model/wire";

/** The prices of a line that a person typed: who, why, what the engine says, and the only way back to it. */
export function PriceLocks({ lineId }: { readonly lineId: string }) {
  const line = useLine(lineId);
  const figures = useFigures(lineId);
  const locked = line?.quantities.filter(isTyped) ?? [];
  if (locked.length === 0) return null;
  return (
    <ul className="flex flex-col gap-2">
      {locked.map((row) => (
        <PriceLock key={row.id} lineId={lineId} row={row} answer={figures?.quantities.find((one) => one.id === row.id)} />
      ))}
    </ul>
  );
}

interface PriceLockProps {
  readonly lineId: string;
  readonly row: DraftQuantity;
  readonly answer: QuantityResponse | undefined;
}

function PriceLock({ lineId, row, answer }: PriceLockProps) {
  const session = useSession();
  const quantity = formatCount(row.quantity);
  const price = row.typed_unit_price === null ? dollars(row.typed_price) : `${dollars(row.typed_unit_price, 4)} each`;
  const reason = useTyping({
    shown: row.typed_reason,
    field: `${lineId}/reason.${row.id}`,
    take: (text) => {
      session.edit("reason", explainPrice(lineId, row.id, text), `${row.id}.reason`);
      return null;
    },
  });
  return (
    <li className="flex flex-wrap items-end gap-x-4 gap-y-2 rounded-md border border-line bg-surface px-3 py-2 text-sm">
      <p className="flex min-h-8 items-center gap-2 text-soft">
        <Lock className="size-4 shrink-0 text-accent-ink" aria-hidden="true" />
        <span>
          <span className="font-medium text-ink">Typed: {quantity} at {price}</span>
          {answer?.typed_by && <span> by {answer.typed_by}{answer.typed_at && `, ${formatAgo(answer.typed_at)}`}</span>}
          <span className="block text-xs">Engine says {dollars(answer?.formula_price)}</span>
        </span>
      </p>
      <Field label="Reason" className="min-w-40 flex-1">
        <Input value={reason.value} onChange={reason.onChange} onBlur={reason.onBlur} maxLength={200} placeholder="Why this price" />
      </Field>
      <Button
        icon={<LockOpen aria-hidden="true" />}
        aria-label={`Use engine price for ${quantity}`}
        onClick={() => {
          session.edit("use engine price", releasePrice(lineId, row.id));
          // The button goes with the lock; its price is where the work goes on.
          document.querySelector<HTMLElement>(`[data-price="${CSS.escape(row.id)}"]`)?.focus();
        }}
      >
        Use engine price
      </Button>
    </li>
  );
}
