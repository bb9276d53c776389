import { formatCount, toCount } from "@/lib/count";
import { fractionToPercent, isMoney, percentToFraction, toMoney } from "@/lib/money";

import type { VendorCosts } from "../model/wire";

/** A vendor's table as it is typed: any text in any cell, until all of it can be read. */
export interface TableText {
  readonly rows: readonly RowText[];
  readonly freight: string;
  readonly markUp: string;
  readonly lookUp: LookUp;
}

export type LookUp = NonNullable<VendorCosts["look_up"]>;

export interface RowText {
  readonly quantity: string;
  readonly total: string;
}

/** Columns of the grid, in their order. */
export const COLUMNS = ["quantity", "total"] as const satisfies readonly (keyof RowText)[];
export type Column = (typeof COLUMNS)[number];

const MOST_ROWS = 50;
const EMPTY: RowText = { quantity: "", total: "" };
export const NEW_TABLE: TableText = { rows: [EMPTY, EMPTY, EMPTY], freight: "", markUp: "", lookUp: "step" };

export function textOf(table: VendorCosts): TableText {
  const { freight = "0", mark_up = null, look_up = "step" } = table;
  return {
    rows: table.rows.map(({ quantity, total }) => ({ quantity: formatCount(quantity), total })),
    freight: isZero(freight) ? "" : freight,
    markUp: mark_up !== null && isMoney(mark_up) ? fractionToPercent(mark_up) : "",
    lookUp: look_up,
  };
}

function isZero(amount: string): boolean {
  return /^0+(\.0+)?$/.test(amount);
}

/** A cell by its row and column, or one of the fields beside the rows. */
export type Spot = `${number}/${Column}` | "freight" | "markUp";

export interface Reading {
  /** Null while something cannot be read. */
  readonly table: VendorCosts | null;
  readonly problems: ReadonlyMap<Spot, string>;
}

/** Reads the whole table; empty rows say nothing, a row that is half written is not read yet. */
export function readTable(text: TableText): Reading {
  const problems = new Map<Spot, string>();
  const rows: VendorCosts["rows"] = [];
  let before: { quantity: number; cents: bigint } | null = null;
  text.rows.forEach((row, at) => {
    if (isEmpty(row)) return;
    const quantity = toCount(row.quantity);
    const total = toMoney(row.total);
    if (quantity === null || quantity < 1 || quantity > 10_000_000) problems.set(`${at}/quantity`, "Type a quantity, such as 500.");
    else if (before && quantity <= before.quantity) problems.set(`${at}/quantity`, `More than ${formatCount(before.quantity)}: the quantities rise, each only once.`);
    if (total === null || total.startsWith("-")) problems.set(`${at}/total`, "Type what all of them cost, such as 200.00.");
    else if (before && cents(total) < before.cents) problems.set(`${at}/total`, `Not less than ${formatCount(before.quantity)} cost.`);
    if (quantity === null || total === null) return;
    before = { quantity, cents: cents(total) };
    rows.push({ quantity, total });
  });
  const freight = text.freight.trim() === "" ? "0" : toMoney(text.freight);
  if (freight === null || freight.startsWith("-")) problems.set("freight", "Type an amount, such as 25.00.");
  const markUp = text.markUp.trim() === "" ? null : percentToFraction(text.markUp);
  if (text.markUp.trim() !== "" && (markUp === null || markUp.startsWith("-"))) problems.set("markUp", "A percentage, such as 30.");
  if (rows.length === 0 && problems.size === 0) problems.set("0/quantity", "Type what the vendor asks for one quantity at least.");
  const table = problems.size > 0 ? null : { rows, freight: freight ?? "0", look_up: text.lookUp, mark_up: markUp };
  return { table, problems };
}

/** Only compared, never added. */
function cents(amount: string): bigint {
  const [whole = "0", fraction = ""] = amount.split(".");
  return BigInt(whole + fraction.padEnd(2, "0"));
}

export function isEmpty(row: RowText): boolean {
  return row.quantity.trim() === "" && row.total.trim() === "";
}

export function setCell(text: TableText, at: number, column: Column, typed: string): TableText {
  return { ...text, rows: text.rows.map((row, place) => (place === at ? { ...row, [column]: typed } : row)) };
}

export function addRow(text: TableText): TableText {
  return text.rows.length >= MOST_ROWS ? text : { ...text, rows: [...text.rows, EMPTY] };
}

export function removeRow(text: TableText, at: number): TableText {
  const rows = text.rows.filter((_, place) => place !== at);
  return { ...text, rows: rows.length === 0 ? [EMPTY] : rows };
}

/** The cells of a block copied from a spreadsheet or a mail; null where it is one cell, which pastes as text. */
function readBlock(pasted: string): string[][] | null {
  const lines = pasted.replaceAll("\r", "").split("\n").filter((line) => line.trim() !== "");
  const block = lines.map((line) => line.split(/\t|;| {2,}/).map((cell) => cell.trim().replace(/^\$\s?/, "").replace(/\s*(pcs?|pieces)\.?$/i, "")).filter((cell, at) => at > 0 || cell !== ""));
  return block.length === 1 && block[0]?.length === 1 ? null : block;
}

/** Fills the grid from a cell on; headings are left out, rows that are not there are added. */
export function pasteInto(text: TableText, at: number, column: Column, pasted: string): TableText | null {
  const block = readBlock(pasted);
  if (block === null) return null;
  const filled = block.filter((cells) => cells.some((cell) => /\d/.test(cell)));
  const rows = [...text.rows];
  const first = COLUMNS.indexOf(column);
  filled.slice(0, MOST_ROWS - at).forEach((cells, down) => {
    const row = { ...(rows[at + down] ?? EMPTY) };
    COLUMNS.slice(first).forEach((name, across) => {
      const cell = cells[across];
      if (cell !== undefined) row[name] = cell;
    });
    rows[at + down] = row;
  });
  return { ...text, rows };
}
