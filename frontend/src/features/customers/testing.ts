import { HttpResponse, http } from "msw";
import { server, url } from "@/testing/server";
import type { Customer } from "./queries";

export const HARBOR: Customer = {
  id: "22222222-2222-4222-8222-222222222222",
  name: "Harbor Coffee Roasters",
  email: "office@harbor.example",
  phone: null,
  website: null,
  account_number: "C-1040",
  price_level: "standard",
  tax_class: "resale",
  payment_terms: "Net 30",
  owner: null,
  note: "",
  on_hold: false,
  archived: false,
  contacts: [{ id: "33333333-3333-4333-8333-333333333333", name: "Maya Okafor", email: "maya@harbor.example", phone: null, job_title: null, may_accept: true, is_primary: true, archived: false }],
  addresses: [],
  certificates: [
    { id: "44444444-4444-4444-8444-444444444444", kind: "resale", state: "NC", number: "600-1", expires_on: "2020-01-31", state_label: "expired" },
    { id: "55555555-5555-4555-8555-555555555555", kind: "resale", state: "VA", number: "600-2", expires_on: null, state_label: "valid" },
  ],
  open_quotes: 2,
  version: 7,
  created_at: "2026-11-01T10:00:00Z",
  updated_at: "2026-11-02T10:00:00Z",
  archived_at: null,
};

/** What every page below the shell asks for. */
export function quietShell(): void {
  server.use(
    http.get(url("/api/quotes"), () => HttpResponse.json({ total: 0, page: 1, per_page: 1, items: [], counts: { all: 0, mine: 3, pending_review: 0, sent: 0, approved: 0, declined: 0, expired: 0, deleted: 0 }, sums: { total: "0.00" } })),
    http.get(url("/api/catalog/rate-card"), () => HttpResponse.json({ levels: [{ code: "standard", name: "Standard", multiplier: "1" }] })),
  );
}
