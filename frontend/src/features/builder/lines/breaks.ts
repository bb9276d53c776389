import type { QuantityResponse } from "../model/wire";

/** The first quantity whose unit price is above that of the smaller one before it; null when prices fall as they should. */
export function risingUnitPrice(answers: readonly (QuantityResponse | undefined)[]): number | null {
  const rows = answers
    .filter((answer): answer is QuantityResponse & { unit_price: string } => answer?.unit_price != null)
    .toSorted((a, b) => a.quantity - b.quantity);
  const found = rows.find((row, index) => {
    const before = rows[index - 1];
    return before !== undefined && millionths(row.unit_price) > millionths(before.unit_price);
  });
  return found?.quantity ?? null;
}

/** Only compared, never added: unit prices have up to six decimals. */
function millionths(price: string): bigint {
  const [whole = "0", fraction = ""] = price.split(".");
  return BigInt(whole + fraction.padEnd(6, "0").slice(0, 6));
}
