import { toCount } from "@/lib/count";
import type { Parsed } from "@/ui/spec/sizes";

const MAX_QUANTITY = 10_000_000;

const QUANTITY = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,3}))?\s*([km]?)$/i;

function parseOne(text: string): number | null {
  const match = QUANTITY.exec(text.trim());
  if (!match) return null;
  const [, whole = "", fraction = "", unit = ""] = match;
  const zeros = { "": 0, k: 3, m: 6 }[unit.toLowerCase()] ?? 0;
  if (fraction.length > zeros) return null;
  const digits = whole.replaceAll(",", "") + fraction.padEnd(zeros, "0");
  const value = toCount(digits);
  return value !== null && value >= 1 && value <= MAX_QUANTITY ? value : null;
}

/** "500/1k/2,500" is three quantities; a slash, a space or a semicolon parts them. */
export function parseQuantities(text: string): Parsed<readonly number[]> {
  const parts = text.split(/[/;\s]+/).filter((part) => part !== "");
  if (parts.length === 0) return { ok: false, problem: "Type a quantity, such as 500 or 1k." };
  const values: number[] = [];
  for (const part of parts) {
    const value = parseOne(part.replace(/,$/, ""));
    if (value === null) {
      return { ok: false, problem: `"${part}" is not a quantity from 1 to 10,000,000. Try 500, 2,500 or 1k.` };
    }
    if (!values.includes(value)) values.push(value);
  }
  return { ok: true, value: values };
}
