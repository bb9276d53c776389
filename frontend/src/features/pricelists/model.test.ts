import { expect, test } from "vitest";
import { today } from "@/lib/dates";
import { addColumn, addRow, applyFixes, contentOf, draftOf, isPrice, newContent, pasteBlock, QUANTITY, readBlock, removeColumn, removeRow, setCell } from "./model";
import type { Content, Finding } from "./queries";

const CARDS: Content = {
  name: "Cards",
  product: "business_card",
  mode: "linear_totals",
  reach: "from",
  basis: "total",
  rounding: { mode: "nearest", quantum: "0.01" },
  effective_from: "2026-11-01",
  tiers: [
    { level: "", run_on: null },
    { level: "trade", run_on: "17.15" },
  ],
  breaks: [
    { quantity: 100, prices: ["45.00", null], internal: { cost: "31.5000" } },
    { quantity: 250, prices: ["40.00", "33.00"] },
  ],
};
const DRAFT = draftOf(CARDS);

function finding(fix: Partial<NonNullable<Finding["fix"]>>, column = 0): Finding {
  return { kind: "any", is_wrong: true, cells: [{ row: 0, column }], sentence: "", fix: { prices: [], added: [], mode: null, run_on: null, ...fix } };
}

test("a list comes back from the editor as it went in", () => {
  expect(contentOf(DRAFT)).toEqual(CARDS);
});

test("figures are read as people type them, and never become numbers", () => {
  const typed = setCell(setCell(DRAFT, { row: 1, column: 0 }, " $1,250.5 "), { row: 1, column: QUANTITY }, "2,500");
  expect(contentOf(typed)?.breaks[1]).toEqual({ quantity: 2500, prices: ["1250.5", "33.00"] });
});

test("what cannot be read holds the whole list back", () => {
  for (const [column, typed] of [
    [0, "abc"],
    [0, "-1"],
    [0, "1.1234567"],
    [2, "x"],
    [QUANTITY, "0"],
    [QUANTITY, "1.5"],
  ] as const) {
    expect(contentOf(setCell(DRAFT, { row: 0, column }, typed))).toBeNull();
  }
  expect(contentOf({ ...DRAFT, name: " " })).toBeNull();
  expect(contentOf({ ...DRAFT, quantum: "" })).toBeNull();
  expect(contentOf({ ...DRAFT, effectiveFrom: "" })).toBeNull();
  expect(isPrice(" ")).toBe(true);
});

test("a way to read the list brings what belongs to it", () => {
  expect(contentOf({ ...DRAFT, mode: "accumulated" })?.basis).toBe("unit");
  expect(contentOf({ ...DRAFT, mode: "step", reach: "up_to" })?.reach).toBe("up_to");
  expect(contentOf({ ...DRAFT, reach: "up_to" })?.reach).toBe("from");
});

test("a spreadsheet's block is told from one cell", () => {
  expect(readBlock("45.00")).toBeNull();
  expect(readBlock("100\t$45.00\r\n250\t 40 \r\n")).toEqual([
    ["100", "45.00"],
    ["250", "40"],
  ]);
  expect(readBlock("1\n2")).toEqual([["1"], ["2"]]);
});

test("a pasted block fills from its cell on, adds rows and stays inside the grid", () => {
  const filled = pasteBlock(DRAFT, { row: 1, column: QUANTITY }, [
    ["300", "41", "34", "30", "beside the grid"],
    ["600", "50", "44"],
  ]);
  expect(filled.rows.map((row) => [row.quantity, ...row.prices, row.cost])).toEqual([
    ["100", "45.00", "", "31.5000"],
    ["300", "41", "34", "30"],
    ["600", "50", "44", ""],
  ]);
});

test("rows and columns come and go whole", () => {
  const wider = addRow(addColumn(DRAFT, "preferred"));
  expect(wider.columns.map((column) => column.level)).toEqual(["", "trade", "preferred"]);
  expect(wider.rows.map((row) => row.prices.length)).toEqual([3, 3, 3]);
  const narrow = removeRow(removeColumn(wider, 0), 0);
  expect(narrow.rows.map((row) => row.prices)).toEqual([
    ["33.00", ""],
    ["", ""],
  ]);
});

test("fixes set prices where they are before new rows move them", () => {
  const mended = applyFixes(DRAFT, [
    finding({ added: [{ quantity: 150, column: 1, price: "30" }] }, 1),
    finding({ prices: [{ cell: { row: 1, column: 0 }, price: "45" }], added: [{ quantity: 150, column: 0, price: "45" }] }),
    finding({ run_on: "12.00" }, 1),
  ]);
  expect(mended.rows.map((row) => [row.quantity, ...row.prices])).toEqual([
    ["100", "45.00", ""],
    ["150", "45", "30"],
    ["250", "45", "33.00"],
  ]);
  expect(mended.columns.map((column) => column.runOn)).toEqual(["", "12.00"]);
  expect(mended.mode).toBe("linear_totals");
});

test("a fix may be another way to read the list", () => {
  const steps = { ...DRAFT, mode: "step" as const, reach: "up_to" as const };
  const mended = applyFixes(steps, [finding({ mode: "linear_totals" })]);
  expect([mended.mode, mended.reach]).toEqual(["linear_totals", "from"]);
});

test("a new list starts today with empty cells", () => {
  const made = newContent("Cards", "");
  expect(made.effective_from).toBe(today());
  expect(made.breaks.map((one) => one.quantity)).toEqual([100, 250, 500, 1000]);
  expect(today(new Date(2026, 0, 5))).toBe("2026-01-05");
});
