import { GripVertical, Lock, TriangleAlert, Wrench } from "lucide-react";
import { memo, useState, type DragEvent } from "react";

import { cn } from "@/lib/cn";
import { formatCount, plural } from "@/lib/count";
import { dollars, percent } from "@/lib/figures";
import { Badge } from "@/ui/Badge";

import { useBuilder, useFigures, useLine, useLineStale, useSession } from "../context";
import { isTyped, type DraftLine } from "../model/draft";
import { moveLine } from "../model/edits";
import type { LineResponse } from "../model/wire";
import { isSetByHand } from "../production/byHand";
import { useBuilderUi } from "../ui";
import { LineEditor } from "./LineEditor";
import { LineMenu } from "./LineMenu";

interface LineRowProps {
  readonly id: string;
  readonly index: number;
  readonly open: boolean;
  readonly showCost: boolean;
}

const DRAGGED = "text/x-forge-line";

/** One line: what it is and what it costs the customer; open, everything that can be said about it. */
export const LineRow = memo(function LineRow({ id, index, open, showCost }: LineRowProps) {
  const line = useLine(id);
  const figures = useFigures(id);
  const { open: setOpen } = useBuilderUi();
  const drag = useLineDrag(id, index);
  if (!line) return null;
  return (
    // What is dropped here can also be moved by Alt and the arrows, and by the menu.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      id={`line-${id}`}
      aria-label={`Line ${index + 1}: ${line.title}`}
      className={cn(
        "relative border-b border-line",
        line.alternate_of !== null && "md:pl-6",
        open && "bg-accent-soft/35 shadow-[inset_2px_0_0_var(--accent)]",
        drag.over && "shadow-[inset_0_2px_0_var(--accent)]",
      )}
      onDragOver={drag.onDragOver}
      onDragLeave={drag.onDragLeave}
      onDrop={drag.onDrop}
    >
      <div className="flex items-center gap-2 py-2 pr-2 pl-2 md:gap-3 md:pl-3">
        <span
          draggable
          onDragStart={drag.onDragStart}
          className="hidden size-6 shrink-0 cursor-grab place-items-center rounded-xs text-faint hover:text-ink md:grid"
          title="Drag to move; Alt and the arrow keys move too"
        >
          <GripVertical className="size-4" aria-hidden="true" />
        </span>
        <span className="w-5 shrink-0 text-center text-xs text-faint tabular-nums">{index + 1}</span>
        <button
          type="button"
          className="flex min-h-11 min-w-0 flex-1 flex-col justify-center rounded-sm text-left md:min-h-9"
          aria-expanded={open}
          aria-controls={open ? `editor-${id}` : undefined}
          data-line-toggle={id}
          onClick={() => setOpen(open ? null : id)}
        >
          <span className="flex w-full min-w-0 items-center gap-2">
            <span className="truncate text-sm font-medium">{line.title === "" ? "Untitled line" : line.title}</span>
            {line.optional && <Badge>Optional</Badge>}
            {line.alternate_of !== null && <AlternateBadge root={line.alternate_of} />}
            {isSetByHand(line.spec) && <Badge tone="accent" icon={<Wrench aria-hidden="true" />}>Overridden</Badge>}
          </span>
          <Description line={line} figures={figures} />
        </button>
        <Amounts line={line} figures={figures} showCost={showCost} />
        <LineMenu id={id} title={line.title} />
      </div>
      {open && <LineEditor line={line} showCost={showCost} />}
    </section>
  );
});

/** Says which line this one may be taken in place of. */
function AlternateBadge({ root }: { readonly root: string }) {
  const place = useBuilder((state) => state.draft.order.indexOf(root) + 1);
  return <Badge>Instead of {place}</Badge>;
}

function Description({ line, figures }: { readonly line: DraftLine; readonly figures: LineResponse | undefined }) {
  if (figures?.problem) {
    return (
      <span className="flex items-center gap-1 text-xs text-bad">
        <TriangleAlert className="size-3.5 shrink-0" aria-hidden="true" />
        <span className="truncate">{figures.problem}</span>
      </span>
    );
  }
  const words = figures?.spec_text || line.description || (line.kind === "outside" && line.vendor) || "";
  return words === "" ? null : <span className="w-full truncate text-xs text-faint">{words}</span>;
}

interface AmountsProps {
  readonly line: DraftLine;
  readonly figures: LineResponse | undefined;
  readonly showCost: boolean;
}

function Amounts({ line, figures, showCost }: AmountsProps) {
  const stale = useLineStale(line.id);
  if (line.kind === "note") return null;
  const answer = figures?.quantities.find((row) => row.id === line.selected);
  const chosen = line.quantities.find((row) => row.id === line.selected);
  return (
    <span className={cn("flex shrink-0 items-center gap-3 text-right text-sm tabular-nums transition-opacity delay-150", stale && "opacity-60")}>
      <span className="hidden w-16 md:block">{chosen ? formatCount(chosen.quantity) : plural(line.quantities.length, "quantity", "quantities")}</span>
      <span className="hidden w-20 text-faint md:block">{dollars(answer?.unit_price, 4)}</span>
      <span className={cn("flex w-24 flex-col", line.alternate_of !== null && "text-soft")}>
        <span className="inline-flex items-center justify-end gap-1 font-medium">
          {chosen && isTyped(chosen) && <Lock className="size-3.5 text-accent-ink" aria-label="Typed price" />}
          {dollars(figures?.selected_total)}
        </span>
        {showCost && answer?.internal ? (
          <span className={cn("text-xs", answer.light === "red" ? "text-bad" : answer.light === "amber" ? "text-warn" : "text-faint")}>
            {percent(answer.internal.margin_percent)}
          </span>
        ) : (
          <span className="text-xs text-faint md:hidden">{chosen ? formatCount(chosen.quantity) : "Choose"}</span>
        )}
      </span>
    </span>
  );
}

/** Dragging by the handle with a pointer; keyboards and fingers have Alt+arrows and the menu. */
function useLineDrag(id: string, index: number) {
  const session = useSession();
  const [over, setOver] = useState(false);
  return {
    over,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.setData(DRAGGED, id);
      event.dataTransfer.effectAllowed = "move";
      const row = document.getElementById(`line-${id}`);
      if (row) event.dataTransfer.setDragImage(row, 16, 16);
    },
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(DRAGGED)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false);
      const dragged = event.dataTransfer.getData(DRAGGED);
      if (dragged === "" || dragged === id) return;
      event.preventDefault();
      session.edit("move line", moveLine(dragged, index));
    },
  };
}
