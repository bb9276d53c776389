export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

const PLACES = 10_000n;
const SIZE = /^(?:(\d{1,5})(?:\s*[- ]\s*(\d{1,3})\s*\/\s*(\d{1,3}))?|(\d{1,3})\s*\/\s*(\d{1,3})|(\d{0,5})\.(\d{1,4}))\s*("|in|mm)?$/i;

/**
 * A measure as people write it, "8 1/2", "8-1/2", "8.5" or "11/16", as the decimal string of the API (four
 * places). Digits are divided as whole numbers: no float comes near a size.
 */
export function parseSize(text: string): Parsed<string> {
  const match = SIZE.exec(text.trim().replaceAll("½", " 1/2").replaceAll("¼", " 1/4").replaceAll("¾", " 3/4").trim());
  if (!match) return { ok: false, problem: `"${text.trim()}" is not a size. Try 8.5 or 8 1/2.` };
  const [, whole, top, bottom, bareTop, bareBottom, intPart, decimals] = match;
  const refused = { ok: false, problem: `"${text.trim()}" is not a size. Try 8.5 or 8 1/2.` } as const;
  const numerator = BigInt(top ?? bareTop ?? "0");
  const denominator = BigInt(bottom ?? bareBottom ?? "1");
  if (denominator === 0n || (numerator >= denominator && denominator > 1n)) return refused;
  const tenThousandths = decimals === undefined
    ? BigInt(whole ?? "0") * PLACES + (numerator * PLACES * 2n + denominator) / (denominator * 2n)
    : BigInt(`${intPart ?? ""}${decimals.padEnd(4, "0")}`);
  if (tenThousandths === 0n) return { ok: false, problem: "A size is more than 0." };
  return { ok: true, value: decimalOf(tenThousandths) };
}

function decimalOf(tenThousandths: bigint): string {
  const digits = tenThousandths.toString().padStart(5, "0");
  const fraction = digits.slice(-4).replace(/0+$/, "");
  return fraction === "" ? digits.slice(0, -4) : `${digits.slice(0, -4)}.${fraction}`;
}

/** A size for reading: "3.5000" is 3.5. */
export function showSize(value: string): string {
  return value.includes(".") ? value.replace(/\.?0+$/, "") : value;
}

/** One inch is 25.4 mm, in whole numbers. */
export function convertSize(value: string, to: "in" | "mm"): string {
  const [whole = "0", fraction = ""] = value.split(".");
  const tenThousandths = BigInt(whole + fraction.padEnd(4, "0").slice(0, 4));
  const [times, by] = to === "mm" ? [254n, 10n] : [10n, 254n];
  const converted = (tenThousandths * times * 2n + by) / (by * 2n);
  return decimalOf(converted);
}
