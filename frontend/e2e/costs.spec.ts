import type { Page } from "@playwright/test";

import { cards, makeCustomer, call, type Quote } from "./support/api";
import { openBuilder, openLine, saved } from "./support/builder";
import { expect, test } from "./support/test";

const FORBIDDEN = /cost|margin|mark_?up|^internal$/i;

/** Every key anywhere in an answer that a person without the right must not meet. */
function forbiddenKeys(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => forbiddenKeys(item, `${path}[${index}]`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(FORBIDDEN.test(key) ? [`${path}.${key}`] : []),
    ...forbiddenKeys(inner, `${path}.${key}`),
  ]);
}

async function tour(page: Page, quote: Quote): Promise<void> {
  await page.goto("/quotes");
  await expect(page.getByRole("table", { name: "Quotes" }).getByRole("row").nth(1)).toBeVisible();
  await openBuilder(page, quote.id);
  await openLine(page, "Business cards");
  await expect(page.getByRole("img", { name: /up on a sheet/ })).toBeVisible();
  await page.getByLabel("Width, in").fill("3");
  await page.getByLabel("Add quantities").fill("2500");
  await page.keyboard.press("Enter");
  await saved(page);
  await page.goto(`/quotes/${quote.id}`);
  await expect(page.getByRole("heading", { name: "Activity" })).toBeVisible();
  for (const path of ["/customers", "/rate-book", "/rate-book/presses", "/rate-book/operations", "/rate-book/rates", "/account"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.waitForLoadState("networkidle");
  }
}

async function listen(page: Page, work: () => Promise<void>): Promise<{ answers: number; found: string[] }> {
  const answers: Promise<string[]>[] = [];
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (!pathname.startsWith("/api/") || !(response.headers()["content-type"] ?? "").includes("json")) return;
    answers.push(response.json().then((body: unknown) => forbiddenKeys(body, pathname), () => []));
  });
  await work();
  return { answers: answers.length, found: (await Promise.all(answers)).flat() };
}

test("a rep who may not see costs finds none in any answer and none on any screen", async ({ openAs }) => {
  const page = await openAs("sales");
  const customer = await makeCustomer(page);
  const outside = {
    id: crypto.randomUUID(), kind: "outside", title: "Foil stamping", unit_price: "2.50", optional: true,
    quantities: [{ id: crypto.randomUUID(), quantity: 100, selected: true }],
  };
  const quote = await call<Quote>(page, "POST", "/api/quotes", { customer_id: customer.id, title: "Rep's own", lines: [cards(), outside] });
  const { answers, found } = await listen(page, () => tour(page, quote));
  expect(found).toEqual([]);
  expect(answers).toBeGreaterThan(12);
  await openBuilder(page, quote.id);
  await openLine(page, "Business cards");
  await expect(page.getByText("Show cost")).toHaveCount(0);
  await expect(page.getByText("Cost build-up")).toHaveCount(0);
  await expect(page.getByText(/^Margin (on|below)/)).toBeVisible();
});

test("the same search finds costs where they may be seen, so that it can find them", async ({ openAs }) => {
  const page = await openAs("estimator");
  const quote = await call<Quote>(page, "POST", "/api/quotes", { prospect_name: "Walk-in", title: "Estimator's own", lines: [cards()] });
  const { found } = await listen(page, async () => {
    await openBuilder(page, quote.id);
    await openLine(page, "Business cards");
    await expect(page.getByText("Cost build-up")).toBeVisible();
  });
  expect(found.some((key) => key.endsWith(".internal.cost"))).toBe(true);
});
