import type { Page } from "@playwright/test";

/** Talks to the API as the page's own user, from inside the page: same cookie, same origin, same token. */
export async function call<T>(page: Page, method: string, path: string, body?: unknown, version?: number): Promise<T> {
  if (!page.url().startsWith("http")) await page.goto("/login");
  const { status, text } = await page.evaluate(
    async ({ method, path, body, version }) => {
      const me = (await (await fetch("/api/auth/me")).json()) as { csrf_token: string };
      const headers: Record<string, string> = { "X-CSRF-Token": me.csrf_token };
      if (body !== undefined) headers["Content-Type"] = "application/json";
      if (version !== undefined) headers["If-Match"] = `"${version}"`;
      const init: RequestInit = { method, headers };
      if (body !== undefined) init.body = JSON.stringify(body);
      const response = await fetch(path, init);
      return { status: response.status, text: await response.text() };
    },
    { method, path, body, version },
  );
  if (status >= 400) throw new Error(`${method} ${path}: ${status} ${text}`);
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

let made = 0;

/** A customer of our own with somebody to write to. */
export async function makeCustomer(page: Page): Promise<Customer> {
  made += 1;
  const unique = `${process.pid.toString(36)}n${made}x${Date.now().toString(36)}`;
  const name = `Quill & Harbor ${unique}`;
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
