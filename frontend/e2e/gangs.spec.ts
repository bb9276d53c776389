import { cards, makeQuote } from "./support/api";
import { openBuilder, openLine } from "./support/builder";
import { inspect } from "./support/inspect";
import { expect, test } from "./support/test";

test("lines that are cheaper on one sheet are proposed, and their sheet is drawn with what each bears", async ({ openAs }) => {
  const page = await openAs("manager");
  const other = cards("Cards, Ruiz");
  const quote = await makeQuote(page, "Three people", [cards("Cards, Okafor"), other, { ...cards("Cards, Lund"), spec: { ...other.spec, colours_back: 1 } }]);
  await openBuilder(page, quote.id);
  const proposals = page.getByRole("region", { name: "Lines that could run together" });
  await expect(proposals.getByText(/^Lines 1 and 2 share .*4\/4\. Run together, they save \$[\d.]+ in cost\.$/)).toBeVisible();
  await proposals.getByRole("button", { name: "Show the sheet" }).click();
  const dialog = page.getByRole("dialog", { name: "Lines 1 and 2 on one sheet" });
  const drawing = dialog.getByRole("img", { name: /up on a sheet of .* of line 1, Cards, Okafor; .* of line 2, Cards, Ruiz/ });
  await expect(drawing).toBeVisible();
  const ups = [/^1\. Cards, Okafor/, /^2\. Cards, Ruiz/].map((name) => dialog.getByRole("region", { name: "Shares of the lines" }).getByRole("row", { name }).getByRole("cell").nth(1).innerText());
  const [first, second] = (await Promise.all(ups)).map(Number);
  await expect(drawing).toHaveAttribute("data-cells", String((first ?? 0) + (second ?? 0)));
  await expect(dialog.getByText("3. Cards, Lund:")).toBeVisible();
  await inspect(page, "a gang's sheet");
  await page.keyboard.press("Escape");
  await expect(proposals.getByRole("button", { name: "Show the sheet" })).toBeFocused();
  await openLine(page, "Cards, Ruiz");
  await expect(page.getByRole("list", { name: "Key to the drawing" }).getByRole("listitem")).toContainText(["Trim", "Bleed", "Cut marks"]);
});
