import { call, cards, makeQuote, readQuote } from "./support/api";
import { openBuilder } from "./support/builder";
import { inspect } from "./support/inspect";
import { expect, test } from "./support/test";

/** Work beyond what anybody but a manager agrees to alone. */
const LARGE = { id: crypto.randomUUID(), kind: "charge", title: "Fulfilment", unit_price: "14000.00", quantities: [{ id: crypto.randomUUID(), quantity: 1, selected: true }] };

test("a rep asks instead of sending, a manager decides by key with all of it on one row, and the rep sends", async ({ openAs }) => {
  const rep = await openAs("sales");
  const quote = await makeQuote(rep, "Fall menu kit", [LARGE]);
  await openBuilder(rep, quote.id);
  await rep.keyboard.press("ControlOrMeta+Enter");
  const dialog = rep.getByRole("dialog", { name: new RegExp(`^Send ${quote.number}`) });
  await expect(dialog.getByText("It comes to $14,000.00, and your own limit is $5,000.00.")).toBeVisible();
  await expect(dialog.getByText(/Goes to maya/)).toBeVisible();
  await expect(dialog.getByRole("button", { name: /Request approval/ })).toBeEnabled();
  await dialog.getByLabel("What your colleague should know").fill("Match the competitor.");
  await rep.keyboard.press("ControlOrMeta+Enter");
  await expect(rep.getByText(/asked for an approval/)).toBeVisible();

  const manager = await openAs("manager");
  await manager.goto("/approvals");
  const row = manager.locator("li[data-row]").filter({ hasText: quote.number });
  for (const words of ["$14,000.00", "Match the competitor.", /own limit is/]) await expect(row.getByText(words).first()).toBeVisible();
  await inspect(manager, "approvals");
  await row.getByRole("link", { name: quote.number }).focus();
  await manager.keyboard.press("a");
  await expect(manager.getByText(new RegExp(`${quote.number} is approved`))).toBeVisible();
  await expect(row).toBeHidden();

  await rep.reload();
  await expect(rep.getByText(/^Approved by/)).toBeVisible();
  await rep.getByRole("button", { name: "Send", exact: true }).click();
  await rep.getByRole("dialog").getByRole("button", { name: /^Send Ctrl/ }).click();
  await expect(rep.getByText(/the customer has the ball/)).toBeVisible();
});

test("what was sent is revised under its number, compared by line and field, and the old one opens as it was", async ({ openAs }) => {
  const page = await openAs("manager");
  const quote = await makeQuote(page);
  await call(page, "POST", `/api/quotes/${quote.id}/send`, {}, quote.version);
  await page.goto(`/quotes/${quote.id}`);
  await page.getByRole("button", { name: "More for this quote" }).click();
  await page.getByRole("menuitem", { name: "Revise…" }).click();
  await page.getByLabel("Why").fill("They want a thousand.");
  await page.keyboard.press("Tab");
  await page.getByRole("button", { name: "Make revision 2" }).click();
  await expect(page.getByRole("heading", { name: `${quote.number}-R2`, level: 1 })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/quotes/${quote.id}/edit$`));

  const draft = await readQuote(page, quote.id);
  const line = { ...cards(), id: draft.lines[0]?.id, quantities: [{ id: crypto.randomUUID(), quantity: 1000, selected: true }] };
  await call(page, "PATCH", `/api/quotes/${quote.id}`, { changes: [{ op: "put_line", line }] }, draft.version);
  await page.goto(`/quotes/${quote.id}`);
  await page.getByRole("button", { name: "Compare…" }).click();
  const dialog = page.getByRole("dialog", { name: "Revisions compared" });
  await expect(dialog.getByText("Changed")).toBeVisible();
  await expect(dialog.getByRole("listitem").filter({ hasText: "Quantity:" })).toContainText("500 → 1,000");
  await inspect(page, "revisions compared");
  await page.keyboard.press("Escape");

  await page.getByRole("link", { name: new RegExp(`^${quote.number} Sent Superseded`) }).click();
  await expect(page.getByText(/A newer revision stands in place of this one/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Revise" })).toBeHidden();
  await page.getByRole("link", { name: "Open the current revision" }).click();
  await expect(page.getByRole("heading", { name: `${quote.number}-R2`, level: 1 })).toBeVisible();
});
