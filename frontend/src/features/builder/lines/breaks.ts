import { formatCount } from "@/lib/count";

import type { QuantityResponse } from "../model/wire";

/** What is the matter with a quantity beside the smaller one before it, by the quantity's id. */
export type TurnedBreaks = ReadonlyMap<string, string>;

type Priced = QuantityResponse & { price: string; unit_price: string };

/** The quantities at which more pieces cost less in all, or more each: what a customer asks about. */
export function turnedBreaks(answers: readonly (QuantityResponse | undefined)[]): TurnedBreaks {
  const found = new Map<string, string>();
  const rows = answers
    .filter((answer): answer is Priced => answer?.price != null && answer.unit_price !== null)
    .toSorted((a, b) => a.quantity - b.quantity);
  rows.forEach((row, index) => {
    const before = rows[index - 1];
    if (before === undefined) return;
    const fewer = formatCount(before.quantity);
    if (millionths(row.price) < millionths(before.price)) found.set(row.id, `${formatCount(row.quantity)} cost less in all than ${fewer}.`);
    else if (millionths(row.unit_price) > millionths(before.unit_price)) found.set(row.id, `${formatCount(row.quantity)} cost more each than ${fewer}.`);
  });
  return found;
}

/** Only compared, never added: unit prices have up to six decimals. */
function millionths(price: string): bigint {
  const [whole = "0", fraction = ""] = price.split(".");
  return BigInt(whole + fraction.padEnd(6, "0").slice(0, 6));
}
