/**
 * An exact decimal as the API writes it, "864.25" or "0.0750": a string from the server to the pixel. The template
 * type keeps plain strings out, is what Intl formats without loss, and survives the mapped types of the API client.
 */
export type Money = `${number}`;

const DECIMAL = /^-?\d{1,10}(\.\d{1,6})?$/;

/** What a person typed ("$1,250.5", " 12 ") as exact money, or null when it is none. */
export function toMoney(typed: string, decimals = 2): Money | null {
  const plain = typed.trim().replace(/^(-?)\$\s?/, "$1").replaceAll(",", "");
  const filled = plain.startsWith(".") ? `0${plain}` : plain.replace(/\.$/, "");
  if (!isMoney(filled)) return null;
  if ((filled.split(".")[1] ?? "").length > decimals) return null;
  return filled;
}

export function isMoney(text: string): text is Money {
  return DECIMAL.test(text);
}

/** "7.5" typed as percent is the fraction "0.075"; the point moves, nothing is multiplied. */
export function percentToFraction(typed: string): Money | null {
  const percent = toMoney(typed.replace(/\s?%$/, ""), 2);
  return percent === null ? null : movePoint(percent, -2);
}

/** The fraction "0.0750" as a person types it in a percent field: "7.5". */
export function fractionToPercent(fraction: Money): string {
  return movePoint(fraction, 2);
}

function movePoint(value: Money, places: number): Money {
  const negative = value.startsWith("-");
  const [whole = "0", part = ""] = value.replace("-", "").split(".");
  const digits = whole.padStart(whole.length + 8, "0") + part.padEnd(part.length + 8, "0");
  const point = whole.length + 8 + places;
  const left = digits.slice(0, point).replace(/^0+(?=\d)/, "");
  const right = digits.slice(point).replace(/0+$/, "");
  const text = right === "" ? left : `${left}.${right}`;
  return (negative && /[1-9]/.test(text) ? `-${text}` : text) as Money;
}

const formats = new Map<string, Intl.NumberFormat>();

function format(key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  let found = formats.get(key);
  if (!found) {
    found = new Intl.NumberFormat("en-US", options);
    formats.set(key, found);
  }
  return found;
}

export function formatMoney(value: Money, decimals = 2, currency = "USD"): string {
  const formatter = format(`${currency}${decimals}`, {
    style: "currency",
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return formatter.format(value);
}

export function formatPercent(fraction: Money, decimals = 1): string {
  const formatter = format(`%${decimals}`, {
    style: "percent",
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return formatter.format(fraction);
}

/** A measure or rate with no more zeros than it needs: "3.5000" reads 3.5; `least` lines a column up. */
export function formatDecimal(value: Money, most = 4, least = 0): string {
  return format(`n${most} ${least}`, { maximumFractionDigits: most, minimumFractionDigits: least }).format(value);
}
