import { HttpResponse, http } from "msw";
import { url } from "@/testing/server";
import type { Product, Products } from "./queries";

const field = { part: "", unit: null, families: [], none_label: null, options: [], default: null, minimum: null, maximum: null, depends_on: null, help: "" };

export const CARDS: Product = {
  code: "business_card",
  name: "Business cards",
  kind: "flat",
  title: "Business cards",
  group: "Cards",
  aliases: ["bc", "cards"],
  sizes: [{ label: "3.5 x 2 in", width: "3.5", height: "2", unit: "in" }],
  quantities: [500, 1000],
  fields: [
    { ...field, name: "trim_width", label: "Width", kind: "length", default: "3.5" },
    { ...field, name: "trim_height", label: "Height", kind: "length", default: "2" },
    { ...field, name: "colours_front", label: "Front", kind: "choice", default: 4, options: [{ value: 4, label: "Full colour" }, { value: 1, label: "Black" }] },
    { ...field, name: "finishing", label: "Finishing", kind: "operations", default: ["cut"], options: [{ value: "cut", label: "Cutting" }, { value: "fold", label: "Folding" }] },
  ],
};

export const FLYERS: Product = {
  ...CARDS,
  code: "flyer",
  name: "Flyers",
  aliases: ["fl"],
  fields: [...CARDS.fields, { ...field, name: "grain", label: "Grain", kind: "choice", default: "any", options: [{ value: "any", label: "Any way" }, { value: "along", label: "Along the fold" }], depends_on: { field: "finishing", any_of: ["fold"] } }],
};

export const PRODUCTS: Products = { version: 7, live: [CARDS, FLYERS], archived: [{ ...CARDS, code: "coaster", name: "Coasters", aliases: [] }] };

/** What the products' pages ask for beside the products. */
export function quietShop() {
  return [
    http.get(url("/api/catalog/printable-stocks"), () => HttpResponse.json([])),
    http.get(url("/api/catalog/operations"), () => HttpResponse.json([{ code: "cut", name: "Cutting" }, { code: "fold", name: "Folding" }, { code: "drill", name: "Drilling" }])),
    http.get(url("/api/catalog/presses"), () => HttpResponse.json([])),
  ];
}
