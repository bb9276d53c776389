import { ArrowDown, ArrowRight, ArrowUp } from "lucide-react";
import { Link } from "react-router";

import { plural } from "@/lib/count";

import type { Figure } from "./queries";
import { axisOf, changeInWords, directionOf, formatFigure, lengthOn } from "./words";

const NAMES: Record<Figure["key"], { readonly name: string; readonly of: string; readonly line: string }> = {
  open: { name: "Open", of: "open", line: "begun" },
  win_rate: { name: "Win rate", of: "ended", line: "win rate" },
  quoted: { name: "Quoted", of: "sent", line: "quoted" },
  turnaround: { name: "Turnaround, median", of: "first sent", line: "median" },
};
const ARROWS = { more: ArrowUp, less: ArrowDown, same: ArrowRight } as const;

/** The figures of a period: each leads to the list that it is the total of. */
export function Figures({ figures }: { readonly figures: readonly Figure[] }) {
  return (
    <ul className="grid grid-cols-1 gap-px overflow-hidden rounded-lg bg-line min-[30rem]:grid-cols-2 xl:grid-cols-4">
      {figures.map((figure) => <OneFigure key={figure.key} figure={figure} />)}
    </ul>
  );
}

function OneFigure({ figure }: { readonly figure: Figure }) {
  const { name, of, line } = NAMES[figure.key];
  const direction = directionOf(figure.value, figure.before);
  const Arrow = direction === null ? null : ARROWS[direction];
  return (
    <li className="relative flex min-h-32 min-w-0 flex-col gap-1 bg-surface p-4 hover:bg-sunken">
      <Link to={`/quotes?${figure.query}`} className="self-start rounded-sm text-sm font-medium text-soft after:absolute after:inset-0">
        {name}
      </Link>
      <span className="text-2xl font-semibold text-ink tabular-nums">{formatFigure(figure.kind, figure.value)}</span>
      <span className="flex min-h-4 items-center gap-1 text-xs text-faint tabular-nums">
        {Arrow && <Arrow className="size-3.5" aria-hidden="true" />}
        {changeInWords(figure.kind, figure.value, figure.before) ?? `${plural(figure.quotes, "quote")} ${of}`}
      </span>
      <Sparkline figure={figure} line={line} />
    </li>
  );
}

/** Twelve weeks from zero; a week without a figure is a gap. */
function Sparkline({ figure, line }: { readonly figure: Figure; readonly line: string }) {
  const { most } = axisOf(figure.weeks, figure.kind);
  return (
    <>
      <svg aria-hidden="true" viewBox="0 0 120 24" preserveAspectRatio="none" className="mt-auto h-6 w-full">
        {figure.weeks.map((week, place) => {
          const height = (lengthOn(most, week) * 22) / 1000;
          // oxlint-disable-next-line react/no-array-index-key -- a week is its place
          return <rect key={place} x={place * 10 + 1} width="8" y={23 - height} height={height} className="fill-accent forced-colors:fill-[CanvasText]" />;
        })}
        <line x1="0" x2="120" y1="23.5" y2="23.5" className="stroke-line-strong" vectorEffect="non-scaling-stroke" />
      </svg>
      <span className="sr-only">
        {`Last twelve weeks, ${line}: ${figure.weeks.map((week) => formatFigure(figure.kind, week)).join(", ")}`}
      </span>
    </>
  );
}
