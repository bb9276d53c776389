import type { Page } from "@playwright/test";

import { makeQuote, readQuote } from "./support/api";
import { amount, openBuilder, saved } from "./support/builder";
import { inspect } from "./support/inspect";
import { expect, test } from "./support/test";

async function emptyQuote(page: Page): Promise<string> {
  const quote = await makeQuote(page, "Typed out", []);
  await openBuilder(page, quote.id);
  await expect(page.getByText("What is to be printed?")).toBeVisible();
  return quote.id;
}

async function pasteIntoLine(page: Page, text: string): Promise<void> {
  await page.getByLabel("Add a line").evaluate((field, words) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", words);
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

function lines(page: Page) {
  return page.getByRole("list", { name: "Lines of the quote" }).locator("[id^=line-]");
}

test("one line of typing is one priced line, and the keyboard stays for the next", async ({ openAs }) => {
  const page = await openAs("sales");
  const id = await emptyQuote(page);
  await page.keyboard.press("/");
  await page.keyboard.type("1000/2500 postcard 6x4 14pt 4/4 uv");
  await expect(page.getByRole("option", { name: /Add Postcards/ })).toContainText("6 x 4 in");
  await page.keyboard.press("Enter");

  const matrix = page.getByRole("region", { name: "Quantities of Postcards" });
  await expect(matrix.getByRole("columnheader", { name: /1,000/ })).toBeVisible();
  await expect(matrix.getByRole("columnheader", { name: /2,500/ })).toBeVisible();
  await expect(page.getByLabel("Add a line")).toBeFocused();
  await expect(page.getByLabel("Add a line")).toHaveValue("");

  await page.keyboard.type("500 bc 16pt @0.25");
  await expect(page.getByRole("option", { name: /Add Business cards/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(lines(page)).toHaveCount(2);
  await expect(page.getByRole("region", { name: "Quantities of Business cards" })).toContainText("$0.2500");

  await saved(page);
  const quote = await readQuote(page, id);
  expect(quote.lines.map((line) => line.title)).toEqual(["Postcards", "Business cards"]);
  expect(quote.lines[1]?.selected_total).toBe("125.00");
  expect(amount(await page.locator("[data-total]").innerText())).toBe(quote.totals.total);
});

test("Enter that is faster than the answer still adds the very line that was typed", async ({ openAs }) => {
  const page = await openAs("manager");
  await emptyQuote(page);
  await page.getByLabel("Add a line").fill("250 flyers 8 1/2x11 4/0");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Quantities of Flyers" }).getByRole("columnheader", { name: /250/ })).toBeVisible();
});

test("a word that means nothing is marked with the nearest one, and one that means several offers them", async ({ openAs }) => {
  const page = await openAs("manager");
  await emptyQuote(page);
  const field = page.getByLabel("Add a line");
  await field.fill("500 postcrads 80#");
  await expect(page.getByText("“postcrads”: This word is not in the vocabulary.").first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(field).toHaveValue("500 postcards 80#");
  await expect(page.getByRole("option", { name: /80# gloss cover/ })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  const chosen = await page.getByRole("listbox").getByRole("option", { selected: true }).innerText();
  await page.keyboard.press("Enter");
  await expect(field).toHaveValue(/^500 postcards [A-Z]{3}-80-/);
  await expect(page.getByRole("option", { name: /Add Postcards/ })).toContainText(chosen.split("\n")[0] ?? "");
  await page.keyboard.press("Enter");
  await expect(lines(page)).toHaveCount(1);
});

test("a margin is priced for who may see costs, and refused in words to who may not", async ({ openAs }) => {
  const page = await openAs("manager");
  await emptyQuote(page);
  await page.getByLabel("Add a line").fill("500 bc m40");
  await expect(page.getByRole("option", { name: /Add Business cards/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Quantities of Business cards" })).toContainText("40.0%");

  const rep = await openAs("sales");
  await emptyQuote(rep);
  await rep.getByLabel("Add a line").fill("500 bc m40");
  await expect(rep.getByText("“m40”: Costs are for estimators and managers.").first()).toBeVisible();
});

test("twenty pasted rows are one list to look over, one edit and one undo", async ({ openAs }) => {
  const page = await openAs("manager");
  const id = await emptyQuote(page);
  const rows = Array.from({ length: 19 }, (_, index) => `${(index + 1) * 100}\tPostcards\t6x4\t14pt\t4/4\tuv`);
  await pasteIntoLine(page, ["Qty\tItem\tSize\tPaper\tColors\tFinishing", ...rows, "lots\tFlyers\t8.5x11\t100# gloss text\t4/0\ttrifold"].join("\n"));
  const dialog = page.getByRole("dialog", { name: "Lines from what you pasted" });
  await expect(dialog.getByRole("status")).toHaveText("20 jobs found. 1 job needs a word from you.");
  await expect(dialog.getByRole("checkbox", { name: /Line 21: Flyers/ })).toBeDisabled();
  await inspect(page, "what was pasted");

  await dialog.getByRole("group", { name: "About “lots”" }).getByRole("button", { name: "Leave it out" }).click();
  await expect(dialog.getByRole("status")).toHaveText("20 jobs found.");
  await dialog.getByRole("checkbox", { name: /Line 21: Flyers/ }).check();
  await dialog.getByRole("button", { name: "Add 20 lines" }).click();
  await expect(dialog).toBeHidden();
  await expect(lines(page)).toHaveCount(20);
  await saved(page);
  expect((await readQuote(page, id)).lines.every((line) => line.selected_total !== null)).toBe(true);

  await page.keyboard.press("ControlOrMeta+z");
  await expect(lines(page)).toHaveCount(0);
});

test("a customer's e-mail becomes lines, each field pointing at its words", async ({ openAs }) => {
  const page = await openAs("sales");
  await emptyQuote(page);
  await page.getByRole("button", { name: "Paste", exact: true }).click();
  await page.getByLabel("Text").fill(
    "Hi Dana,\n\nwe need 500 business cards on 14pt and 1,000 flyers 8.5x11 both sides by Dec 20.\n\nThanks,\nMaya, 555-123-4567",
  );
  await page.getByRole("button", { name: "Read it" }).click();
  const dialog = page.getByRole("dialog", { name: "Lines from what you pasted" });
  await expect(dialog.getByRole("status")).toHaveText("2 jobs found.");
  await expect(dialog.getByTitle("14 pt C2S cover")).toHaveText("14pt");
  await expect(dialog.getByTitle("8.5 x 11 in")).toHaveText("8.5x11");
  await dialog.getByText("Not read as a job").click();
  await expect(dialog.getByText("Hi Dana,")).toBeVisible();
  await dialog.getByRole("button", { name: "Add 2 lines" }).click();
  await expect(lines(page)).toHaveCount(2);
});

test("the line with its choices open has no barrier at any width, in the light and in the dark", async ({ openAs }) => {
  const page = await openAs("manager");
  await emptyQuote(page);
  await page.getByLabel("Add a line").fill("500 flyers gloss zzz 4/4 uv");
  await expect(page.getByText("“gloss”:").first()).toBeVisible();
  await inspect(page, "the line with its choices");
});
