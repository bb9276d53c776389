import { Factory, RotateCcw, Wrench } from "lucide-react";
import { useRef } from "react";

import { formatCount } from "@/lib/count";
import { Button } from "@/ui/Button";

import { useCatalog } from "../catalog";
import { useEstimate, useSession } from "../context";
import type { DraftLine } from "../model/draft";
import { setSpec } from "../model/edits";
import type { Settable, Spec } from "../model/wire";
import { useBuilderUi } from "../ui";
import { byHandIn, isOfPart, settableOf, wordsOf } from "./byHand";
import { waysOf, type Way } from "./engine";

interface ProductionPanelProps {
  readonly line: DraftLine;
  readonly spec: Spec;
}

/** How each part of the line is made: as the engine chose, or as a person set it, and the way back. */
export function ProductionPanel({ line, spec }: ProductionPanelProps) {
  const { products } = useCatalog();
  const { canProduce } = useBuilderUi();
  const { estimate } = useEstimate(line.id);
  const ways = waysOf(estimate?.quantities ?? []);
  const all = settableOf(products, spec);
  const shown = all.filter((one) => {
    if (byHandIn(spec, one.field) !== null) return true;
    // A booklet that is its own cover has no cover to set; a part that the engine never names is not there.
    return canProduce && (all.length === 1 || ways.some((way) => way.part === one.part));
  });
  if (shown.length === 0) return null;
  return (
    <ul className="flex flex-col divide-y divide-line rounded-md border border-line bg-surface text-sm" aria-label={`How ${line.title} is made`}>
      {shown.map((one) => (
        <PartMaking key={one.field} line={line} spec={spec} settable={one} alone={all.length === 1} ways={ways.filter((way) => isOfPart(one, all, way.part))} />
      ))}
    </ul>
  );
}

interface PartMakingProps extends ProductionPanelProps {
  readonly settable: Settable;
  readonly alone: boolean;
  readonly ways: readonly Way[];
}

function PartMaking({ line, spec, settable, alone, ways }: PartMakingProps) {
  const session = useSession();
  const { products } = useCatalog();
  const { canProduce, produce } = useBuilderUi();
  const change = useRef<HTMLButtonElement>(null);
  const set = byHandIn(spec, settable.field);
  const presses = products.flatMap((product) => product.fields).filter((field) => field.kind === "press").flatMap((field) => field.options);
  const pressName = (code: string) => presses.find((press) => press.value === code)?.label ?? code;
  const release = () => {
    session.edit("use the engine's choice", setSpec(line.id, { [settable.field]: null }));
    // The button that was pressed is gone with what it took back.
    change.current?.focus();
  };
  const Icon = set === null ? Factory : Wrench;
  const several = new Set(ways.map((way) => way.part)).size > 1;
  const words = set === null ? "Made as the engine chose" : `Overridden: ${wordsOf(set, pressName)}`;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-3 py-2">
      <div className="flex min-w-56 flex-1 gap-2 py-1">
        <Icon className={set === null ? "mt-0.5 size-4 shrink-0 text-faint" : "mt-0.5 size-4 shrink-0 text-accent-ink"} aria-hidden="true" />
        <div className="min-w-0">
          <p className="font-medium">
            {!alone && <span className="text-soft">{settable.part} · </span>}
            {words}
          </p>
          {set !== null && <p className="text-pretty text-soft">Because: {set.reason}</p>}
          <ul className="text-xs text-pretty text-faint">
            {ways.map((way) => (
              <li key={`${way.part}/${way.words}`}>
                <span className="font-medium text-soft tabular-nums">{way.quantities.map(formatCount).join(" · ")}</span>
                {several && ` ${way.part}`}: {way.words}
              </li>
            ))}
          </ul>
        </div>
      </div>
      {canProduce && (
        <div className="flex flex-wrap gap-2">
          <Button ref={change} icon={<Wrench aria-hidden="true" />} onClick={() => produce({ lineId: line.id, settable })}>{set === null ? "Set by hand…" : "Change…"}</Button>
          {set !== null && <Button icon={<RotateCcw aria-hidden="true" />} onClick={release}>Use the engine's choice</Button>}
        </div>
      )}
    </li>
  );
}
