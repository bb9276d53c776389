import type { Page } from "@playwright/test";

import { call, makeQuote, type Quote } from "./support/api";
import { openBuilder, openLine } from "./support/builder";
import { inspect } from "./support/inspect";
import type { Role } from "./support/logins";
import { expect, NOWHERE, test } from "./support/test";

async function openCards(page: Page): Promise<void> {
  const quote = await makeQuote(page);
  await openBuilder(page, quote.id);
  await openLine(page, "Business cards");
  await expect(page.getByRole("img", { name: /up on a sheet/ })).toBeVisible();
}

async function makeSent(page: Page): Promise<Quote> {
  const quote = await makeQuote(page, "Sent already");
  return call<Quote>(page, "POST", `/api/quotes/${quote.id}/send`, { to: ["maya@harbor.example"], message: "" }, quote.version);
}

interface Screen {
  readonly name: string;
  readonly role: Role;
  readonly open: (page: Page) => Promise<void>;
}

const SCREENS: readonly Screen[] = [
  {
    name: "the list of quotes", role: "manager",
    open: async (page) => {
      const quote = await makeQuote(page);
      await page.goto(`/quotes?q=${quote.number}`);
      await expect(page.getByText(quote.number).first()).toBeVisible();
    },
  },
  {
    name: "a list with nothing in it", role: "manager",
    open: async (page) => {
      await page.goto("/quotes?q=nothing-is-called-this");
      await expect(page.getByText("No quote fits")).toBeVisible();
    },
  },
  {
    name: "a new quote", role: "manager",
    open: async (page) => {
      await page.goto("/quotes/new");
      await expect(page.getByLabel("Customer")).toBeVisible();
    },
  },
  {
    name: "the settings of the shop", role: "admin",
    open: async (page) => {
      await page.goto("/settings/shop");
      await expect(page.getByRole("img", { name: "A sample quote with these settings" })).toBeVisible();
    },
  },
  { name: "the builder", role: "manager", open: openCards },
  {
    name: "sending", role: "manager",
    open: async (page) => {
      await openCards(page);
      await page.keyboard.press("ControlOrMeta+Enter");
      await expect(page.getByRole("dialog")).toBeVisible();
    },
  },
  {
    name: "a sent quote", role: "manager",
    open: async (page) => {
      const sent = await makeSent(page);
      await page.goto(`/quotes/${sent.id}`);
      await expect(page.getByText(/the customer has the ball/)).toBeVisible();
    },
  },
  {
    name: "a quote that is not there", role: "manager",
    open: async (page) => {
      await page.goto(`/quotes/${NOWHERE}`);
      await expect(page.getByText("There is no such quote").first()).toBeVisible();
    },
  },
  ...["/customers", "/rate-book", "/rate-book/presses", "/rate-book/operations", "/rate-book/rates", "/audit", "/account"].map(
    (path): Screen => ({ name: path, role: "manager", open: (page) => openPath(page, path) }),
  ),
  { name: "/users", role: "admin", open: (page) => openPath(page, "/users") },
];

/** A dialog over a page, opened as a person would. */
const DIALOGS: readonly Screen[] = [
  { name: "the dialog of a new customer", role: "manager", open: (page) => openDialog(page, "/customers", () => page.getByRole("button", { name: "New customer" }).click()) },
  { name: "the dialog of an invitation", role: "admin", open: (page) => openDialog(page, "/users", () => page.getByRole("button", { name: "Invite a user" }).click()) },
  { name: "the dialog of a user", role: "admin", open: (page) => openDialog(page, "/users", () => page.locator("[data-row-link]").first().click()) },
  { name: "the dialog of a paper", role: "manager", open: (page) => openDialog(page, "/rate-book", () => page.locator("[data-row-link]").first().click()) },
  { name: "the dialog of an audit entry", role: "manager", open: (page) => openDialog(page, "/audit", () => page.locator("[data-row-link]").first().click()) },
  { name: "the palette", role: "manager", open: (page) => openDialog(page, "/customers", () => page.keyboard.press("ControlOrMeta+k")) },
  { name: "the sheet of shortcuts", role: "manager", open: (page) => openDialog(page, "/customers", () => page.keyboard.press("Shift+?")) },
];

async function openDialog(page: Page, path: string, open: () => Promise<void>): Promise<void> {
  await openPath(page, path);
  // A heading may stand before the page listens to keys: a person, too, would press again.
  await expect(async () => {
    if (!(await page.getByRole("dialog").isVisible())) await open();
    await expect(page.getByRole("dialog")).toBeVisible({ timeout: 3_000 });
  }).toPass();
}

/** A page with all that it asks for: no skeleton stands in it any more. */
async function openPath(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
}

for (const { name, role, open } of [...SCREENS, ...DIALOGS]) {
  test(`nothing keeps anybody out of ${name}`, async ({ openAs }) => {
    const page = await openAs(role);
    await open(page);
    await inspect(page, name);
  });
}

test("nothing keeps anybody out of the login", async ({ openDoor }) => {
  const door = await openDoor();
  await door.goto("/login");
  await expect(door.getByLabel("Email")).toBeVisible();
  await inspect(door, "login");
});
