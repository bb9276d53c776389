import { Check, TriangleAlert, X } from "lucide-react";
import { useId, type ReactNode } from "react";

import { cn } from "@/lib/cn";
import { formatCount, plural, toCount } from "@/lib/count";
import { dollars, NONE, percent } from "@/lib/figures";

import { useFigures, useLine, useLineStale, useSession } from "../context";
import { useTyping } from "../fields/useTyping";
import type { DraftLine, DraftQuantity } from "../model/draft";
import { MAX_QUANTITIES, removeQuantity, selectQuantity, setQuantity, sortQuantities } from "../model/edits";
import { parseQuantities } from "../model/parse";
import type { QuantityResponse } from "../model/wire";
import { AddQuantity } from "./AddQuantity";
import { PriceCell } from "./PriceCell";
import { turnedBreaks } from "./breaks";

interface QuantityMatrixProps {
  readonly lineId: string;
  readonly showCost: boolean;
  /** Products run on a press; charges and outside purchases do not. */
  readonly hasPress: boolean;
  readonly canPrice: boolean;
}

const HEAD = "sticky left-0 z-1 border-t border-line bg-surface py-2 pr-3 pl-3 text-left text-sm font-normal text-soft";
const CELL = "border-t border-line px-3 py-2 text-right text-sm tabular-nums";

/** Quantities side by side, each with its own price and press; one of them is quoted, or all. */
export function QuantityMatrix({ lineId, showCost, hasPress, canPrice }: QuantityMatrixProps) {
  const line = useLine(lineId);
  const figures = useFigures(lineId);
  const stale = useLineStale(lineId);
  if (!line) return null;
  const answers = line.quantities.map((row) => figures?.quantities.find((one) => one.id === row.id));
  const turned = turnedBreaks(answers);
  const internal = showCost && answers.some((answer) => answer?.internal);

  const row = (name: ReactNode, cell: (answer: QuantityResponse | undefined, row: DraftQuantity) => ReactNode, tone = "text-ink") => (
    <tr>
      <th scope="row" className={HEAD}>{name}</th>
      {line.quantities.map((one, index) => (
        <td key={one.id} className={cn(CELL, tone, chosen(line, one) && "bg-accent-soft")}>{cell(answers[index], one)}</td>
      ))}
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- the column of the button that adds has no figures */}
      <td className="border-t border-line" />
    </tr>
  );

  return (
    <div className="overflow-hidden rounded-md border border-line bg-surface">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must take the keyboard */}
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={`Quantities of ${line.title}`}>
        <table className="w-full border-collapse" aria-busy={stale}>
          <thead>
            <tr>
              <th scope="row" className={cn(HEAD, "w-24 border-t-0")}>Quantity</th>
              {line.quantities.map((one) => (
                <QuantityHead key={one.id} line={line} row={one} warning={turned.get(one.id)} />
              ))}
              <td className="px-2 py-1 align-middle">
                {line.quantities.length < MAX_QUANTITIES && <AddQuantity lineId={lineId} />}
              </td>
            </tr>
          </thead>
          <tbody className={cn("transition-opacity delay-150", stale && "opacity-60")}>
            {row("Price", (answer, one) => (
              <PriceCell lineId={lineId} row={one} answer={answer} editable={canPrice} />
            ), "font-semibold text-ink")}
            {row("Each", (answer) => dollars(answer?.unit_price, 4))}
            {hasPress && row("Per M", (answer) => dollars(answer?.price_per_m))}
            {hasPress && line.spec?.kind !== "listed" && row("Press", (answer) => <Press answer={answer} />, "text-soft")}
            {internal && row("Cost", (answer) => dollars(answer?.internal?.cost))}
            {internal && row("Margin", (answer) => <Margin answer={answer} />)}
          </tbody>
        </table>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line px-3 py-1.5 text-xs text-soft empty:hidden">
        {line.quantities.length > 1 && <QuoteAll line={line} />}
        {[...turned].map(([id, warning]) => (
          <span key={id} id={`turned-${id}`} className="inline-flex items-center gap-1.5 text-warn">
            <TriangleAlert className="size-4" aria-hidden="true" />
            {warning} Check the price.
          </span>
        ))}
      </div>
    </div>
  );
}

function chosen(line: DraftLine, row: DraftQuantity): boolean {
  return line.selected === row.id;
}

function Press({ answer }: { readonly answer: QuantityResponse | undefined }) {
  if (!answer || answer.press_name === "") return NONE;
  return (
    <>
      <span className="ml-auto block max-w-36 truncate" title={answer.press_name}>{answer.press_name}</span>
      {answer.sheets !== null && answer.sheets > 0 && <span className="block text-xs text-faint">{plural(answer.sheets, "sheet")}</span>}
    </>
  );
}

function Margin({ answer }: { readonly answer: QuantityResponse | undefined }) {
  if (answer?.internal && answer.price !== null && answer.internal.cost === null) return <span className="text-soft">unknown</span>;
  const tone = { green: "text-good", amber: "text-warn", red: "text-bad" }[answer?.light ?? "green"];
  return (
    <span className={cn("whitespace-nowrap", tone)}>
      {answer?.light === "red" && <TriangleAlert className="mr-1 inline size-3.5" aria-label="Below floor:" />}
      {dollars(answer?.internal?.margin)} · {percent(answer?.internal?.margin_percent)}
    </span>
  );
}

interface QuantityHeadProps {
  readonly line: DraftLine;
  readonly row: DraftQuantity;
  /** What is the matter with its price, told in full under the table. */
  readonly warning: string | undefined;
}

function QuantityHead({ line, row, warning }: QuantityHeadProps) {
  const session = useSession();
  const name = useId();
  const quantity = formatCount(row.quantity);
  const typing = useTyping({
    shown: quantity,
    field: `${line.id}/quantity.${row.id}`,
    take: (text) => {
      const parsed = parseQuantities(text);
      if (!parsed.ok) return parsed.problem;
      const [value, more] = parsed.value;
      if (value === undefined || more !== undefined) return "Type one quantity here; + adds more.";
      if (line.quantities.some((other) => other.id !== row.id && other.quantity === value)) {
        return `${formatCount(value)} is already a quantity of this line.`;
      }
      session.edit("quantity", setQuantity(line.id, row.id, value), `${row.id}.quantity`);
      return null;
    },
  });
  const picked = chosen(line, row);
  return (
    <th scope="col" className={cn("group w-40 min-w-28 px-1.5 py-1 text-right text-sm font-semibold tabular-nums", picked && "bg-accent-soft")}>
      <span className="flex items-center justify-end gap-0.5">
        {warning && <TriangleAlert className="size-4 shrink-0 text-warn" role="img" aria-label={warning} />}
        {line.quantities.length > 1 && (
          <button
            type="button"
            className="grid size-6 place-items-center rounded-xs text-faint opacity-0 group-hover:opacity-100 hover:bg-sunken hover:text-ink focus-visible:opacity-100 pointer-coarse:opacity-100"
            aria-label={`Remove ${quantity}`}
            onClick={() => session.edit("remove quantity", removeQuantity(line.id, row.id))}
          >
            <X className="size-3.5" aria-hidden="true" />
          </button>
        )}
        <button
          type="button"
          className={cn("grid size-6 place-items-center rounded-xs hover:bg-sunken", picked ? "text-accent-ink" : "text-faint")}
          aria-pressed={picked}
          aria-label={`Quote ${quantity}`}
          onClick={() => session.edit("choose quantity", selectQuantity(line.id, row.id))}
        >
          {picked ? <Check className="size-4" aria-hidden="true" /> : <span className="size-3 rounded-full border border-line-strong" />}
        </button>
        <input
          className={cn(
            "h-7 rounded-sm border border-transparent bg-transparent px-1.5 text-right hover:border-line-strong focus:border-line-strong focus:bg-surface",
            picked && "text-accent-ink",
            typing.problem && "border-bad",
          )}
          inputMode="numeric"
          size={Math.max(4, typing.value.length)}
          autoComplete="off"
          aria-label={`Quantity ${quantity}`}
          aria-invalid={typing.problem !== null}
          aria-describedby={typing.problem ? name : warning ? `turned-${row.id}` : undefined}
          data-quantity={toCount(quantity)}
          value={typing.value}
          onChange={typing.onChange}
          onBlur={() => {
            typing.onBlur();
            session.edit("quantity", sortQuantities(line.id), `${row.id}.quantity`);
          }}
        />
      </span>
      {typing.problem && <span id={name} role="alert" className="block max-w-40 text-left text-xs font-normal text-bad">{typing.problem}</span>}
    </th>
  );
}

function QuoteAll({ line }: { readonly line: DraftLine }) {
  const session = useSession();
  const all = line.selected === null;
  return (
    <button
      type="button"
      className="inline-flex min-h-6 items-center gap-1.5 rounded-xs hover:text-ink"
      aria-pressed={all}
      onClick={() => session.edit("quote all quantities", selectQuantity(line.id, all ? (line.quantities[0]?.id ?? null) : null))}
    >
      {all ? <Check className="size-4 text-accent-ink" aria-hidden="true" /> : <span className="size-3 rounded-full border border-line-strong" />}
      Quote all quantities, without a total
    </button>
  );
}
