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
