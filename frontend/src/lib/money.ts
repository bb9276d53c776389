import { groupThousands } from "./count";

/**
 * An exact decimal as the API writes it, "864.25" or "0.0750": a string from the server to the pixel. The template
 * type keeps plain strings out and survives the mapped types of the API client.
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

/** The decimal rounded half away from zero to so many places, on its digits: exact however long it is. */
function toPlaces(value: Money, places: number): { negative: boolean; whole: string; part: string } {
  const [whole = "0", part = ""] = value.replace("-", "").split(".");
  const kept = BigInt(whole + part.slice(0, places).padEnd(places, "0")) + ((part[places] ?? "0") >= "5" ? 1n : 0n);
  const digits = String(kept).padStart(places + 1, "0");
  const point = digits.length - places;
  return { negative: value.startsWith("-"), whole: digits.slice(0, point), part: digits.slice(point) };
}

const SYMBOLS: Readonly<Record<string, string>> = { USD: "$", CAD: "CA$", EUR: "€", GBP: "£", AUD: "A$" };

/** "$1,214.37". Not by Intl, whose first use alone costs a phone a tenth of a second (decision 0017). */
export function formatMoney(value: Money, decimals = 2, currency = "USD"): string {
  const { negative, whole, part } = toPlaces(value, decimals);
  const symbol = SYMBOLS[currency] ?? `${currency}\u00a0`;
  return `${negative ? "-" : ""}${symbol}${groupThousands(whole)}${decimals > 0 ? `.${part}` : ""}`;
}

export function formatPercent(fraction: Money, decimals = 1): string {
  const { negative, whole, part } = toPlaces(movePoint(fraction, 2), decimals);
  return `${negative ? "-" : ""}${groupThousands(whole)}${decimals > 0 ? `.${part}` : ""}%`;
}

/** A measure or rate with no more zeros than it needs: "3.5000" reads 3.5; `least` lines a column up. */
export function formatDecimal(value: Money, most = 4, least = 0): string {
  const { negative, whole, part } = toPlaces(value, most);
  const needed = part.replace(/0+$/, "").padEnd(least, "0");
  return `${negative ? "-" : ""}${groupThousands(whole)}${needed === "" ? "" : `.${needed}`}`;
}
