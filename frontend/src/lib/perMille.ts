import { isFigure } from "./figures";

/** Part of a whole in thousandths, for the length of a bar: never for a figure that is read. */
export function perMille(part: string, whole: string): number {
  const [a, b] = [scaled(part), scaled(whole)];
  if (b <= 0n || a <= 0n) return 0;
  const share = (a * 1_000n) / b;
  return share > 1_000n ? 1_000 : parseInt(share.toString(), 10);
}

function scaled(value: string): bigint {
  if (!isFigure(value)) return 0n;
  const [whole = "0", fraction = ""] = value.split(".");
  return BigInt(whole + fraction.padEnd(12, "0").slice(0, 12));
}
