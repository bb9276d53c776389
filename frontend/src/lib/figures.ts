import { formatMoney, formatPercent, type Money } from "./money";

/** The engine's own figures carry up to ten decimals, more than an amount of money has. */
export function isFigure(text: string): text is Money {
  return /^-?\d{1,14}(\.\d{1,12})?$/.test(text);
}

export const NONE = "–";

export function dollars(value: string | null | undefined, decimals = 2): string {
  return value != null && isFigure(value) ? formatMoney(value, decimals) : NONE;
}

export function percent(fraction: string | null | undefined, decimals = 1): string {
  return fraction != null && isFigure(fraction) ? formatPercent(fraction, decimals) : NONE;
}
