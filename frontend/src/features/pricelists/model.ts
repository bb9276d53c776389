import { toCount } from "@/lib/count";
import { today } from "@/lib/dates";
import { toMoney, type Money } from "@/lib/money";
import type { Content, Finding, Fix } from "./queries";

const DECIMALS = 6;

export interface Row {
  quantity: string;
  prices: string[];
  cost: string;
}

export interface Column {
  level: string;
  runOn: string;
}

/** The list as it is being typed: every figure is text until it is sent. */
export interface Draft {
  name: string;
  product: string;
  mode: Content["mode"];
  reach: "from" | "up_to";
  basis: Content["basis"];
  roundingMode: "nearest" | "up" | "unit";
  quantum: string;
  effectiveFrom: string;
  columns: Column[];
  rows: Row[];
}

/** A place in the grid; the column after the last holds costs, the one before the first quantities. */
export interface Place {
  row: number;
  column: number;
}

export const QUANTITY = -1;

export function newContent(name: string, product: string): Content {
  return {
    name,
    product,
    mode: "linear_totals",
    basis: "total",
    effective_from: today(),
    tiers: [{ level: "" }],
    breaks: [100, 250, 500, 1000].map((quantity) => ({ quantity, prices: [null] })),
  };
}

export function draftOf(content: Content): Draft {
  return {
    name: content.name,
    product: content.product ?? "",
    mode: content.mode,
    reach: content.reach ?? "from",
    basis: content.basis,
    roundingMode: content.rounding?.mode ?? "nearest",
    quantum: content.rounding?.quantum ?? "0.01",
    effectiveFrom: content.effective_from,
    columns: content.tiers.map((tier) => ({ level: tier.level ?? "", runOn: tier.run_on ?? "" })),
    rows: content.breaks.map((one) => ({ quantity: String(one.quantity), prices: one.prices.map((price) => price ?? ""), cost: one.internal?.cost ?? "" })),
  };
}

/** Whether a cell holds what can be sent: nothing, or an amount that is not negative. */
export function isPrice(typed: string): boolean {
  return typed.trim() === "" || amount(typed) !== null;
}

function amount(typed: string): Money | null {
  const read = toMoney(typed, DECIMALS);
  return read === null || read.startsWith("-") ? null : read;
}

export function isQuantity(typed: string): boolean {
  return (toCount(typed) ?? 0) > 0;
}

/** The list as the API takes it, or null while a figure cannot be read. */
export function contentOf(draft: Draft): Content | null {
  const cells = draft.rows.flatMap((row) => [...row.prices, row.cost]).concat(draft.columns.map((column) => column.runOn));
  const quantum = amount(draft.quantum);
  if (draft.name.trim() === "" || quantum === null || draft.effectiveFrom === "" || draft.rows.length === 0) return null;
  if (!cells.every(isPrice) || !draft.rows.every((row) => isQuantity(row.quantity))) return null;
  return {
    name: draft.name.trim(),
    product: draft.product.trim(),
    mode: draft.mode,
    reach: draft.mode === "step" ? draft.reach : "from",
    basis: draft.mode === "accumulated" ? "unit" : draft.basis,
    rounding: { mode: draft.roundingMode, quantum },
    effective_from: draft.effectiveFrom,
    tiers: draft.columns.map((column) => ({ level: column.level, run_on: amount(column.runOn) })),
    breaks: draft.rows.map((row) => ({
      quantity: toCount(row.quantity) ?? 0,
      prices: row.prices.map(amount),
      ...(row.cost.trim() === "" ? {} : { internal: { cost: amount(row.cost) } }),
    })),
  };
}

export function setCell(draft: Draft, { row, column }: Place, typed: string): Draft {
  return {
    ...draft,
    rows: draft.rows.map((one, at) => {
      if (at !== row) return one;
      if (column === QUANTITY) return { ...one, quantity: typed };
      if (column === draft.columns.length) return { ...one, cost: typed };
      return { ...one, prices: one.prices.map((price, place) => (place === column ? typed : price)) };
    }),
  };
}

function emptyRow(draft: Draft): Row {
  return { quantity: "", prices: draft.columns.map(() => ""), cost: "" };
}

export function addRow(draft: Draft): Draft {
  return { ...draft, rows: [...draft.rows, emptyRow(draft)] };
}

export function removeRow(draft: Draft, row: number): Draft {
  return { ...draft, rows: draft.rows.filter((_, at) => at !== row) };
}

export function addColumn(draft: Draft, level: string): Draft {
  return {
    ...draft,
    columns: [...draft.columns, { level, runOn: "" }],
    rows: draft.rows.map((row) => ({ ...row, prices: [...row.prices, ""] })),
  };
}

export function removeColumn(draft: Draft, column: number): Draft {
  return {
    ...draft,
    columns: draft.columns.filter((_, at) => at !== column),
    rows: draft.rows.map((row) => ({ ...row, prices: row.prices.filter((_, at) => at !== column) })),
  };
}

export function setRunOn(draft: Draft, column: number, typed: string): Draft {
  return { ...draft, columns: draft.columns.map((one, at) => (at === column ? { ...one, runOn: typed } : one)) };
}

/** The cells of a block copied from a spreadsheet; null where it is one cell, which pastes as text. */
export function readBlock(text: string): string[][] | null {
  const lines = text.replaceAll("\r", "").replace(/\n$/, "").split("\n");
  const block = lines.map((line) => line.split("\t").map((cell) => cell.trim().replace(/^\$\s?/, "")));
  return block.length === 1 && block[0]?.length === 1 ? null : block;
}

/** Fills the grid from a place on; rows that are not there are added, what lies beside the grid is left out. */
export function pasteBlock(draft: Draft, at: Place, block: readonly string[][]): Draft {
  let filled = draft;
  for (const [down, cells] of block.entries()) {
    const row = at.row + down;
    if (row >= filled.rows.length) filled = addRow(filled);
    for (const [across, cell] of cells.entries()) {
      const column = at.column + across;
      if (column <= filled.columns.length) filled = setCell(filled, { row, column }, cell);
    }
  }
  return filled;
}

/** Does what findings propose: prices first, while the rows stand as the linter saw them, then new rows. */
export function applyFixes(draft: Draft, findings: readonly Finding[]): Draft {
  const fixes = findings.flatMap((one) => (one.fix ? [one.fix] : []));
  const priced = fixes.flatMap((fix) => fix.prices).reduce((done, { cell, price }) => setCell(done, cell, price), draft);
  const added = fixes.flatMap((fix) => fix.added).reduce(addBreak, priced);
  const mode = fixes.find((fix) => fix.mode !== null)?.mode;
  const read = mode == null ? added : { ...added, mode, reach: "from" as const };
  return findings.reduce((done, { fix, cells }) => (fix?.run_on == null ? done : setRunOn(done, cells[0]?.column ?? 0, fix.run_on)), read);
}

function addBreak(draft: Draft, added: Fix["added"][number]): Draft {
  const quantity = (row: Row) => toCount(row.quantity) ?? 0;
  const there = draft.rows.findIndex((row) => quantity(row) === added.quantity);
  if (there >= 0) return setCell(draft, { row: there, column: added.column }, added.price);
  const place = draft.rows.filter((row) => quantity(row) < added.quantity).length;
  const rows = draft.rows.toSpliced(place, 0, { ...emptyRow(draft), quantity: String(added.quantity) });
  return setCell({ ...draft, rows }, { row: place, column: added.column }, added.price);
}
