import { describe, expect, it } from "vitest";

import { defaultSpec, inUnit, isShown } from "@/ui/spec/spec";

import { changeProduct } from "./products";
import type { ProductDefinition, ProductField } from "./wire";

function field(name: string, more: Partial<ProductField> = {}): ProductField {
  return { name, label: name, kind: "choice", part: "", unit: null, families: [], none_label: null, options: [], default: null, minimum: null, maximum: null, depends_on: null, help: "", ...more };
}

const cards: ProductDefinition = {
  code: "business_card", name: "Business cards", title: "Business cards", group: "Cards", aliases: [],
  kind: "flat", sizes: [{ label: "3.5 x 2 in", width: "3.5", height: "2", unit: "in" }], quantities: [500],
  fields: form("C2S-14", ["cut", "round_corner", "pack"]),
};
const flyers: ProductDefinition = {
  ...cards, code: "flyer", fields: form("GLT-100", ["cut", "fold_half", "pack"]),
  sizes: [{ label: "A4", width: "210", height: "297", unit: "mm" }],
};

function form(stock: string, offered: string[]): ProductField[] {
  return [
    field("trim_width", { kind: "length", default: "3.5" }), field("trim_height", { kind: "length", default: "2" }),
    field("colours_front", { default: 4 }), field("colours_back", { default: 4 }), field("bleed", { kind: "length", default: "0.125" }),
    field("stock", { kind: "stock", default: stock }),
    field("finishing", { kind: "operations", default: ["cut", "pack"], options: offered.map((value) => ({ value, label: value })) }),
  ];
}

describe("defaultSpec", () => {
  it("starts with the usual size, paper and finishing", () => {
    expect(defaultSpec(cards)).toMatchObject({
      product_type: "business_card", trim_width: "3.5", trim_height: "2", colours_front: 4, colours_back: 4, bleed: "0.125",
      stock: "C2S-14", finishing: ["cut", "pack"],
    });
  });

  it("says the bleed in the unit of the size", () => {
    expect(defaultSpec(flyers)).toMatchObject({ unit: "mm", trim_width: "210", bleed: "3.175" });
  });
});

describe("changeProduct", () => {
  it("keeps what fits and names what does not", () => {
    const spec = { ...defaultSpec(cards), trim_width: "4", finishing: ["cut", "round_corner", "pack"] };
    const { spec: changed, dropped } = changeProduct(spec, cards, flyers, (code) => code.toUpperCase());
    expect(changed).toMatchObject({ product_type: "flyer", trim_width: "4", stock: "GLT-100", finishing: ["cut", "pack"] });
    expect(dropped).toEqual(["ROUND_CORNER"]);
  });

  it("keeps a paper that somebody chose", () => {
    const spec = { ...defaultSpec(cards), stock: "SILK-130" };
    expect(changeProduct(spec, cards, flyers, String).spec["stock"]).toBe("SILK-130");
  });
});

it("shows a field only where its condition holds", () => {
  const grain = field("grain", { depends_on: { field: "finishing", any_of: ["fold_half"] } });
  expect(isShown(grain, defaultSpec(cards))).toBe(false);
  expect(isShown(grain, { ...defaultSpec(cards), finishing: ["cut", "fold_half"] })).toBe(true);
});

it("changes all sizes to the other unit", () => {
  expect(inUnit(defaultSpec(cards), "mm")).toEqual({ unit: "mm", trim_width: "88.9", trim_height: "50.8", bleed: "3.175" });
  expect(inUnit(defaultSpec(cards), "in")).toEqual({});
});
