import type { Page, Route } from "@playwright/test";

import { makeCustomer, makeQuote } from "./support/api";
import { inspect } from "./support/inspect";
import type { Role } from "./support/logins";
import { expect, test } from "./support/test";

interface Screen {
  readonly name: string;
  readonly role: Role;
  /** Where it is, and the question to the API that is held back, or answered with an error. */
  readonly place: (page: Page) => Promise<readonly [address: string, asks: RegExp]>;
}

const at = (address: string, asks: RegExp) => () => Promise.resolve([address, asks] as const);

const SCREENS: readonly Screen[] = [
  { name: "the dashboard", role: "manager", place: at("/dashboard", /api\/dashboard/) },
  { name: "a report", role: "manager", place: at("/reports/turnaround", /api\/reports\/turnaround/) },
  { name: "the list of quotes", role: "manager", place: at("/quotes", /api\/quotes\?(?!.*per_page=1$)/) },
  {
    name: "the builder", role: "manager",
    place: async (page) => {
      const { id } = await makeQuote(page);
      return [`/quotes/${id}/edit`, new RegExp(`api/quotes/${id}$`)];
    },
  },
  {
    name: "a quote", role: "manager",
    place: async (page) => {
      const { id } = await makeQuote(page);
      return [`/quotes/${id}`, new RegExp(`api/quotes/${id}$`)];
    },
  },
  { name: "the approvals", role: "manager", place: at("/approvals", /api\/approvals\?box/) },
  { name: "the customers", role: "manager", place: at("/customers", /api\/customers\?/) },
  {
    name: "a customer", role: "manager",
    place: async (page) => {
      const { id } = await makeCustomer(page);
      return [`/customers/${id}`, new RegExp(`api/customers/${id}$`)];
    },
  },
  { name: "the rate book", role: "manager", place: at("/rate-book", /api\/catalog\/stocks/) },
  { name: "the users", role: "admin", place: at("/users", /api\/users\?/) },
  { name: "the settings", role: "admin", place: at("/settings/quotes", /api\/settings$/) },
  { name: "my account", role: "manager", place: at("/account", /api\/auth\/sessions/) },
  { name: "what mails say", role: "admin", place: at("/settings/mail-templates", /api\/mail-templates$/) },
  { name: "the mail", role: "manager", place: at("/messages", /api\/messages/) },
  { name: "the audit", role: "manager", place: at("/audit", /api\/audit/) },
];

const BROKEN = { status: 500, contentType: "application/json", body: JSON.stringify({ error: "Something went wrong on our side.", code: "internal", details: {}, request_id: "0123456789abcdef" }) };

for (const { name, role, place } of SCREENS) {
  test(`nothing keeps anybody out of ${name} while it loads, and when it cannot`, async ({ openAs }) => {
    const page = await openAs(role, /status of 500/);
    const [address, asks] = await place(page);
    let broken = false;
    const held: Route[] = [];
    await page.route(asks, (route) => (broken ? route.fulfill(BROKEN) : void held.push(route)));
    await page.goto(address);
    await expect(page.locator("main [aria-busy=true]").first()).toBeVisible();
    await inspect(page, `${name}, loading`);

    broken = true;
    await Promise.all(held.map((route) => route.fulfill(BROKEN)));
    await expect(page.getByRole("button", { name: "Retry" })).toBeVisible();
    await inspect(page, `${name}, broken`);

    await page.unroute(asks);
    await page.getByRole("button", { name: "Retry" }).click();
    await expect(page.getByRole("button", { name: "Retry" })).toBeHidden();
  });
}

test("nothing keeps anybody out of the login over a page whose session has ended", async ({ openAs }) => {
  const page = await openAs("manager");
  await page.route(/api\/customers\?/, (route) => route.fulfill({ ...BROKEN, status: 401 }));
  await page.goto("/customers");
  await expect(page.getByRole("dialog", { name: "Your session has ended" })).toBeVisible();
  await inspect(page, "session ended");
});

test("who asked for less motion gets none, in what loads too", async ({ openAs }) => {
  const page = await openAs("manager");
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.route(/api\/customers\?/, () => undefined);
  await page.goto("/customers");
  await expect(page.locator("main [aria-busy=true]").first()).toBeVisible();
  const moving = () => page.evaluate(() => document.getAnimations().filter((one) => one.playState === "running").length);
  await expect.poll(moving).toBe(0);
});

test("with a system's own few colours, what can be used has an edge and what is in focus a frame", async ({ openAs }) => {
  const page = await openAs("manager");
  const quote = await makeQuote(page);
  await page.emulateMedia({ forcedColors: "active" });
  await page.goto(`/quotes/${quote.id}/edit`);
  const send = page.getByRole("button", { name: "Send quote" });
  await expect(send).toBeVisible();
  const edge = (element: Element) => {
    const { borderTopStyle, borderTopWidth, outlineStyle, outlineWidth } = getComputedStyle(element);
    return { border: borderTopStyle === "none" ? 0 : parseFloat(borderTopWidth), outline: outlineStyle === "none" ? 0 : parseFloat(outlineWidth) };
  };
  expect((await send.evaluate(edge)).border).toBeGreaterThanOrEqual(1);
  expect((await page.getByLabel("PO number").evaluate(edge)).border).toBeGreaterThanOrEqual(1);
  await page.getByLabel("PO number").focus();
  await page.keyboard.press("Tab");
  expect((await page.locator(":focus").evaluate(edge)).outline).toBeGreaterThanOrEqual(2);
});
