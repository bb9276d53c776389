import type { Locator } from "@playwright/test";

import { amount, saved } from "./support/builder";
import { makeCustomer, readQuote } from "./support/api";
import { loginOf } from "./support/logins";
import { expect, test } from "./support/test";

test("a three-line quote is made by keyboard alone, from the login to the total", async ({ openAs, openDoor }) => {
  const customer = await makeCustomer(await openAs("manager"));
  const page = await openDoor();
  const { email, password } = loginOf("estimator");
  let keystrokes = 0;
  const type = async (text: string) => {
    keystrokes += text.length;
    await page.keyboard.type(text);
  };
  const press = async (key: string) => {
    keystrokes += 1;
    await page.keyboard.press(key);
  };
  const tabTo = async (target: Locator) => {
    for (let tabs = 0; tabs < 40 && !(await target.evaluate((element) => element === document.activeElement)); tabs += 1) await press("Tab");
    await expect(target).toBeFocused();
  };

  await page.goto("/login");
  await expect(page.getByLabel("Email")).toBeFocused();
  await page.keyboard.type(email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Quotes", level: 1 })).toBeVisible();

  await press("c");
  await expect(page.getByLabel("Customer")).toBeFocused();
  await type(customer.name.slice(0, 22));
  await expect(page.getByRole("option").first()).toContainText(customer.name);
  await press("Enter");
  await expect(page.getByLabel("Job", { exact: true })).toBeFocused();
  await type("Fall menu kit");
  await press("Enter");
  await expect(page.getByText("What is to be printed?")).toBeVisible();
  await expect(page.getByLabel("Contact")).toHaveValue(customer.contacts[0]?.id ?? "none");

  await press("/");
  await type("bc");
  await expect(page.getByRole("option", { name: /Business cards/ })).toBeVisible();
  await press("Enter");
  await expect(page.getByRole("region", { name: "Quantities of Business cards" })).toBeVisible();
  await press("Escape");

  await press("/");
  await type("postc");
  await expect(page.getByRole("option", { name: /^Postcards/ }).first()).toHaveAttribute("aria-selected", "true");
  await press("Enter");
  await expect(page.getByLabel("Size", { exact: true })).toBeFocused();
  await tabTo(page.getByLabel("Add quantities"));
  await type("5k");
  await press("Enter");
  await expect(page.getByRole("columnheader", { name: /5,000/ })).toBeVisible();
  await press("Escape");

  await press("/");
  await press("Tab");
  await tabTo(page.getByRole("button", { name: "Charge", exact: true }));
  await press("Enter");
  await expect(page.getByLabel("Line title")).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await type("Design");
  await press("Tab");
  await type("45");
  await press("Escape");

  await expect(page.getByRole("region", { name: "Line 3: Design" })).toContainText("$45.00");
  await saved(page);
  const id = /quotes\/([^/]+)\/edit/.exec(page.url())?.[1] ?? "";
  const quote = await readQuote(page, id);
  expect(quote.lines.map((line) => line.title)).toEqual(["Business cards", "Postcards", "Design"]);
  expect(quote.totals.total).not.toBeNull();
  expect(amount(await page.locator("[data-total]").innerText())).toBe(quote.totals.total);
  for (const line of quote.lines) expect(line.selected_total).toMatch(/^\d+\.\d\d$/);
  expect(keystrokes).toBeLessThanOrEqual(160);

  await page.reload();
  await expect(page.locator("[data-total]")).toHaveText(new RegExp(`${quote.totals.total?.split(".")[1]}$`));
});
