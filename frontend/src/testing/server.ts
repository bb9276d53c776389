import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import type { Schemas } from "@/api/client";

/** The API as a test wants it to answer; what a test does not say is an error. */
export const server = setupServer(
  // The shell asks it on every page.
  http.get(url("/api/notifications/unread"), () => HttpResponse.json({ unread: 0 })),
  // Every quote asks what became of its mail; most have none.
  http.get(url("/api/quotes/:id/sending"), () => HttpResponse.json({ kind: "quote", to: [], cc: [], people: [], undo_until: null, mail: null, schedule: null, today: "2026-11-20", time_zone: "America/New_York" })),
  http.post(url("/api/mail-templates/preview"), () => HttpResponse.json({ subject: "", text: "", paragraphs: [] })),
  // Quotes and customers ask for their files, wherever they are shown.
  http.get(url("/api/quotes/:id/files"), () => HttpResponse.json({ items: [] })),
  http.get(url("/api/customers/:id/files"), () => HttpResponse.json({ items: [] })),
);

export function url(path: string): string {
  return `${globalThis.location.origin}${path}`;
}

export function problem(status: number, code: string, error: string, details: Record<string, unknown> = {}, headers: Record<string, string> = {}) {
  return HttpResponse.json({ error, code, details, request_id: "req-1" }, { status, headers });
}

export const ME: Schemas["Me"] = {
  user: { id: "11111111-1111-4111-8111-111111111111", email: "dana@shop.example", name: "Dana Ruiz", role: "estimator" },
  permissions: ["quotes:write_own", "customers:read", "customers:write", "rates:read"],
  csrf_token: "csrf-1",
  shop: { name: "Ironbridge Print", currency: "USD", time_zone: "America/New_York", unit: "in", payment_terms: ["Net 10", "Net 30"] },
};

export function signedInAs(me: Schemas["Me"] | null) {
  return http.get(url("/api/auth/session"), () => HttpResponse.json(me));
}
