import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import { call, makeQuote, readQuote } from "./support/api";
import { openBuilder } from "./support/builder";
import { pdfText } from "./support/pdf";
import { expect, test } from "./support/test";

test("a quote is sent with an edit still unsaved, its PDF says what the screen said, and the mail carries it", async ({ openAs }) => {
  const page = await openAs("manager");
  const quote = await makeQuote(page);
  await openBuilder(page, quote.id);
  await page.getByLabel("To the customer").fill("Paper is in stock; proofs within a day.");
  await page.keyboard.press("ControlOrMeta+Enter");
  const dialog = page.getByRole("dialog", { name: new RegExp(`^Send ${quote.number}`) });
  await expect(dialog.getByText("Every line is priced and the totals are current.")).toBeVisible();
  const to = (await dialog.getByRole("list", { name: "To: chosen" }).innerText()).trim();
  expect(to).toMatch(/^maya\.\w+@harbor\.example$/);
  await page.keyboard.press("ControlOrMeta+Enter");

  await expect(page).toHaveURL(new RegExp(`/quotes/${quote.id}$`));
  await expect(page.getByText(/the customer has the ball/)).toBeVisible();
  const sent = await readQuote(page, quote.id);
  const response = await page.request.get(`/api/quotes/${quote.id}/document.pdf`);
  const text = pdfText(await response.body());
  for (const words of [quote.number, "Fall menu kit", "Business cards", "Paper is in stock", "Maya Okafor", sent.totals.total ?? "no total"]) {
    expect(text).toContain(words);
  }
  expect(text).not.toMatch(/\b(cost|margin|mark-?up)\b/i);
  expect(text).not.toContain("DRAFT");

  await page.getByRole("button", { name: "PDF", exact: true }).click();
  const shown = page.getByRole("img", { name: new RegExp(`^${quote.number}, page 1 of`) });
  await expect(shown).toBeVisible();
  expect(await shown.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0))).toBeGreaterThan(800);
  await page.keyboard.press("Escape");

  const folder = process.env["FORGE_E2E_MAIL_DIR"];
  expect(folder, "FORGE_E2E_MAIL_DIR names the folder of outgoing mail").toBeTruthy();
  await expect.poll(() => mailsTo(folder ?? "", to).map((mail) => mail.includes("application/pdf")), { timeout: 30_000 }).toEqual([true]);

  await page.goto(`/quotes/${quote.id}/edit`);
  await expect(page).toHaveURL(new RegExp(`/quotes/${quote.id}$`));
});

test("a sending is taken back from the toast, and the quote is the draft that it was", async ({ openAs }) => {
  const page = await openAs("manager");
  const quote = await makeQuote(page);
  await openBuilder(page, quote.id);
  await page.keyboard.press("ControlOrMeta+Enter");
  const dialog = page.getByRole("dialog", { name: new RegExp(`^Send ${quote.number}`) });
  await expect(dialog.getByRole("region", { name: "The mail", exact: true })).toContainText("Maya Okafor");
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(page).toHaveURL(new RegExp(`/quotes/${quote.id}/edit$`));
  await expect(page.getByRole("button", { name: "Send quote" })).toBeVisible();
});

/** The folder is made with the first mail, and a mail may be half written when it is looked at. */
function mailsTo(folder: string, address: string): string[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
  return files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file, "utf8")).filter((mail) => mail.includes(address));
}

test("what stands in the way of sending is listed at once, each with its fix", async ({ openAs }) => {
  const page = await openAs("manager");
  const quote = await call<{ id: string; number: string }>(page, "POST", "/api/quotes", { prospect_name: "Walk-in", title: "Posters" });
  await openBuilder(page, quote.id);
  await page.getByRole("button", { name: "Charge", exact: true }).click();
  await page.getByRole("button", { name: "Send quote" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(/Nobody to send it to/)).toBeVisible();
  await expect(dialog.getByText(/Charge: |Charge has no price/)).toBeVisible();
  await expect(dialog.getByRole("button", { name: /^Send/ })).toBeDisabled();
  await dialog.getByRole("button", { name: "Fix" }).first().click();
  await expect(dialog).toBeHidden();
  await expect(page.getByLabel("Line title")).toBeFocused();
});

test("a sent quote is accepted with evidence; a draft is deleted and restored", async ({ openAs }) => {
  const page = await openAs("manager");
  const quote = await makeQuote(page, "Referral pads");
  await call(page, "POST", `/api/quotes/${quote.id}/send`, { to: ["maya@harbor.example"], message: "" }, quote.version);
  await page.goto(`/quotes/${quote.id}`);
  await page.getByRole("button", { name: "Customer accepted" }).click();
  await page.getByLabel("Evidence", { exact: true }).fill("Mail of Friday, PO 77");
  await page.getByRole("button", { name: "Record acceptance" }).click();
  await expect(page.getByText(/^Accepted by Maya Okafor/)).toBeVisible();

  const draft = await makeQuote(page, "Made by mistake");
  await page.goto(`/quotes/${draft.id}`);
  await page.getByRole("button", { name: "More for this quote" }).click();
  await page.getByRole("menuitem", { name: /Delete draft/ }).click();
  await page.getByRole("button", { name: "Delete draft" }).click();
  await expect(page.getByRole("button", { name: "Restore" })).toBeVisible();
  await page.goto(`/quotes?tab=deleted&q=${draft.number}`);
  await page.getByRole("button", { name: `Restore ${draft.number}` }).click();
  await expect(page.getByText(`${draft.number} is back among the drafts.`)).toBeVisible();
});
