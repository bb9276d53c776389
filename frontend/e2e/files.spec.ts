import { makeQuote } from "./support/api";
import { openBuilder } from "./support/builder";
import { glance } from "./support/inspect";
import { expect, test } from "./support/test";

/** One page of 3.5 x 2 in, with nothing around it. */
const CARD = [
  "%PDF-1.4",
  "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
  "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
  "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 252 144]>>endobj",
  "trailer<</Root 1 0 R>>",
  "%%EOF",
].join("\n");

test("artwork is dropped on a line, looked into, held beside it, shown, and deleted with a way back", async ({ openAs }) => {
  // The file that is two things at once is refused by the server, which Chromium reports.
  const page = await openAs("manager", /status of 415/);
  const quote = await makeQuote(page);
  await openBuilder(page, quote.id);
  await page.getByRole("button", { name: "More for Business cards" }).press("Enter");
  await page.getByRole("menuitem", { name: "Artwork…" }).press("Enter");
  const drawer = page.getByRole("dialog", { name: "Artwork" });
  await expect(drawer.getByText("No files yet")).toBeVisible();
  await drawer.locator("input[type=file]").setInputFiles([
    { name: "front.pdf", mimeType: "application/pdf", buffer: Buffer.from(CARD) },
    { name: "trick.pdf", mimeType: "application/pdf", buffer: Buffer.from(`${CARD}\nrm -rf /`) },
  ]);
  await expect(drawer.getByText("Something stands behind the end of this PDF. Save it again.")).toBeVisible();
  await drawer.getByRole("button", { name: "Forget trick.pdf" }).press("Enter");
  await expect(drawer.getByText(/^The file is 3\.5 x 2 in without bleed: the line says 1\/8 in bleed\.$/)).toBeVisible();
  await page.setViewportSize({ width: 375, height: 900 });
  await glance(page, "the artwork of a line on a phone");
  await page.setViewportSize({ width: 1440, height: 960 });

  await drawer.getByRole("button", { name: "Look at front.pdf" }).press("Enter");
  const viewer = page.getByRole("dialog", { name: "front.pdf" });
  await expect(viewer.getByRole("img", { name: "front.pdf, page 1 of 1" })).toBeVisible();
  await glance(page, "a file's pages");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");

  await page.goto(`/quotes/${quote.id}`);
  const card = page.getByRole("region", { name: "Files" });
  await expect(card.getByRole("listitem").getByText("Line 1: Business cards")).toBeVisible();
  await glance(page, "a quote with files");
  await card.getByRole("button", { name: "Actions for front.pdf" }).press("Enter");
  await page.getByRole("menuitem", { name: "Delete" }).press("Enter");
  await expect(card.getByText("No files yet")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(card.getByRole("link", { name: "front.pdf" })).toBeVisible();
});
