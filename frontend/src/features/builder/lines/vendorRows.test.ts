import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { addRow, NEW_TABLE, pasteInto, readTable, removeRow, setCell, textOf, type TableText } from "./vendorRows";

function typed(...rows: readonly (readonly [quantity: string, total: string])[]): TableText {
  return { ...NEW_TABLE, rows: rows.map(([quantity, total]) => ({ quantity, total })) };
}

describe("a vendor's table as it is typed", () => {
  it("is read once every row that says anything can be read", () => {
    const { table, problems } = readTable({ ...typed(["500", "$200"], ["1,000", "300.00"], ["", " "]), freight: "25", markUp: "30 %", lookUp: "linear" });
    expect(problems.size).toBe(0);
    expect(table).toEqual({ rows: [{ quantity: 500, total: "200" }, { quantity: 1000, total: "300.00" }], freight: "25", look_up: "linear", mark_up: "0.3" });
  });

  it.each([
    ["half a row", typed(["500", ""]), "0/total", "Type what all of them cost, such as 200.00."],
    ["no quantity", typed(["", "9.00"]), "0/quantity", "Type a quantity, such as 500."],
    ["a quantity that is there already", typed(["500", "9"], ["500", "10"]), "1/quantity", "More than 500: the quantities rise, each only once."],
    ["more for less", typed(["500", "9.10"], ["1000", "9.09"]), "1/total", "Not less than 500 cost."],
    ["an amount that is none", typed(["500", "about 9"]), "0/total", "Type what all of them cost, such as 200.00."],
    ["freight that is none", { ...typed(["500", "9"]), freight: "-1" }, "freight", "Type an amount, such as 25.00."],
    ["a mark-up that is none", { ...typed(["500", "9"]), markUp: "lots" }, "markUp", "A percentage, such as 30."],
    ["nothing at all", typed(["", ""]), "0/quantity", "Type what the vendor asks for one quantity at least."],
  ] as const)("says at its cell what is wrong with %s", (_, text, spot, words) => {
    const { table, problems } = readTable(text);
    expect(table).toBeNull();
    expect([...problems]).toEqual([[spot, words]]);
  });

  it("takes a block from a spreadsheet at the cell that it is pasted into, without its headings and dollars", () => {
    const pasted = pasteInto(typed(["250", "150.00"], ["", ""]), 1, "quantity", "Qty\tTheir price\r\n500 pcs\t$200.00\r\n1,000\t$300.00\r\n");
    expect(pasted?.rows).toEqual([{ quantity: "250", total: "150.00" }, { quantity: "500", total: "200.00" }, { quantity: "1,000", total: "300.00" }]);
    const prices = pasteInto(typed(["250", ""], ["500", ""]), 0, "total", "150.00\n200.00");
    expect(prices?.rows.map((row) => row.total)).toEqual(["150.00", "200.00"]);
    expect(pasteInto(NEW_TABLE, 0, "quantity", "500")).toBeNull();
  });

  it("keeps a row to type in, whatever is removed, and holds no more rows than the API takes", () => {
    expect(removeRow(typed(["500", "9"]), 0).rows).toEqual([{ quantity: "", total: "" }]);
    const full = Array.from({ length: 60 }).reduce<TableText>((text) => addRow(text), NEW_TABLE);
    expect(full.rows).toHaveLength(50);
    const long = Array.from({ length: 80 }, (_, at) => `${at + 1}\t${at + 1}.00`).join("\n");
    expect(pasteInto(NEW_TABLE, 10, "quantity", long)?.rows).toHaveLength(50);
  });

  it("shows what it has read so that it is read as the same again", () => {
    const amount = fc.integer({ min: 0, max: 99_999_999 });
    const rows = fc.uniqueArray(fc.integer({ min: 1, max: 10_000_000 }), { minLength: 1, maxLength: 8 }).map((list) => list.toSorted((a, b) => a - b));
    fc.assert(fc.property(rows, amount, fc.integer({ min: 0, max: 9_999 }), (quantities, freight, share) => {
      const table = {
        rows: quantities.map((quantity, at) => ({ quantity, total: `${at + 1}.50` })),
        freight: `${Math.floor(freight / 100)}.${(freight % 100).toString().padStart(2, "0")}`,
        look_up: "step" as const,
        mark_up: `0.${share.toString().padStart(4, "0")}`,
      };
      const again = readTable(textOf(table)).table;
      expect(again?.rows).toEqual(table.rows);
      expect(textOf(again ?? table)).toEqual(textOf(table));
    }));
  });

  it("changes one cell and no other", () => {
    expect(setCell(typed(["1", "2"], ["3", "4"]), 1, "total", "5").rows).toEqual([{ quantity: "1", total: "2" }, { quantity: "3", total: "5" }]);
  });
});
