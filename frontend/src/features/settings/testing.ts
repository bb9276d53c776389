import type { Settings } from "./queries";

const KEPT = { version: 1, changed_by: null, changed_at: "2026-11-20T15:30:00Z" };

/** What a shop starts with. */
export const SETTINGS: Settings = {
  shop: {
    ...KEPT,
    values: { name: "Ironbridge Print", tagline: "", address_lines: ["1 Mill Road"], phone: "(717) 555-0176", email: "quotes@ironbridge.example", web: "", logo_svg: null },
  },
  calendar: { ...KEPT, values: { time_zone: "America/New_York", works_on: ["monday", "tuesday"], closed_on: [{ day: "2026-12-25", name: "Christmas" }] } },
  money: { ...KEPT, values: { currency: "USD", unit: "in" } },
  quotes: { ...KEPT, values: { valid_days: 30, usual_terms: "Net 30", payment_terms: ["Net 10", "Net 30"], clauses: ["Prices. They hold until the date shown."] } },
  mail: { ...KEPT, changed_by: "Ada Admin", version: 2, values: { sender_name: "Ironbridge", reply_to: null, footer: "" } },
  numbering: { ...KEPT, next: 10_483 },
};
