import { array, assert, property, string } from "fast-check";
import { expect, test } from "vitest";
import { parseBlock, tableRows, tableText, writeBlock } from "./cells";

test("a block of a spreadsheet is lines of cells between tabs", () => {
  expect(parseBlock("128.00\tper_m\r\n134.40\tper_m\r\n")).toEqual([
    ["128.00", "per_m"],
    ["134.40", "per_m"],
  ]);
  expect(parseBlock('"two\nlines"\t"say ""yes"""')).toEqual([["two\nlines", 'say "yes"']]);
  expect(parseBlock("128")).toEqual([["128"]]);
});

test("what is copied is what is pasted", () => {
  const cell = string().map((text) => text.replaceAll("\r", ""));
  assert(
    property(array(array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 4 }), (rows) => {
      // A cell that begins with a quote is quoted, one that has a quote inside as well.
      expect(parseBlock(writeBlock(rows))).toEqual(rows);
    }),
  );
});

test("the rows of a table keep their columns, and an emptied one stays until it is removed", () => {
  expect(tableRows("0 | 4\n250 | 3\n", 2)).toEqual([
    ["0", "4"],
    ["250", "3"],
  ]);
  expect(tableRows("0", 2)).toEqual([["0", ""]]);
  expect(tableText([["0", "4"], ["", ""], ["250", "3"]])).toBe("0 | 4\n | \n250 | 3");
});
