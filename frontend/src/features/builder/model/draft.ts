import type { LineKind, QuoteResponse, Spec, TaxCode, VendorCosts } from "./wire";

/** What a person edits. Everything computed (prices, lights, totals) lives beside it, from the server. */
export interface DraftQuantity {
  readonly id: string;
  readonly quantity: number;
  /** What a person set for all of it, or for one piece: never both. */
  readonly typed_price: string | null;
  readonly typed_unit_price: string | null;
  readonly typed_reason: string;
}

export function isTyped(row: DraftQuantity): boolean {
  return row.typed_price !== null || row.typed_unit_price !== null;
}

export interface DraftLine {
  readonly id: string;
  readonly kind: LineKind;
  readonly section: string;
  readonly title: string;
  readonly description: string;
  readonly spec: Spec | null;
  readonly quantities: readonly DraftQuantity[];
  /** Id of the quantity that is quoted; null quotes all of them and leaves the total open. */
  readonly selected: string | null;
  readonly unit_price: string | null;
  readonly cost: string | null;
  readonly vendor: string;
  /** What the vendor asks for each quantity; then `cost` says nothing. Null too for who may not see costs. */
  readonly vendor_costs: VendorCosts | null;
  readonly tax_code: TaxCode;
  readonly discount_percent: string;
  readonly optional: boolean;
  /** The line in whose place the customer may take this one; it stands right behind that one. */
  readonly alternate_of: string | null;
  /** The line that a new one is a copy of, in a template if one is named: what it costs comes from there, unseen. */
  readonly copy_of?: string;
  readonly template_id?: string;
}

/** Whether the total waits for it: notes, options and alternates never add to one. */
export function counts(line: Pick<DraftLine, "kind" | "optional" | "alternate_of">): boolean {
  return line.kind !== "note" && !line.optional && line.alternate_of === null;
}

export interface DraftHead {
  readonly title: string;
  readonly customer_id: string | null;
  readonly prospect_name: string | null;
  readonly contact_id: string | null;
  readonly valid_until: string;
  readonly terms: string;
  readonly po_number: string;
  readonly customer_note: string;
  readonly internal_note: string;
  readonly discount_percent: string;
  readonly discount_amount: string;
}

export interface Draft {
  readonly head: DraftHead;
  readonly lines: Readonly<Record<string, DraftLine>>;
  readonly order: readonly string[];
}

export const HEAD_FIELDS = [
  "title", "customer_id", "prospect_name", "contact_id", "valid_until", "terms", "po_number",
  "customer_note", "internal_note", "discount_percent", "discount_amount",
] as const satisfies readonly (keyof DraftHead)[];

export function draftOf(quote: QuoteResponse): Draft {
  const lines: Record<string, DraftLine> = {};
  for (const line of quote.lines) {
    lines[line.id] = {
      id: line.id,
      kind: line.kind,
      section: line.section,
      title: line.title,
      description: line.description,
      spec: line.spec,
      quantities: line.quantities.map((row) => ({
        id: row.id,
        quantity: row.quantity,
        typed_price: row.typed && row.typed_unit_price === null ? row.price : null,
        typed_unit_price: row.typed_unit_price,
        typed_reason: row.typed_reason,
      })),
      selected: line.quantities.find((row) => row.selected)?.id ?? null,
      unit_price: line.unit_price,
      cost: line.internal?.cost ?? null,
      vendor: line.vendor,
      vendor_costs: line.internal?.vendor_costs ?? null,
      tax_code: line.tax_code,
      discount_percent: line.discount_percent,
      optional: line.optional,
      alternate_of: line.alternate_of,
    };
  }
  return {
    head: {
      title: quote.title,
      customer_id: quote.customer_id,
      prospect_name: quote.prospect_name,
      contact_id: quote.contact_id,
      valid_until: quote.valid_until,
      terms: quote.terms,
      po_number: quote.po_number,
      customer_note: quote.customer_note,
      internal_note: quote.internal_note,
      discount_percent: quote.discount_percent,
      discount_amount: quote.discount_amount,
    },
    lines,
    order: quote.lines.map((line) => line.id),
  };
}
