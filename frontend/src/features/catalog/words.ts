import { formatDecimal } from "@/lib/money";
import type { Press, Stock } from "./queries";

export const BASES: Record<NonNullable<NonNullable<Stock["internal"]>["basis"]>, string> = {
  per_m: "per M",
  per_cwt: "per CWT",
  per_area: "per sq ft",
};

export const PRESS_KINDS: Record<Press["kind"], string> = { digital: "Digital", offset: "Offset", wide_format: "Wide format" };

export const GRAINS: Record<Stock["grain"], string> = { long: "Grain long", short: "Grain short", none: "No grain" };

/** "Digital 1 (13 x 19)" is "Digital 1" where room is short. */
export function shortName(press: string): string {
  return press.replace(/ \(.*\)$/, "");
}

export function sheetSize(stock: Stock): string {
  if (stock.roll_width_in) return `${formatDecimal(stock.roll_width_in)}″ roll`;
  return stock.sheet_width_in && stock.sheet_height_in ? `${formatDecimal(stock.sheet_width_in)} × ${formatDecimal(stock.sheet_height_in)}` : "—";
}
