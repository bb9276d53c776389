import type { Page } from "@playwright/test";

import { expect, test } from "./support/test";
import { inspect } from "./support/inspect";

// There is one staged book, and whoever changes it names its version: these take turns.
test.describe.configure({ mode: "default" });

const STOCK = "C2S-14-13X19";

/** The cell of a stock in a column, by the grid's own headers. */
async function cell(page: Page, code: string, header: string) {
  const grid = page.getByRole("grid", { name: "Stocks" });
  const headers = await grid.getByRole("columnheader").allTextContents();
  const place = headers.findIndex((text) => text.startsWith(header));
  return grid.getByRole("row").filter({ hasText: code }).getByRole("gridcell").nth(place);
}

async function openGrid(page: Page): Promise<void> {
  await page.goto("/rate-book/edit/stocks");
  await expect(page.getByRole("grid", { name: "Stocks" })).toBeVisible();
}

/** Leaves nothing staged behind, whoever staged it. */
async function discardAll(page: Page): Promise<void> {
  await page.goto("/rate-book/changes");
  await expect(page.getByRole("heading", { name: "Staged changes" })).toBeVisible();
  const discard = page.getByRole("button", { name: "Discard all" });
  await expect(discard.or(page.getByText("Nothing is staged"))).toBeVisible();
  if (await discard.isVisible()) await discard.click();
  await expect(page.getByText("Nothing is staged")).toBeVisible();
}

test("a price is typed by keyboard, others are pasted, and their effect is seen, published and taken back", async ({ openAs }) => {
  const page = await openAs("manager");
  await discardAll(page);
  await openGrid(page);
  await page.getByLabel("Any cell").fill("13 C2S");
  await expect(page.getByRole("grid").getByRole("row").filter({ hasText: STOCK })).toBeVisible();
  const price = await cell(page, STOCK, "Price");
  const was = (await price.textContent()) ?? "";

  await price.click();
  await page.keyboard.type("999");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Shift+Tab");
  await expect(price).toHaveText(/999/);
  await expect(page.getByText("1 cell is not saved")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(price).toHaveText(was);

  await price.focus();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "1001\n1002");
    document.activeElement?.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expect(page.getByText("2 cells are not saved")).toBeVisible();
  await expect(price).toHaveText(/1001/);
  await inspect(page, "the grid");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The changes are staged.")).toBeVisible();

  await page.getByRole("link", { name: /^Changes/ }).click();
  await expect(page.getByText(/14 pt C2S cover 13 x 19: .* → \$1,001\.00 per M/)).toBeVisible();
  await expect(page.getByRole("region", { name: "Effect on reference jobs" }).getByRole("row").filter({ hasText: "Business cards" }).first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Effect on open quotes" })).toBeVisible();
  await inspect(page, "the changes");

  await page.getByRole("button", { name: "Publish", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Why the rates change").fill("Paper went up");
  const accept = dialog.getByRole("checkbox");
  if (await accept.isVisible()) await accept.check();
  await inspect(page, "the publish dialog");
  await dialog.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText(/Version \d+ is published\./)).toBeVisible();
  await expect(page.getByText("Nothing is staged")).toBeVisible();

  await page.getByRole("link", { name: "History" }).click();
  const newest = page.getByRole("listitem").filter({ hasText: "in force" });
  await expect(newest).toContainText("Paper went up");
  await newest.getByRole("button", { name: /^Compare/ }).click();
  await expect(page.getByText(/→ \$1,001\.00 per M/)).toBeVisible();
  await inspect(page, "the history");
  await page.getByRole("button", { name: /^Revert to version/ }).first().click();
  await page.getByRole("button", { name: "Publish it again" }).click();
  await expect(page.getByText(/^Version \d+ says what version \d+ said/)).toBeVisible();
  await openGrid(page);
  await page.getByLabel("Any cell").fill("13 C2S");
  await expect(await cell(page, STOCK, "Price")).toHaveText(was);
});

test("a price file is tried before anything is written, and a new paper begins as a copy of one like it", async ({ openAs }) => {
  const page = await openAs("estimator");
  // Few rows: what stands behind a dialog is searched for barriers too.
  await page.goto("/rate-book/edit/stocks?q=13+C2S");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("File").setInputFiles({ name: "mill.csv", mimeType: "text/csv", buffer: Buffer.from(`Code,Price\n${STOCK},1001.00\nC2S-16-13X19,cheap\n`) });
  await expect(dialog.getByRole("status")).toContainText("2 rows: 0 cells would change, 0 entries would be added, 1 cell needs attention.");
  await expect(dialog.getByRole("button", { name: /^Stage/ })).toBeDisabled();
  await inspect(page, "a price file with a bad cell");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Import", exact: true })).toBeFocused();

  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog.getByLabel("Code")).toBeVisible();
  await inspect(page, "a new paper");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

test("a press is edited as a form, and why a paper does not run is said", async ({ openAs }) => {
  const page = await openAs("estimator");
  await page.goto("/rate-book/edit/presses");
  await expect(page.getByLabel("Hourly rate, $/h")).toBeVisible();
  await inspect(page, "a press");
  await page.goto(`/rate-book/why-not?stock=C2S-18-13X19&product=business_card&press=DIGITAL-1`);
  await expect(page.getByText("Business cards on 18 pt C2S cover cannot be printed.")).toBeVisible();
  await inspect(page, "why not");
  await page.goto("/rate-book/edit/terms");
  await expect(page.getByLabel("Policy, margin floor, %")).toBeVisible();
  await inspect(page, "the selling terms");
});

test("a product is copied, its form changed beside its preview, and archived again", async ({ openAs }) => {
  const page = await openAs("manager", /status of 422/);
  const name = `Table tents ${Date.now()}`;
  await page.goto("/rate-book/products");
  await expect(page.getByRole("link", { name: "Postcards", exact: true })).toBeVisible();
  await inspect(page, "the products");
  await page.getByRole("button", { name: "New product" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Like").selectOption("postcard");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Make the product" }).click();

  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const preview = page.getByRole("region", { name: "Preview" });
  await page.getByRole("button", { name: /^Front a choice/ }).click();
  await page.getByLabel("Label", { exact: true }).fill("Outside");
  await expect(preview.getByLabel("Outside")).toBeVisible();
  await page.getByLabel("Width of size 1").fill("0");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Nothing is saved: what is wrong is marked below.")).toBeVisible();
  await inspect(page, "a product");
  await page.getByLabel("Width of size 1").fill("5 1/2");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(`${name} is saved`)).toBeVisible();
  await page.getByRole("button", { name: "Archive" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Archive" }).click();
  await expect(page.getByText(`${name} is archived.`)).toBeVisible();
});

test("an operation is tried by typing, and a paper is priced by the weight that is ordered", async ({ openAs }) => {
  const page = await openAs("estimator");
  await page.goto("/rate-book/operations?open=cut");
  const tester = page.getByRole("region", { name: "Try it" });
  await tester.getByLabel("Stock").selectOption(STOCK);
  await tester.getByLabel("Good ones wanted").fill("300");
  await tester.getByLabel("Cuts through a lift").fill("20");
  await expect(tester.getByText(/3 lifts x 20 cuts/)).toBeVisible();
  await inspect(page, "the tester");

  await openGrid(page);
  await page.getByLabel("Any cell").fill("13 C2S");
  await (await cell(page, STOCK, "Name")).click();
  await page.getByRole("button", { name: `Prices of ${STOCK}` }).click();
  await page.getByRole("button", { name: "Add a row" }).click();
  await page.getByLabel("Brackets, Ordered from, row 2").fill("500");
  await page.getByLabel("Brackets, Price, row 2").fill("119.50");
  await inspect(page, "the prices of a paper");
  await page.getByRole("button", { name: "Stage the price" }).click();
  await expect(page.getByText(/^The price from .* is staged\./)).toBeVisible();
  await discardAll(page);
});
