import { expect, test } from "vitest";

import type { QuantityResponse } from "../model/wire";
import { turnedBreaks } from "./breaks";

function priced(quantity: number, price: string | null, unitPrice: string | null): QuantityResponse {
  return {
    id: `q${quantity}`, quantity, price, unit_price: unitPrice, price_per_m: null, formula_price: price, typed: false, typed_unit_price: null,
    typed_reason: "", typed_by: null, typed_at: null, selected: false, press_name: "", sheets: null, light: null,
  };
}

test("each quantity is held against the smaller one before it, whatever the order they stand in", () => {
  const found = turnedBreaks([priced(1_000, "99.90", "0.0999"), undefined, priced(500, "100.00", "0.2"), priced(250, "45.00", "0.18"), priced(2_000, null, null)]);
  expect([...found]).toEqual([
    ["q500", "500 cost more each than 250."],
    ["q1000", "1,000 cost less in all than 500."],
  ]);
});

test("prices that fall each and rise in all are as they should be", () => {
  expect(turnedBreaks([priced(9, "9.00", "1"), priced(10, "9.00", "0.9"), priced(100, "90.00", "0.9")]).size).toBe(0);
});
