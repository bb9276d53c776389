import { makeQuote } from "./support/api";
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
  await expect(page).toHaveURL(address);
  await expect(search).toHaveValue(quote.number);
  await expect(page.getByRole("link", { name: quote.number })).toBeFocused();
});

test("drafts are chosen by keyboard, deleted together and taken back", async ({ openAs }) => {
  const page = await openAs("manager");
  const numbers = [await makeQuote(page, "Wanderbird posters"), await makeQuote(page, "Wanderbird posters")].map((quote) => quote.number);
  await page.goto("/quotes?q=wanderbird%20posters&tab=mine");
  const rows = numbers.map((number) => page.getByRole("link", { name: number }));
  for (const row of rows) {
    await row.focus();
    await page.keyboard.press("x");
  }
  await expect(page.getByText("2 chosen")).toBeVisible();
  await page.getByRole("button", { name: "Delete drafts" }).press("Enter");
  await page.getByRole("dialog", { name: "Delete 2 quotes" }).getByRole("button", { name: "Delete" }).press("Enter");
  for (const row of rows) await expect(row).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  for (const row of rows) await expect(row).toBeVisible();
});
