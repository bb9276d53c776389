import type { Schemas } from "@/api/client";
import { formatCount, groupThousands, toCount } from "@/lib/count";
import { dollars, NONE, percent } from "@/lib/figures";

export type Kind = Schemas["ColumnKind"];

/** Whole minutes as a person says them: 45 min, 2 h 10 min, 3 d 4 h. */
export function formatMinutes(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  const days = Math.floor(hours / 24);
  return hours % 24 === 0 ? `${formatCount(days)} d` : `${formatCount(days)} d ${hours % 24} h`;
}

export function formatFigure(kind: Kind, value: string | null | undefined): string {
  if (value == null) return NONE;
  if (kind === "money") return dollars(value);
  if (kind === "share") return percent(value);
  const count = toCount(value);
  if (count === null) return value;
  return kind === "minutes" ? formatMinutes(count) : groupThousands(value);
}

export type Direction = "more" | "less" | "same";

/** Which of two decimals of the same column is more; null where there is nothing to compare. */
export function directionOf(value: string | null, before: string | null | undefined): Direction | null {
  if (value === null || before == null) return null;
  const [now, then] = [scaled(value), scaled(before)];
  return now === then ? "same" : now > then ? "more" : "less";
}

const WORDS = { more: "up from", less: "down from", same: "as before:" } as const;

export function changeInWords(kind: Kind, value: string | null, before: string | null | undefined): string | null {
  const direction = directionOf(value, before);
  return direction === null ? null : `${WORDS[direction]} ${formatFigure(kind, before)}`;
}

/** A decimal in ten-thousandths, to be compared and never shown. */
function scaled(value: string): bigint {
  const negative = value.startsWith("-");
  const [whole = "0", part = ""] = value.replace("-", "").split(".");
  const digits = BigInt(whole + part.padEnd(4, "0").slice(0, 4));
  return negative ? -digits : digits;
}

/** Round steps for an axis from zero that holds the largest value: at most five of them, the last at or above it. */
export function axisOf(values: readonly (string | null)[], kind: Kind): { readonly most: bigint; readonly ticks: readonly bigint[] } {
  const most = values.reduce((largest, value) => (value !== null && scaled(value) > largest ? scaled(value) : largest), 0n);
  // Hours are what minutes are read in: steps of 1, 2, 5 hours and their tens.
  const unit = kind === "minutes" ? 600_000n : kind === "share" ? 100n : 10_000n;
  let step = unit;
  for (let round = 0; step * 4n < most; round += 1) step = unit * ([2n, 5n, 10n][round % 3] ?? 1n) * 10n ** BigInt(Math.floor(round / 3));
  const ticks = [0n, step];
  while ((ticks.at(-1) ?? step) < most) ticks.push(step * BigInt(ticks.length));
  return { most: ticks.at(-1) ?? step, ticks };
}

export function formatTick(kind: Kind, tick: bigint): string {
  if (kind === "share") return `${tick / 100n}%`;
  const whole = tick / 10_000n;
  if (kind === "minutes") return formatMinutes(toCount(whole.toString()) ?? 0);
  return `${kind === "money" ? "$" : ""}${groupThousands(whole.toString())}`;
}

/** Part of an axis in thousandths, for the length of a bar. */
export function lengthOn(most: bigint, value: string | null): number {
  if (value === null || most === 0n) return 0;
  const part = (scaled(value) * 1000n) / most;
  return part < 0n ? 0 : parseInt(part.toString(), 10);
}
