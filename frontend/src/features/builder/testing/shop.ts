import { draftOf, type Draft } from "../model/draft";
import type { SaveAnswer } from "../model/autosave";
import type { PreviewAnswer } from "../model/preview";
import type { Change, LineInput, LineResponse, QuoteResponse, Totals } from "../model/wire";

const NOW = "2026-11-20T15:00:00Z";

/** A quote server in memory that keeps the API's promises: versions, whole lines, one arithmetic. */
export class Shop {
  quote: QuoteResponse;
  lastBy = "Dana Ruiz";
  saves = 0;

  constructor(quote: QuoteResponse) {
    this.quote = quote;
  }

  save(version: number, changes: readonly Change[], by = "Dana Ruiz"): SaveAnswer {
    if (version !== this.quote.version) {
      return { kind: "stale", current: this.quote, by: this.lastBy, at: "2026-11-21T10:00:00Z" };
    }
    this.quote = { ...applied(this.quote, changes), version: version + 1 };
    this.lastBy = by;
    this.saves += 1;
    return { kind: "saved", quote: this.quote };
  }

  preview(changes: readonly Change[]): PreviewAnswer {
    const quote = applied(this.quote, changes);
    const ids = new Set(changes.flatMap((change) => (change.op === "put_line" ? [change.line.id] : [])));
    const lines = quote.lines.filter((line) => ids.has(line.id));
    return { kind: "priced", preview: { lines, estimates: [], totals: quote.totals } };
  }

  get draft(): Draft {
    return draftOf(this.quote);
  }
}

/** A price that depends on everything that matters, so that a wrong answer shows. */
function cents(line: LineInput, quantity: number): number {
  let sum = quantity % 9973;
  for (const character of JSON.stringify(line.spec)) sum = (sum * 31 + character.charCodeAt(0)) % 99_991;
  return sum + 1;
}

function money(value: number): string {
  return `${Math.floor(value / 100)}.${(value % 100).toString().padStart(2, "0")}`;
}

function respond(line: LineInput, position: number): LineResponse {
  const quantities = (line.quantities ?? []).map((row) => {
    const formula = money(cents(line, row.quantity));
    const each = row.typed_unit_price ?? null;
    const typed = each !== null || (row.typed_price !== null && row.typed_price !== undefined);
    return {
      id: row.id ?? "", quantity: row.quantity, price: row.typed_price ?? formula, unit_price: "0.1000",
      price_per_m: "100.00", formula_price: formula, typed, typed_unit_price: each, typed_reason: row.typed_reason ?? "", typed_by: null, typed_at: null,
      selected: row.selected ?? false, press_name: "Digital", sheets: 10, light: "green" as const,
    };
  });
  return {
    id: line.id, position, kind: line.kind, section: line.section ?? "", title: line.title,
    description: line.description ?? "", spec: line.spec ?? null, spec_text: "", tax_code: line.tax_code ?? "taxable",
    discount_percent: line.discount_percent ?? "0", optional: line.optional ?? false, alternate_of: line.alternate_of ?? null, unit_price: line.unit_price ?? null,
    vendor: line.vendor ?? "", problem: null, quantities,
    selected_total: quantities.find((row) => row.selected)?.price ?? null,
  };
}

function totals(lines: readonly LineResponse[]): Totals {
  const sum = lines.reduce((total, line) => total + parseInt((line.selected_total ?? "0").replace(".", ""), 10), 0);
  return {
    subtotal: money(sum), discount: "0.00", tax: "0.00", tax_rate: "0.0825", total: money(sum), light: "green", warnings: [], sections: [],
  };
}

export function applied(quote: QuoteResponse, changes: readonly Change[]): QuoteResponse {
  let result = quote;
  let lines = [...quote.lines];
  for (const change of changes) {
    if (change.op === "set") {
      const { op: _, ...fields } = change;
      result = Object.assign({ ...result }, fields);
    } else if (change.op === "remove_line") {
      lines = lines.filter((line) => line.id !== change.id);
    } else if (change.op === "order_lines") {
      if (change.ids.length !== lines.length) throw new Error("order_lines must name every line");
      lines = change.ids.map((id) => {
        const line = lines.find((other) => other.id === id);
        if (!line) throw new Error(`no line ${id}`);
        return line;
      });
    } else {
      const line = respond(change.line, 0);
      const at = lines.findIndex((other) => other.id === line.id);
      if (at >= 0) lines[at] = line;
      else if (change.after_id === undefined) lines.push(line);
      else if (change.after_id === null) lines.unshift(line);
      else lines.splice(lines.findIndex((other) => other.id === change.after_id) + 1, 0, line);
    }
  }
  lines = lines.map((line, index) => ({ ...line, position: index + 1 }));
  return { ...result, lines, totals: totals(lines) };
}

function cards(id: string, title: string): LineInput {
  return {
    id, kind: "product", section: "", title, description: "",
    spec: { product_type: "business_card", trim_width: "3.5", trim_height: "2", unit: "in", stock: "16pt-c2s", colours_front: 4, colours_back: 4 },
    quantities: [
      { id: `${id}-q1`, quantity: 500, selected: true, typed_price: null, typed_reason: "" },
      { id: `${id}-q2`, quantity: 1000, selected: false, typed_price: null, typed_reason: "" },
    ],
    unit_price: null, vendor: "", tax_code: "taxable", discount_percent: "0", optional: false,
  };
}

export function exampleQuote(count = 3): QuoteResponse {
  const empty: QuoteResponse = {
    id: "q1", number: "10482Q", revision: 1, title: "Fall menu kit", status: "draft", version: 1, superseded: false, converted: false, customer_id: "c1",
    customer: { id: "c1", name: "Harbor Coffee Roasters", price_level: "standard", tax_class: "taxable", on_hold: false, archived: false },
    prospect_name: null, contact_id: null, contact: null, owner: { id: "u1", name: "Dana Ruiz" }, valid_until: "2026-12-20",
    terms: "Net 30", po_number: "", customer_note: "", internal_note: "", discount_percent: "0.0000", discount_amount: "0.00",
    on_hold: false, lost_reason: null, lost_note: "", rate_card_version: 1, lines: [], totals: totals([]), acceptance: null, review: null,
    document: null, allowed_actions: ["edit", "send", "delete", "duplicate"], created_at: NOW, updated_at: NOW, sent_at: null,
    decided_at: null, deleted_at: null, changed_by: null,
  };
  const lines = Array.from({ length: count }, (_, index) => cards(`l${index + 1}`, `Cards ${index + 1}`));
  return applied(empty, lines.map((line) => ({ op: "put_line" as const, line })));
}
