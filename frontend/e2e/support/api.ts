import type { BrowserContext, Page } from "@playwright/test";

const tokens = new WeakMap<BrowserContext, Promise<string>>();

/** The token that goes with this context's session. */
function tokenOf(page: Page): Promise<string> {
  const context = page.context();
  const token = tokens.get(context) ?? readToken(context);
  tokens.set(context, token);
  return token;
}

/** On a busy machine Redis may take longer than a request waits: the server says 503, and the same question is asked again. */
async function readToken(context: BrowserContext): Promise<string> {
  for (let tries = 1; ; tries += 1) {
    const answer = await context.request.get("/api/auth/me");
    if (answer.ok()) return ((await answer.json()) as { csrf_token: string }).csrf_token;
    if (answer.status() !== 503 || tries === 5) throw new Error(`GET /api/auth/me: ${answer.status()} ${await answer.text()}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Talks to the API as the page's own user: same cookies, same origin, same token; no screen has to be open for it. */
export async function call<T>(page: Page, method: string, path: string, body?: unknown, version?: number): Promise<T> {
  const response = await page.context().request.fetch(path, {
    method,
    headers: {
      "Sec-Fetch-Site": "same-origin",
      "X-CSRF-Token": await tokenOf(page),
      ...(version === undefined ? {} : { "If-Match": `"${version}"` }),
    },
    ...(body === undefined ? {} : { data: body }),
  });
  const text = await response.text();
  if (!response.ok()) throw new Error(`${method} ${path}: ${response.status()} ${text}`);
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

export interface Quote {
  id: string;
  number: string;
  version: number;
  title: string;
  po_number: string;
  totals: { subtotal: string; total: string | null };
  lines: { id: string; title: string; selected_total: string | null; spec: { trim_width: string } | null }[];
}

interface Customer {
  id: string;
  name: string;
  contacts: { id: string; email: string }[];
}

/** A customer of our own with somebody to write to; the name begins like no other, for a search that forgives typing errors. */
export async function makeCustomer(page: Page): Promise<Customer> {
  const unique = crypto.randomUUID().slice(0, 13).replace("-", "");
  const name = `${unique} Quill & Harbor`;
  const customer = await call<Customer>(page, "POST", "/api/customers", { name });
  await call(page, "POST", `/api/customers/${customer.id}/contacts`, { name: "Maya Okafor", email: `maya.${unique}@harbor.example` });
  return call<Customer>(page, "GET", `/api/customers/${customer.id}`);
}

export function cards(title = "Business cards") {
  return {
    id: crypto.randomUUID(),
    kind: "product",
    title,
    spec: {
      product_type: "business_card", trim_width: "3.5", trim_height: "2", unit: "in", bleed: "0.125", colours_front: 4,
      colours_back: 4, stock: "C2S-14-13X19", finishing: ["cut", "pack"],
    },
    quantities: [
      { id: crypto.randomUUID(), quantity: 500, selected: true },
      { id: crypto.randomUUID(), quantity: 1000, selected: false },
    ],
  };
}

export async function makeQuote(page: Page, title = "Fall menu kit", lines: readonly unknown[] = [cards()]): Promise<Quote> {
  const customer = await makeCustomer(page);
  return call<Quote>(page, "POST", "/api/quotes", { customer_id: customer.id, contact_id: customer.contacts[0]?.id, title, lines });
}

export function readQuote(page: Page, id: string): Promise<Quote> {
  return call<Quote>(page, "GET", `/api/quotes/${id}`);
}
