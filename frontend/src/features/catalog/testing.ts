import { HttpResponse, http } from "msw";
import { ME, url } from "@/testing/server";
import type { Cell, RateChange, Sheet } from "./book/queries";

export const ESTIMATOR = { ...ME, permissions: [...ME.permissions, "rates:stage" as const, "costs:view" as const] };
export const MANAGER = { ...ESTIMATOR, permissions: [...ESTIMATOR.permissions, "rates:publish" as const] };

const column = { unit: "", required: true, choices: [], columns: [] };

export const SHEET: Sheet = {
  version: 7,
  kind: "stocks",
  columns: [
    { ...column, name: "code", label: "Code", kind: "text" },
    { ...column, name: "name", label: "Name", kind: "text" },
    { ...column, name: "price", label: "Price", kind: "number", unit: "$" },
    { ...column, name: "basis", label: "Sold", kind: "choice", choices: ["per_m", "per_cwt"] },
  ],
  entries: ["A", "B", "C"].map((code, index) => ({
    id: `11111111-1111-4111-8111-11111111111${index}`,
    code,
    name: `Paper ${code}`,
    archived: false,
    changed: code === "B" ? ["price"] : [],
    cells: { code, name: `Paper ${code}`, price: `${100 + index}`, basis: "per_m" },
  })),
};

export const PRESSES: Sheet = {
  version: 7,
  kind: "presses",
  columns: [
    { ...column, name: "code", label: "Code", kind: "text" },
    { ...column, name: "hourly_rate", label: "Hourly rate", kind: "number", unit: "$/h" },
    { ...column, name: "waste", label: "Waste", kind: "table", columns: [{ ...column, name: "from_sheets", label: "From", kind: "integer", unit: "sheets" }, { ...column, name: "waste", label: "Waste", kind: "share", unit: "%" }] },
  ],
  entries: [{ id: "22222222-2222-4222-8222-222222222222", code: "D1", name: "Digital 1", archived: false, changed: [], cells: { code: "D1", hourly_rate: "60", waste: "0 | 4\n250 | 3" } }],
};

export const CHANGE: RateChange = { key: "stocks/B/prices", kind: "stocks", code: "B", name: "Paper B", field: "prices", action: "changed", before: "", after: "", sentence: "Paper B 13 x 19: $128.00 → $134.40 per M from 1 Dec 2026, +5.0 %" };

const FIGURES = { price: "100.00", internal: { cost: "60.00", margin: "0.4000" } } as const;
const THIN = { price: "100.00", internal: { cost: "80.00", margin: "0.2000" } } as const;

export const EFFECT = {
  version: 7,
  on: "2026-12-01",
  margin_floor: "0.3000",
  jobs: [{ name: "Business cards", quantity: 500, before: FIGURES, after: THIN, problem: null }],
  findings: [{ name: "Business cards", sentence: "1,000 cost less than 500.", is_wrong: true, quantities: [500, 1000], fixes: [{ quantity: 1000, price: "99.00" }] }],
  line_findings: [{ quote_id: "q1", number: "10482Q", place: 2, title: "Name badges", sentence: "100 are cheaper in all than 50: 140.00 against 150.00.", quantities: [50, 100], fixes: [{ quantity: 100, price: "150.00" }] }],
  lines_left_out: 3,
  quotes: [{ quote_id: "33333333-3333-4333-8333-333333333333", number: "10482Q", title: "Menus", party: "Harbor", owner: "Dana", status: "sent", before: FIGURES, offered: THIN, renewed: FIGURES, falls: true, problems: [] }],
  left_out: 0,
};

/** What the rate book's own header asks for. */
export function quietBook(changes: RateChange[] = []) {
  return [
    http.get(url("/api/catalog/rate-card"), () => HttpResponse.json({ version: 3, published_at: "2026-11-20T15:30:00Z", published_by: "Pat", note: "", stocks: 3, presses: 1, operations: 1 })),
    http.get(url("/api/catalog/staged"), () => HttpResponse.json({ version: 7, card_version: 3, changes })),
    http.get(url("/api/catalog/stale-quotes"), () => HttpResponse.json({ items: [] })),
  ];
}

export interface Saved {
  version: string | null;
  cells: Cell[];
  effective_on?: string | null;
}
