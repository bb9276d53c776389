import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { convertSize, parseSize, showSize } from "./sizes";

const value = <T>(parsed: { ok: true; value: T } | { ok: false; problem: string }) => (parsed.ok ? parsed.value : parsed.problem);

describe("parseSize", () => {
  it.each([
    ["8.5", "8.5"], ["8 1/2", "8.5"], ["8-1/2", "8.5"], ["8½", "8.5"], ["11/16", "0.6875"], [".5", "0.5"], ["8", "8"],
    ["3.5000", "3.5"], ["3 1/64", "3.0156"], ["1/3", "0.3333"], ['8.5"', "8.5"], ["210 mm", "210"], ["08", "8"],
  ])("reads %s as %s", (text, expected) => expect(value(parseSize(text))).toBe(expected));

  it.each(["", "0", "abc", "8 1/0", "8 3/2", "-3", "1e3", "8..5", "8,5", "NaN", "1.23456"])("refuses %j", (text) => {
    expect(parseSize(text).ok).toBe(false);
  });

  it("reads back whatever it shows", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 9_999_999 }), (tenThousandths) => {
      const text = `${Math.floor(tenThousandths / 10_000)}.${(tenThousandths % 10_000).toString().padStart(4, "0")}`;
      expect(value(parseSize(showSize(text)))).toBe(showSize(text));
    }));
  });
});

it("converts sizes exactly", () => {
  expect(convertSize("8.5", "mm")).toBe("215.9");
  expect(convertSize("210", "in")).toBe("8.2677");
  expect(convertSize("0.125", "mm")).toBe("3.175");
});
