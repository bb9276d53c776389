import { formatCount, plural } from "@/lib/count";
import { dollars, NONE, percent } from "@/lib/figures";

import type { Draft, DraftLine } from "../model/draft";
import type { Conflict } from "../model/merge";

const NAMES: Readonly<Record<string, string>> = {
  title: "Title", customer_id: "Customer", prospect_name: "Prospect", contact_id: "Contact", valid_until: "Valid until",
  terms: "Terms", po_number: "PO number", customer_note: "Note to the customer", internal_note: "Internal note",
  discount_percent: "Discount, %", discount_amount: "Discount, $", line: "The whole line", section: "Section",
  description: "Description", unit_price: "Price each", cost: "Vendor's price each", vendor: "Vendor", vendor_costs: "Vendor's table", tax_code: "Sales tax",
  optional: "Optional", alternate_of: "Alternate of", selected: "Quoted quantity", kind: "Kind", spec: "Product", "spec.trim_width": "Width",
  "spec.trim_height": "Height", "spec.unit": "Unit", "spec.bleed": "Bleed", "spec.colours_front": "Colours, front",
  "spec.colours_back": "Colours, back", "spec.stock": "Stock", "spec.finishing": "Finishing", "spec.versions": "Versions",
  "spec.press": "Press", "spec.grain": "Grain", "spec.turnaround_days": "Turnaround", "spec.price_list": "Price list",
  "spec.overrides": "Set by hand", "spec.cover_overrides": "Cover set by hand",
};

function lineOf(id: string, ...drafts: readonly Draft[]): DraftLine | undefined {
  for (const draft of drafts) if (draft.lines[id]) return draft.lines[id];
  return undefined;
}

/** What both people changed, in the words of the screen: "Line 2 Postcards: Width". */
export function nameOfConflict(conflict: Conflict, mine: Draft, theirs: Draft): string {
  const quantity = /^quantity\.([^.]+)(?:\.(\w+))?$/.exec(conflict.field);
  const line = conflict.lineId === null ? undefined : lineOf(conflict.lineId, mine, theirs);
  const row = quantity ? line?.quantities.find((one) => one.id === quantity[1]) : undefined;
  const field = quantity
    ? `${quantity[2] === "typed_price" ? "Typed price of" : "Quantity"} ${row ? formatCount(row.quantity) : ""}`.trim()
    : (NAMES[conflict.field] ?? conflict.field);
  if (!line) return field;
  const at = mine.order.indexOf(line.id) + 1;
  return `${at > 0 ? `Line ${at} ` : ""}${line.title}: ${field}`;
}

export interface Naming {
  readonly customer: (id: string) => string;
  readonly contact: (id: string) => string;
  readonly stock: (code: string) => string;
}

/** One side's value as a person reads it. */
export function showValue(conflict: Conflict, value: unknown, draft: Draft, naming: Naming): string {
  if (value === null || value === undefined || value === "") return conflict.field === "line" || conflict.field.startsWith("quantity.") ? "Removed" : NONE;
  const line = conflict.lineId === null ? undefined : draft.lines[conflict.lineId];
  switch (conflict.field) {
    case "line":
      return "Kept, with changes";
    case "customer_id":
      return typeof value === "string" ? naming.customer(value) : NONE;
    case "contact_id":
      return typeof value === "string" ? naming.contact(value) : NONE;
    case "discount_percent":
      return typeof value === "string" ? percent(value, 2) : NONE;
    case "discount_amount":
    case "unit_price":
    case "cost":
      return typeof value === "string" ? dollars(value) : NONE;
    case "selected":
      return formatCount(line?.quantities.find((row) => row.id === value)?.quantity ?? 0);
    case "spec.stock":
      return typeof value === "string" ? naming.stock(value) : NONE;
    default:
      return plain(value);
  }
}

function plain(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return formatCount(value);
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (Array.isArray(value)) return value.map(plain).join(", ") || NONE;
  if (typeof value === "object" && value !== null) {
    if ("typed_unit_price" in value && typeof value.typed_unit_price === "string") return `${dollars(value.typed_unit_price, 4)} each`;
    if ("typed_price" in value) return typeof value.typed_price === "string" ? dollars(value.typed_price) : "The engine's price";
    if ("rows" in value && Array.isArray(value.rows)) return plural(value.rows.length, "quantity", "quantities");
    if ("reason" in value) return plain(value.reason);
    if ("product_type" in value) return plain(value.product_type).replaceAll("_", " ");
    if ("quantity" in value) return plain(value.quantity);
  }
  return NONE;
}
