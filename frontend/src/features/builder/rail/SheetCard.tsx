import { useState } from "react";

import { cn } from "@/lib/cn";
import { formatCount } from "@/lib/count";
import { percent } from "@/lib/figures";
import { Card, CardHeader } from "@/ui/Card";
import { StatCard } from "@/ui/StatCard";

import { useEstimate, useLine } from "../context";
import type { LineKind, QuantityEstimate } from "../model/wire";
import { wordsOfWay } from "../production/engine";
import { sheetSize } from "../SheetDrawing/geometry";
import { SheetDrawing } from "../SheetDrawing/SheetDrawing";
import { SheetKey } from "../SheetDrawing/SheetKey";

type Part = QuantityEstimate["parts"][number];

/** How the open line lies on the press, at the quantity that is quoted: one drawing for each of its parts. */
export function SheetCard({ lineId }: { readonly lineId: string | null }) {
  const line = useLine(lineId ?? "");
  const { estimate, old } = useEstimate(lineId);
  const [chosenPart, choosePart] = useState<string | null>(null);
  const chosen = line?.quantities.find((row) => row.id === line.selected)?.quantity;
  const shown = estimate?.quantities.find((one) => one.quantity === chosen) ?? estimate?.quantities[0];
  const drawn = shown?.parts.filter((one) => one.layout !== null) ?? [];
  const part = drawn.find((one) => one.name === chosenPart) ?? drawn[0];
  return (
    <Card aria-labelledby="sheet-title">
      <CardHeader id="sheet-title" title="Sheet layout" meta={part?.layout ? sheetSize(part.layout) : undefined} />
      {drawn.length > 1 && part && <PartPicks parts={drawn.map((one) => one.name)} current={part.name} onPick={choosePart} />}
      {shown && part?.layout ? (
        <div className={cn("transition-opacity delay-150", old && "opacity-60")} aria-busy={old}>
          <div className="bg-sunken px-4 py-3 xl:[@media(max-height:62rem)]:[&_text]:text-[52px] xl:[@media(max-height:62rem)]:[&>svg]:h-44">
            <SheetDrawing layout={part.layout} press={part.press_name} />
          </div>
          <SheetKey layout={part.layout} />
          <div className="grid auto-cols-fr grid-flow-col divide-x divide-line border-t border-line">
            <StatCard label="Up" value={formatCount(part.layout.n_up)} />
            {part.gross_sheets > 0 && <StatCard label="Sheets" value={formatCount(part.gross_sheets)} />}
            <StatCard label="Waste" value={percent(part.layout.waste_fraction)} />
          </div>
          <p className="border-t border-line px-4 py-2 text-xs text-pretty text-faint">
            {formatCount(shown.quantity)}: {wordsOfWay(part)}
          </p>
          <Facts facts={[...part.facts, ...shown.facts]} />
        </div>
      ) : shown?.listed ? (
        <p className="border-t border-line px-4 py-3 text-sm text-pretty text-faint">Sold from a price list: how it is made is not estimated.</p>
      ) : shown && drawn.length === 0 ? (
        <Facts facts={[...shown.parts.flatMap((one) => one.facts), ...shown.facts]} />
      ) : (
        <Blank kind={line?.kind} />
      )}
    </Card>
  );
}

interface PartPicksProps {
  readonly parts: readonly string[];
  readonly current: string;
  readonly onPick: (part: string) => void;
}

function PartPicks({ parts, current, onPick }: PartPicksProps) {
  return (
    <div role="group" aria-label="Part of the job" className="flex gap-1 overflow-x-auto border-b border-line px-3 py-1.5">
      {parts.map((part) => (
        <button
          key={part}
          type="button"
          aria-pressed={part === current}
          onClick={() => onPick(part)}
          className={cn("h-9 rounded-md px-2.5 text-sm whitespace-nowrap md:h-7", part === current ? "bg-accent-soft font-medium text-accent-ink" : "text-soft hover:text-ink")}
        >
          {part}
        </button>
      ))}
    </div>
  );
}

/** What a person asks about the finished work: spine, weight, cartons. */
function Facts({ facts }: { readonly facts: Part["facts"] }) {
  if (facts.length === 0) return null;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 border-t border-line px-4 py-2.5 text-xs">
      {facts.map((fact) => (
        <div key={fact.code} className="contents">
          <dt className="text-faint">{fact.label}</dt>
          <dd className="text-right text-pretty tabular-nums">{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The box of the drawing before there is one: of its own height while it is on its way, so that nothing moves. */
function Blank({ kind }: { readonly kind: LineKind | undefined }) {
  if (kind !== "product") {
    return (
      <p className="grid h-40 place-items-center px-6 text-center text-sm text-pretty text-faint">
        {kind === undefined ? "Add a product to see how it lies on the press sheet." : "Nothing of this line lies on a press sheet."}
      </p>
    );
  }
  return (
    <>
      <p className="grid h-66 place-items-center bg-sunken px-6 text-center text-sm text-pretty text-faint xl:[@media(max-height:62rem)]:h-50">
        The sheet is drawn as soon as the line can be estimated.
      </p>
      <div className="grid grid-cols-3 divide-x divide-line border-t border-line" aria-hidden="true">
        <StatCard label="Up" value="–" />
        <StatCard label="Sheets" value="–" />
        <StatCard label="Waste" value="–" />
      </div>
      <p className="border-t border-line px-4 py-2 text-xs text-faint" aria-hidden="true">&nbsp;</p>
    </>
  );
}
