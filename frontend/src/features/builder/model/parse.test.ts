import { describe, expect, it } from "vitest";

import { parseQuantities } from "./parse";

const value = <T>(parsed: { ok: true; value: T } | { ok: false; problem: string }) => (parsed.ok ? parsed.value : parsed.problem);

describe("parseQuantities", () => {
  it.each([
    ["500/1k/2500", [500, 1000, 2500]],
    ["1,000 2.5k", [1000, 2500]],
    ["0.25m", [250_000]],
    ["10,000,000", [10_000_000]],
    ["500/500", [500]],
  ])("reads %s", (text, expected) => expect(value(parseQuantities(text))).toEqual(expected));

  it.each(["", "abc", "0", "1.5", "10000001", "-5", "1e3", "1,00", "99999999999999999999", "5.2345k"])("refuses %j with words", (text) => {
    const parsed = parseQuantities(text);
    expect(parsed.ok).toBe(false);
  });
});
