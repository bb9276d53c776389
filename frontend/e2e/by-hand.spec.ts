import type { Page } from "@playwright/test";

import { call, cards, readQuote, type Quote } from "./support/api";
import { amount, openBuilder, openLine, saved } from "./support/builder";
import { inspect } from "./support/inspect";
import { expect, test } from "./support/test";

const priceOf = (page: Page, quantity: string) => page.getByLabel(new RegExp(`^Price of ${quantity}`)).inputValue();

test("an estimator sees why a price is what it is, takes another way, says why, and gives it back", async ({ openAs }) => {
  const page = await openAs("estimator");
  const quote = await call<Quote>(page, "POST", "/api/quotes", { prospect_name: "Walk-in", title: "Made by hand", lines: [cards()] });
  await openBuilder(page, quote.id);
  await openLine(page, "Business cards");
  const engines = await priceOf(page, "500");

  await page.getByRole("button", { name: "Explain price" }).click();
  const why = page.getByRole("dialog", { name: "Price of Business cards" });
  await why.getByRole("button", { name: /^Paper/ }).click();
  await expect(why.getByText(/sheets \/ 1,000 x \$/).first()).toBeVisible();
  await expect(why.getByRole("region", { name: "Ways to make the sheet" }).getByText("chosen").first()).toBeVisible();
  await inspect(page, "the explanation of a price");
  await why.getByRole("button", { name: /^Use this route: Digital 2/ }).first().click();

  const production = page.getByRole("dialog", { name: "Production of Business cards" });
  await expect(production.getByLabel("Reason")).toBeFocused();
  await expect(production.getByLabel("Press")).toHaveValue("DIGITAL-2");
  await expect(production.getByText(/^By hand, 500 · 1,000: Digital 2/)).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(production.getByText("Say why, for whoever opens this line next.")).toBeVisible();
  await inspect(page, "production by hand");
  await production.getByLabel("Reason").fill("Digital 1 waits for a part");
  await page.keyboard.press("Enter");
  await expect(production).toBeHidden();
  await expect(page.getByText(/^Overridden: Digital 2/)).toBeVisible();
  await expect.poll(() => priceOf(page, "500")).not.toBe(engines);
  await saved(page);
  expect(amount(await priceOf(page, "500"))).toBe((await readQuote(page, quote.id)).lines[0]?.selected_total);

  await page.keyboard.press("ControlOrMeta+z");
  await expect(page.getByText("Made as the engine chose")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await page.getByRole("button", { name: "Use the engine's choice" }).click();
  await expect(page.getByRole("button", { name: "Set by hand…" })).toBeFocused();
  await expect.poll(() => priceOf(page, "500")).toBe(engines);

  await page.getByRole("button", { name: "Quantity curve" }).click();
  await expect(page.getByRole("img", { name: /^The price of one falls from/ })).toBeVisible();
  await page.getByText("Show as table").click();
  await inspect(page, "the quantity curve");
});

test("a vendor's prices are pasted by quantity, and a rep sees what the line is sold for and nothing of its making", async ({ openAs }) => {
  const page = await openAs("estimator");
  const rep = await openAs("sales");
  const quantities = [500, 1_000].map((quantity, at) => ({ id: crypto.randomUUID(), quantity, selected: at === 0 }));
  const outside = { id: crypto.randomUUID(), kind: "outside", title: "Foil stamping", vendor: "Gold Foilers", quantities };
  const quote = await call<Quote>(rep, "POST", "/api/quotes", { prospect_name: "Walk-in", title: "Bought outside", lines: [cards(), outside] });
  await openBuilder(page, quote.id);
  await openLine(page, "Foil stamping");
  await page.getByRole("button", { name: "Enter the vendor's prices by quantity" }).click();
  await expect(page.getByLabel("Vendor's quantity 1")).toBeFocused();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "Quantity\tPrice\n500\t$200.00\n1,000\t$190.00\n");
    document.activeElement?.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expect(page.getByText("Not less than 500 cost.")).toBeVisible();
  await page.getByLabel("Vendor's price of 1,000").fill("300");
  await page.getByLabel("Freight in, $").fill("25");
  const matrix = page.getByRole("region", { name: "Quantities of Foil stamping" });
  await expect(matrix.getByRole("row", { name: /^Cost/ })).toContainText("$325.00");
  await saved(page);
  await inspect(page, "a vendor's table");

  await openBuilder(rep, quote.id);
  await openLine(rep, "Foil stamping");
  await expect(rep.getByRole("region", { name: "Quantities of Foil stamping" }).getByRole("row", { name: /^Price/ })).toContainText("$");
  await expect(rep.getByText("Vendor's prices")).toHaveCount(0);
  await openLine(rep, "Business cards");
  await expect(rep.getByRole("img", { name: /up on a sheet/ })).toBeVisible();
  await expect(rep.getByRole("button", { name: "Set by hand…" })).toHaveCount(0);
});
