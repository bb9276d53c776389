import { useMemo } from "react";

import { Modal } from "@/ui/Modal";

import { SheetDrawing } from "../SheetDrawing/SheetDrawing";
import { SheetKey } from "../SheetDrawing/SheetKey";
import { GangCosts } from "./GangCosts";
import { GangShares } from "./GangShares";
import type { Gangs, Shown } from "./query";
import { describeGang, namesOf, runOf, savingOf } from "./words";

interface GangDrawerProps extends Shown {
  readonly onClose: () => void;
}

/** Lines on one sheet: how they lie, what each gets and bears, what is saved and why. */
export function GangDrawer({ gang, alone, onClose }: GangDrawerProps) {
  const drawn = useMemo(() => ({
    owners: gang.owners,
    lines: gang.lines.map((line) => line.lines),
    names: gang.lines.map((line) => String(line.position)),
    label: describeGang(gang),
  }), [gang]);
  return (
    <Modal
      open
      size="wide"
      title={`${namesOf(gang)} on one sheet`}
      description={`${savingOf(gang)} A proposal: the quote stays as it is.`}
      onClose={onClose}
    >
      <div className="flex flex-col gap-6">
        <figure className="overflow-hidden rounded-lg border border-line">
          <div className="bg-sunken px-4 py-3"><SheetDrawing layout={gang.layout} press={gang.press_name} gang={drawn} className="h-72" /></div>
          <SheetKey layout={gang.layout} lines={drawn.lines} />
          <figcaption className="border-t border-line px-4 py-2 text-xs text-pretty text-soft">
            {gang.stock_name}. {gang.words}. {runOf(gang)}
          </figcaption>
        </figure>
        <GangShares gang={gang} />
        {gang.internal && <GangCosts internal={gang.internal} lines={gang.lines} />}
        <Alone alone={alone} />
      </div>
    </Modal>
  );
}

function Alone({ alone }: { readonly alone: Gangs["alone"] }) {
  if (alone.length === 0) return null;
  return (
    <section aria-labelledby="alone-title" className="flex flex-col gap-1.5">
      <h3 id="alone-title" className="text-sm font-medium">Lines that run by themselves</h3>
      <ul className="flex flex-col gap-1 text-sm text-soft">
        {alone.map((line) => (
          <li key={line.line_id} className="text-pretty">
            <span className="text-ink">{line.position}. {line.title}:</span> {line.reason}
          </li>
        ))}
      </ul>
    </section>
  );
}
