import { useMemo } from "react";

import { formatCount } from "@/lib/count";

import { lineThrough, PLOT, plotCurve } from "./plot";
import type { Curve } from "./query";
import { kindName } from "./words";

const STROKES = ["stroke-accent", "stroke-bleed", "stroke-trim", "stroke-warn"];
const DASHES = ["", "7 4", "2 3", "10 3 2 3"];

function powerText(power: number): string {
  if (power >= 0) return formatCount(10 ** power);
  // Dimes and cents read as money does; less than a cent has as many places as it needs.
  return power === -1 ? "0.10" : `0.${"0".repeat(-power - 1)}1`;
}

/** The price of one over the quantity; where the line changes its colour and dash, another kind of press takes over. */
export function CurveChart({ curve }: { readonly curve: Curve }) {
  const plot = useMemo(() => plotCurve(curve), [curve]);
  const kinds = [...new Set(curve.points.map((point) => point.kind))];
  const bottom = PLOT.height - PLOT.bottom;
  return (
    <figure className="flex flex-col gap-2">
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an img element cannot hold a drawing made here */}
      <svg role="img" aria-label={describe(curve)} viewBox={`0 0 ${PLOT.width} ${PLOT.height}`} className="h-auto w-full">
        <g className="stroke-line" strokeWidth="1">
          {plot.up.map((tick) => <line key={tick.power} x1={PLOT.left} x2={PLOT.width - PLOT.right} y1={tick.at} y2={tick.at} />)}
          {plot.across.map((tick) => <line key={tick.power} x1={tick.at} x2={tick.at} y1={PLOT.top} y2={bottom} />)}
        </g>
        {/* In the drawing's own units, which are half a pixel on a phone. */}
        <g className="fill-soft text-[20px] tabular-nums md:text-[10px]" aria-hidden="true">
          {plot.up.map((tick) => <text key={tick.power} x={PLOT.left - 8} y={tick.at + 4} textAnchor="end">${powerText(tick.power)}</text>)}
          {plot.across.map((tick) => <text key={tick.power} x={tick.at} y={bottom + 22} textAnchor="middle">{powerText(tick.power)}</text>)}
        </g>
        {plot.changes.map(({ x, change }) => (
          <line key={change.first} x1={x} x2={x} y1={PLOT.top} y2={bottom} className="stroke-line-strong" strokeDasharray="3 3" />
        ))}
        {plot.stretches.map((stretch) => (
          <path
            key={`${stretch.kind}/${(stretch.points[0]?.point.quantity ?? 0).toString()}`}
            d={lineThrough(stretch.points)}
            className={`fill-none ${STROKES[kinds.indexOf(stretch.kind)] ?? "stroke-soft"}`}
            strokeWidth="2.5"
            strokeLinejoin="round"
            strokeDasharray={DASHES[kinds.indexOf(stretch.kind)]}
          />
        ))}
      </svg>
      <figcaption className="flex flex-wrap gap-x-5 gap-y-1 text-xs text-soft">
        <span>Price of one, by quantity</span>
        {kinds.map((kind, at) => (
          <span key={kind} className="inline-flex items-center gap-1.5">
            <svg width="26" height="6" aria-hidden="true">
              <line x1="0" x2="26" y1="3" y2="3" className={STROKES[at] ?? "stroke-soft"} strokeWidth="2.5" strokeDasharray={DASHES[at]} />
            </svg>
            {kindName(kind)}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

function describe(curve: Curve): string {
  const [first, last] = [curve.points[0], curve.points.at(-1)];
  if (!first || !last) return "No quantity could be priced.";
  const changes = curve.changes.map((change) => `from ${formatCount(change.first)} on ${change.to_press}`);
  return [
    `The price of one falls from $${first.unit_price} at ${formatCount(first.quantity)} to $${last.unit_price} at ${formatCount(last.quantity)}`,
    ...changes,
  ].join("; ");
}
