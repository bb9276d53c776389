import { makeQuote } from "./support/api";
import { openBuilder, openLine } from "./support/builder";
import { expect, test } from "./support/test";

test("the list is found, walked and come back to by keyboard, with its place in the address", async ({ openAs }) => {
  const page = await openAs("manager");
  const quote = await makeQuote(page, "Cider labels of the list");
  await page.goto("/quotes?tab=mine&sort=-total");
  const search = page.getByRole("searchbox", { name: "Number, customer, job" });
  await expect(page.locator("[data-row]").first()).toBeVisible();
  await page.keyboard.press("/");
  await expect(search).toBeFocused();
  await page.keyboard.type(quote.number);
  await expect(page).toHaveURL(new RegExp(`q=${quote.number}`));
  await expect(page.locator("[data-row]")).toHaveCount(1);
  await page.keyboard.press("Tab");
  await page.keyboard.press("j");
  await expect(page.getByRole("link", { name: quote.number })).toBeFocused();
  const address = page.url();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/edit$/);
  await page.goBack();
  expect(page.url()).toBe(address);
  await expect(search).toHaveValue(quote.number);
  await expect(page.getByRole("link", { name: quote.number })).toBeFocused();
});

test("Escape closes what is on top first: the choices of a field, then the line", async ({ openAs }) => {
  const page = await openAs("manager");
  const quote = await makeQuote(page);
  await openBuilder(page, quote.id);
  await openLine(page, "Business cards");
  const stock = page.getByRole("combobox", { name: "Stock" });
  await stock.focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("listbox")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("listbox")).toBeHidden();
  await expect(stock).toBeVisible();
  await page.getByRole("button", { name: "More for Business cards" }).press("Enter");
  await expect(page.getByRole("menu")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toBeHidden();
  await expect(stock).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(stock).toBeHidden();
  await expect(page.getByRole("button", { name: /^Business cards/, expanded: false })).toBeFocused();
});

test("a typed price is locked until a person lets it go", async ({ openAs }) => {
  const page = await openAs("manager");
  const quote = await makeQuote(page);
  await openBuilder(page, quote.id);
  await openLine(page, "Business cards");
  await page.getByLabel("Price of 500").fill("99");
  await page.getByLabel("Reason").fill("Repeat client");
  await page.getByLabel("Height, in").fill("2 1/2");
  await expect(page.getByText(/^Engine says \$/)).toBeVisible();
  await expect(page.getByLabel("Price of 500, typed")).toHaveValue("$99.00");
  await expect(page.getByText("Typed: 500 at $99.00")).toBeVisible();
  await page.getByRole("button", { name: "Use engine price for 500" }).click();
  await expect(page.getByLabel("Price of 500", { exact: true })).not.toHaveValue("$99.00");
});
