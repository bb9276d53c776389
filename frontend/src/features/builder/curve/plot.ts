import type { Curve } from "./query";

/** Where a positive decimal lies on a logarithmic axis: for a drawing, never for a figure that is read. */
export function magnitude(text: string): number {
  const [whole = "0", part = ""] = text.split(".");
  const digits = parseInt(whole + part, 10);
  return digits > 0 ? Math.log10(digits) - part.length : 0;
}

export const PLOT = { width: 640, height: 280, left: 64, right: 44, top: 16, bottom: 36 } as const;

interface Axis {
  readonly at: (value: number) => number;
  readonly ticks: readonly { readonly at: number; readonly power: number }[];
}

function axis(values: readonly number[], from: number, to: number): Axis {
  const low = Math.floor(Math.min(...values) + 1e-9);
  const high = Math.max(Math.ceil(Math.max(...values) - 1e-9), low + 1);
  const at = (value: number) => from + ((value - low) / (high - low)) * (to - from);
  return { at, ticks: Array.from({ length: high - low + 1 }, (_, step) => ({ at: at(low + step), power: low + step })) };
}

export interface PlottedPoint {
  readonly x: number;
  readonly y: number;
  readonly point: Curve["points"][number];
}

/** Stretches of one kind of press each; a stretch begins where the one before it ends, so that the line has no hole. */
export interface Stretch {
  readonly kind: string;
  readonly points: readonly PlottedPoint[];
}

export interface Plot {
  readonly stretches: readonly Stretch[];
  readonly changes: readonly { readonly x: number; readonly change: Curve["changes"][number] }[];
  readonly across: Axis["ticks"];
  readonly up: Axis["ticks"];
}

/** Unit price over quantity, both logarithmic: a set-up spread over more pieces is then nearly a straight line. */
export function plotCurve(curve: Curve): Plot {
  const across = axis(curve.points.map((point) => Math.log10(point.quantity)), PLOT.left, PLOT.width - PLOT.right);
  const up = axis(curve.points.map((point) => magnitude(point.unit_price)), PLOT.height - PLOT.bottom, PLOT.top);
  const plotted = curve.points.map((point) => ({ x: across.at(Math.log10(point.quantity)), y: up.at(magnitude(point.unit_price)), point }));
  const stretches: { kind: string; points: PlottedPoint[] }[] = [];
  for (const one of plotted) {
    const last = stretches.at(-1);
    if (last?.kind === one.point.kind) last.points.push(one);
    else stretches.push({ kind: one.point.kind, points: [...(last?.points.slice(-1) ?? []), one] });
  }
  return {
    stretches,
    changes: curve.changes.map((change) => ({ x: across.at(Math.log10(change.first)), change })),
    across: across.ticks,
    up: up.ticks,
  };
}

/** A path through the points of a stretch. */
export function lineThrough(points: readonly PlottedPoint[]): string {
  return points.map(({ x, y }, at) => `${at === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
}
