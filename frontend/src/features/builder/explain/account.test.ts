import { describe, expect, it } from "vitest";

import type { QuantityEstimate } from "../model/wire";
import { bucketRows, partRows, rateAddress, refusals, routeRows, stepRows } from "./account";

type Part = QuantityEstimate["parts"][number];
type Internal = NonNullable<QuantityEstimate["internal"]>;

function item(part: string, operation: string, resource: string, amount: string): Internal["items"][number] {
  return {
    part, operation, resource, bucket: "machine", units: "1", unit_name: "sheets", hours: null, rate: "1",
    rate_reference: "press:p1/hourly_rate", formula: "one", inputs: {}, amount,
  };
}

function made(press: string, others: readonly [string, string][], refused: readonly [string, string][] = []): Part {
  return {
    name: "Sheet", press, press_name: `Press ${press}`, press_kind: "digital", stock: "s", stock_name: "S", method: "duplex",
    words: `${press} words`, forms: 2, plates: 0, net_sheets: 10, gross_sheets: 12, parents: 12, parent_out: 1, clicks: 24, layout: null,
    facts: [], remarks: [],
    refused_routes: refused.map(([name, reason]) => ({ press: name, name, reason })),
    internal: { other_routes: others.map(([name, dearer_by]) => ({ press: name, name: `Press ${name}`, words: `${name} words`, price: "1.00", dearer_by })) },
  };
}

function quantity(count: number, part: Part, items: Internal["items"], steps: string[]): QuantityEstimate {
  return {
    quantity: count, price: "1.00", unit_price: "0.0010", price_per_m: "1.00", parts: [part], facts: [],
    internal: {
      cost: "1", margin: "0", margin_fraction: "0", formula_price: "1", items,
      buckets: [{ bucket: "machine", cost: "1", mark_up: "0.5", price: "1.5" }],
      price_steps: steps.map((name) => ({ name, words: `${name} words`, before: "1", after: "2" })),
    },
  };
}

const few = quantity(500, made("a", [["b", "22.08"]], [["c", "14 pt is too thick."]]), [item("Sheet", "Paper", "S", "2.55"), item("Job", "Prepress", "Prepress", "15")], ["formula", "minimum", "rounding"]);
const many = quantity(5_000, made("b", [["a", "3.10"]], [["c", "14 pt is too thick."]]), [item("Sheet", "Paper", "S", "20"), item("Sheet", "Plates", "Press b", "56"), item("Job", "Prepress", "Prepress", "15")], ["formula", "rounding"]);

describe("the account of several quantities", () => {
  it("puts what is the same step in one row, and leaves a gap where a quantity is made without it", () => {
    const [sheet, job] = partRows([few, many]);
    expect(sheet?.name).toBe("Sheet");
    expect(sheet?.rows.map((row) => [row.operation, row.items.map((one) => one?.amount ?? null)])).toEqual([["Paper", ["2.55", "20"]], ["Plates", [null, "56"]]]);
    expect(job?.rows.map((row) => row.operation)).toEqual(["Prepress"]);
    expect(job?.made).toEqual([null, null]);
  });

  it("keeps two steps of the same name apart", () => {
    const twice = quantity(1, made("a", []), [item("Sheet", "Cutting", "Cutter", "1"), item("Sheet", "Cutting", "Cutter", "2")], ["formula"]);
    expect(partRows([twice])[0]?.rows.map((row) => row.items[0]?.amount)).toEqual(["1", "2"]);
  });

  it("says for each way what it would add where, and which one was taken", () => {
    expect(routeRows([few, many], "Sheet").map((row) => [row.name, row.dearer])).toEqual([["Press a", ["chosen", "3.10"]], ["Press b", ["22.08", "chosen"]]]);
  });

  it("names each refusal once", () => {
    expect(refusals([few, many], "Sheet")).toEqual([{ name: "c", reason: "14 pt is too thick." }]);
  });

  it("shows a step only where it applies", () => {
    expect(stepRows([few, many]).map((step) => [step.name, step.words])).toEqual([
      ["formula", ["formula words", "formula words"]], ["minimum", ["minimum words", null]], ["rounding", ["rounding words", "rounding words"]],
    ]);
    expect(bucketRows([few, many])).toHaveLength(1);
  });

  it("leads to the row of the rate book", () => {
    expect(rateAddress("stock:C2S 14/per_m")).toBe("/rate-book?q=C2S%2014");
    expect(rateAddress("press:p1/click_colour")).toBe("/rate-book/presses");
    expect(rateAddress("nowhere")).toBeNull();
  });
});
