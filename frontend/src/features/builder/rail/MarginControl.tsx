import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";

import { ApiError } from "@/api/errors";
import { rateCardQuery } from "@/features/catalog/queries";
import { cn } from "@/lib/cn";
import { dollars, percent } from "@/lib/figures";
import { useHotkeys } from "@/lib/hotkeys";
import { fractionToPercent, isMoney, percentToFraction, toMoney, type Money } from "@/lib/money";
import { perMille } from "@/lib/perMille";
import { Field, Input } from "@/ui/Field";

import { useHead, useSession } from "../context";
import type { DraftLine, DraftQuantity } from "../model/draft";
import { typePrice, typeUnitPrice } from "../model/edits";
import type { QuantityResponse } from "../model/wire";
import { priceForMargin } from "./aim";

interface MarginControlProps {
  readonly line: DraftLine;
  readonly row: DraftQuantity;
  readonly answer: QuantityResponse | undefined;
}

/** The slider's end: more than four fifths of a price is no margin that a shop asks for. */
const MOST = 800;
/** A slider that is dragged asks once it rests. */
const REST_MS = 120;
const AIMED = "Set by its margin";

/** A price aimed at from three sides: the margin that it leaves, the whole, one piece. */
export function MarginControl({ line, row, answer }: MarginControlProps) {
  const session = useSession();
  const customerId = useHead("customer_id");
  const card = useQuery(rateCardQuery()).data?.internal;
  const field = useRef<HTMLInputElement>(null);
  const running = useRef<AbortController | null>(null);
  const [slid, setSlid] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useHotkeys([{ keys: "m", label: "Set the margin", group: "Quote", run: () => field.current?.select() }]);
  useEffect(() => () => running.current?.abort(), []);

  const reason = row.typed_reason === "" ? AIMED : row.typed_reason;
  const aim = async (margin: Money, wait = 0) => {
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    await new Promise((resolve) => {
      setTimeout(resolve, wait);
    });
    if (mine.signal.aborted || line.spec === null) return;
    try {
      const price = await priceForMargin({ spec: line.spec, quantity: row.quantity, customerId }, margin, mine.signal);
      session.edit("margin", typePrice(line.id, row.id, price, reason), `${row.id}.price`);
      setProblem(null);
    } catch (error) {
      if (mine.signal.aborted) return;
      setProblem(error instanceof ApiError ? error.message : "The price could not be worked out. Try again.");
    } finally {
      if (running.current === mine) setSlid(null);
    }
  };

  const margin = answer?.internal?.margin_percent;
  const now = slid ?? (margin == null ? 0 : perMille(margin, "1"));
  const below = answer?.light === "red";
  return (
    <section aria-label={`Margin of ${row.quantity}`} className="mt-2 flex flex-col gap-2">
      <p className="flex justify-between text-soft">
        <span>Margin</span>
        <span className={cn("tabular-nums", below && "text-bad")}>
          {below && <TriangleAlert className="mr-1 inline size-3.5" aria-hidden="true" />}
          {dollars(answer?.internal?.margin)} · {percent(margin)}
          {below && " below floor"}
        </span>
      </p>
      <div className="relative pb-4">
        <input
          type="range"
          aria-label="Margin"
          aria-valuetext={`${(now / 10).toFixed(1)} %`}
          className="block h-6 w-full accent-accent"
          min={0}
          max={MOST}
          step={5}
          value={Math.min(now, MOST)}
          onChange={({ target }) => {
            const share = percentToFraction(`${target.value.slice(0, -1) || "0"}.${target.value.slice(-1)}`);
            setSlid(target.valueAsNumber);
            if (share) void aim(share, REST_MS);
          }}
        />
        {card && <Tick at={card.margin_floor} name="floor" />}
        {card && card.margin_target !== card.margin_floor && <Tick at={card.margin_target} name="target" />}
      </div>
      <div className="grid grid-cols-3 gap-2">
        <Aim
          label="Margin, %"
          field={field}
          shown={margin != null && isMoney(margin) ? rounded(fractionToPercent(margin)) : ""}
          take={(text) => {
            const share = percentToFraction(text);
            if (share === null || !/^0(\.\d+)?$/.test(share)) return "From 0 to less than 100 %.";
            void aim(share);
            return null;
          }}
        />
        <Aim
          label="Price, $"
          shown={plain(row.typed_price ?? answer?.price)}
          take={(text) => {
            const price = toMoney(text);
            if (price === null || price.startsWith("-")) return "An amount, such as 125.00.";
            session.edit("price", typePrice(line.id, row.id, price, row.typed_reason), `${row.id}.price`);
            return null;
          }}
        />
        <Aim
          label="Each, $"
          shown={plain(row.typed_unit_price ?? answer?.unit_price)}
          take={(text) => {
            const price = toMoney(text, 4);
            if (price === null || price.startsWith("-")) return "An amount, such as 0.1250.";
            session.edit("unit price", typeUnitPrice(line.id, row.id, price, row.typed_reason), `${row.id}.price`);
            return null;
          }}
        />
      </div>
      {problem !== null && <p role="alert" className="text-xs text-bad">{problem}</p>}
    </section>
  );
}

function plain(value: string | null | undefined): string {
  return value ?? "";
}

/** A percentage as far as a person aims: one place behind the point. */
function rounded(percentage: string): string {
  return percentage.replace(/(\.\d)\d+$/, "$1");
}

function Tick({ at, name }: { readonly at: string; readonly name: string }) {
  const place = Math.min(perMille(at, "1"), MOST);
  return (
    <span aria-hidden="true" className="pointer-events-none absolute top-5 flex -translate-x-1/2 flex-col items-center text-2xs text-faint" style={{ left: `${(place * 100) / MOST}%` }}>
      <span className="h-1.5 w-px bg-line-strong" />
      {name}
    </span>
  );
}

interface AimProps {
  readonly label: string;
  readonly shown: string;
  readonly field?: React.RefObject<HTMLInputElement | null>;
  /** Takes the text, or answers with what is wrong with it. */
  readonly take: (text: string) => string | null;
}

/** One side to aim from; what is typed counts when it is left or with Enter. */
function Aim({ label, shown, field, take }: AimProps) {
  const [text, setText] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const commit = () => {
    if (text === null) return;
    const wrong = text.trim() === "" ? null : take(text);
    setProblem(wrong);
    if (wrong === null) setText(null);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Enter") commit();
  };
  return (
    <Field label={label} error={problem ?? undefined}>
      <Input
        ref={field}
        inputMode="decimal"
        className="text-right tabular-nums"
        value={text ?? shown}
        onFocus={({ target }) => target.select()}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={keys}
        onBlur={commit}
      />
    </Field>
  );
}
