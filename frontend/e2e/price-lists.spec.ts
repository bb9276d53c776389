import type { Locator, Page } from "@playwright/test";

import { call, makeQuote } from "./support/api";
import { openBuilder, saved } from "./support/builder";
import { inspect } from "./support/inspect";
import { expect, test } from "./support/test";

interface List {
  id: string;
  version: number;
}

const CONTENT = {
  name: "Business cards, 14 pt",
  product: "business_card",
  mode: "linear_totals",
  basis: "total",
  effective_from: "2026-01-01",
  tiers: [{ level: "" }, { level: "trade" }],
  breaks: [{ quantity: 100, prices: ["31.55", "28.00"] }],
};

function makeList(page: Page, code: string): Promise<List> {
  return call<List>(page, "POST", "/api/price-lists", { code, content: CONTENT });
}

/** What a spreadsheet puts on the clipboard, pasted into a cell. */
function paste(cell: Locator, text: string): Promise<void> {
  return cell.evaluate((element, block) => {
    const data = new DataTransfer();
    data.setData("text/plain", block);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

test("a list is pasted from a spreadsheet, mended, published, and sold from by the rep who reads it", async ({ openAs }) => {
  const page = await openAs("manager");
  const code = `E2E-${crypto.randomUUID()}`;
  const list = await makeList(page, code);
  await page.goto(`/rate-book/price-lists/${list.id}`);
  await paste(page.getByLabel("Quantity 1", { exact: true }), "100\t31.55\t28.00\n250\t37.50\t33.00\n500\t36.00\t45.00\n1000\t70.00\t60.00\n");
  const turned = page.getByRole("listitem").filter({ hasText: "500 are cheaper in all than 250: 36.00 against 37.50." });
  await expect(turned).toBeVisible();
  await expect(page.getByLabel("500, Everyone")).toHaveAttribute("aria-invalid", "true");
  await inspect(page, "a price list with findings");
  await turned.getByRole("button", { name: "Apply fix: 37.50" }).click();
  await expect(page.getByText("More never costs less")).toBeVisible();

  await page.getByLabel("How many").fill("375");
  await expect(page.getByRole("table", { name: "How this price comes about" })).toContainText("1/2 of the way from 37.50 at 250 to 37.50 at 500");
  await page.getByRole("button", { name: "Save the draft" }).click();
  await expect(page.getByText("Business cards, 14 pt is saved as a draft.")).toBeVisible();
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await inspect(page, "publishing a price list");
  await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Edition 1 holds since Jan 1, 2026")).toBeVisible();

  const rep = await openAs("sales");
  await rep.goto(`/rate-book/price-lists/${list.id}`);
  await rep.getByLabel("How many").fill("200");
  await rep.getByLabel("Customer level", { exact: true }).selectOption("trade");
  await expect(rep.getByText("$31.33", { exact: true }).first()).toBeVisible();
  await expect(rep.getByLabel("100, Everyone")).not.toBeEditable();
  await expect(rep.getByText("Cost in all")).toHaveCount(0);
  await inspect(rep, "a price list as a rep reads it");

  const quote = await makeQuote(rep, "Cards off the list", []);
  await openBuilder(rep, quote.id);
  await rep.getByLabel("Add a line").fill(`200/375/500 ${code}`);
  await expect(rep.getByRole("option", { name: "Add Business cards, 14 pt" })).toBeVisible();
  await rep.keyboard.press("Enter");
  await expect(rep.getByLabel("Price of 200")).toHaveValue("$35.52");
  await expect(rep.getByLabel("Price of 375")).toHaveValue("$37.50");
  await expect(rep.getByText("Business cards, 14 pt, edition 1")).toBeVisible();
  await saved(rep);
  await rep.getByRole("button", { name: "Explain price" }).click();
  await expect(rep.getByRole("region", { name: "How the price of 200 comes about" })).toContainText("2/3 of the way from 31.55 at 100 to 37.50 at 250");
  await expect(rep.getByRole("dialog")).not.toContainText("Cost");
  await inspect(rep, "the account of a listed price");
});

test("the lists are found and a new one is made by keyboard alone", async ({ openAs }) => {
  const page = await openAs("estimator");
  const code = `KEY-${crypto.randomUUID()}`;
  await page.goto("/rate-book/price-lists");
  await expect(page.getByRole("button", { name: "New price list" }).first()).toBeVisible();
  await inspect(page, "the price lists");
  await page.getByRole("button", { name: "New price list" }).first().focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type("Postcards by keyboard");
  await page.keyboard.press("Tab");
  await page.keyboard.type(code);
  await inspect(page, "making a price list");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Postcards by keyboard" })).toBeVisible();
  await page.goto(`/rate-book/price-lists?q=${code}`);
  await expect(page.getByText("Postcards by keyboard").first()).toBeVisible();
});
