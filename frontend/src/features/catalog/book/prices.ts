import type { Schemas } from "@/api/client";
import { toMoney } from "@/lib/money";
import type { FieldProblem } from "@/api/errors";

export type StockPrice = Schemas["StockPriceResponse"];
export type Basis = StockPrice["basis"];

/** The prices that begin on one day: one, or one a bracket of weight. */
export interface PriceDay {
  day: string;
  basis: Basis;
  brackets: readonly StockPrice[];
}

/** Prices by the day on which they begin, the newest first. */
export function priceDays(prices: readonly StockPrice[]): PriceDay[] {
  const days = new Map<string, StockPrice[]>();
  for (const price of prices) days.set(price.effective_on, [...(days.get(price.effective_on) ?? []), price]);
  return [...days]
    .map(([day, brackets]) => ({ day, basis: brackets[0]?.basis ?? "per_m", brackets }))
    .toSorted((one, other) => (one.day < other.day ? 1 : -1));
}

const WEIGHT = 0;
const PRICE = 1;

/** What is wrong with the typed brackets, by row and column, before anything is sent. */
export function bracketProblems(rows: readonly (readonly string[])[]): Map<string, string> {
  const found = new Map<string, string>();
  const seen = new Set<string>();
  for (const [row, [weight = "", price = ""]] of rows.entries()) {
    const pounds = toMoney(weight, 4);
    if (pounds === null || pounds.startsWith("-")) found.set(`${row}/${WEIGHT}`, "Write a weight in pounds, like 500; the first bracket begins at 0.");
    else if (seen.has(plain(pounds))) found.set(`${row}/${WEIGHT}`, "Each weight begins one bracket only.");
    else seen.add(plain(pounds));
    const dollars = toMoney(price, 6);
    if (dollars === null || dollars.startsWith("-")) found.set(`${row}/${PRICE}`, "Write a price, like 128.50.");
  }
  if (rows.length > 0 && found.size === 0 && !seen.has("0")) found.set(`0/${WEIGHT}`, "The first bracket begins at 0 lb, so that the smallest order has a price.");
  return found;
}

/** The brackets as they are sent. */
export function bracketsOf(rows: readonly (readonly string[])[]): Schemas["PricesUpdate"]["brackets"] {
  return rows.map(([weight = "", price = ""]) => ({ min_weight_lb: toMoney(weight, 4) ?? "0", price: toMoney(price, 6) ?? "0" }));
}

/** What the server refuses, at the row and column that it names. */
export function refusedCells(problems: readonly FieldProblem[]): Map<string, string> {
  return new Map(
    problems.flatMap(({ path, message }) => {
      const [table, row, name] = path;
      return (table === "brackets" || table === "prices") && typeof row === "number" ? [[`${row}/${name === "min_weight_lb" ? WEIGHT : PRICE}`, message] as const] : [];
    }),
  );
}

function plain(weight: string): string {
  return weight.includes(".") ? weight.replace(/\.?0+$/, "") : weight;
}
