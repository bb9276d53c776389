import { Factory, RotateCcw, Wrench } from "lucide-react";
import { useRef } from "react";

import { formatCount } from "@/lib/count";
import { Button } from "@/ui/Button";

import { useCatalog } from "../catalog";
import { useEstimate, useSession } from "../context";
import type { DraftLine } from "../model/draft";
import { setSpec } from "../model/edits";
import type { Spec } from "../model/wire";
import { useBuilderUi } from "../ui";
import { byHandIn, canBeSetByHand, wordsOf } from "./byHand";
import { waysOf } from "./engine";

interface ProductionPanelProps {
  readonly line: DraftLine;
  readonly spec: Spec;
}

/** How the line is made: as the engine chose, or as a person set it, and the way back. */
export function ProductionPanel({ line, spec }: ProductionPanelProps) {
  const session = useSession();
  const { products } = useCatalog();
  const { canProduce, produce } = useBuilderUi();
  const { estimate } = useEstimate(line.id);
  const change = useRef<HTMLButtonElement>(null);
  const set = byHandIn(spec);
  const mayChange = canProduce && canBeSetByHand(spec);
  if (set === null && !mayChange) return null;

  const presses = products.flatMap((product) => product.fields).filter((field) => field.kind === "press").flatMap((field) => field.options);
  const pressName = (code: string) => presses.find((press) => press.value === code)?.label ?? code;
  const release = () => {
    session.edit("use the engine's choice", setSpec(line.id, { overrides: null }));
    // The button that was pressed is gone with what it took back.
    change.current?.focus();
  };
  const Icon = set === null ? Factory : Wrench;
  const ways = waysOf(estimate?.quantities ?? []);
  const several = new Set(ways.map((way) => way.part)).size > 1;
  return (
    <section aria-labelledby={`production-${line.id}`} className="flex flex-wrap items-start gap-x-4 gap-y-2 rounded-md border border-line bg-surface px-3 py-2 text-sm">
      <div className="flex min-w-56 flex-1 gap-2 py-1">
        <Icon className={set === null ? "mt-0.5 size-4 shrink-0 text-faint" : "mt-0.5 size-4 shrink-0 text-accent-ink"} aria-hidden="true" />
        <div className="min-w-0">
          <h3 id={`production-${line.id}`} className="font-medium">{set === null ? "Made as the engine chose" : `Overridden: ${wordsOf(set, pressName)}`}</h3>
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
      {mayChange && (
        <div className="flex flex-wrap gap-2">
          <Button ref={change} icon={<Wrench aria-hidden="true" />} onClick={() => produce({ lineId: line.id })}>{set === null ? "Set by hand…" : "Change…"}</Button>
          {set !== null && <Button icon={<RotateCcw aria-hidden="true" />} onClick={release}>Use the engine's choice</Button>}
        </div>
      )}
    </section>
  );
}
