import { cards, makeQuote, readQuote } from "./support/api";
import { amount, openBuilder, openLine, saved } from "./support/builder";
import { glance } from "./support/inspect";
import { expect, test } from "./support/test";

test("the price moves beside each key, with nothing to press for it, and is the server's at the end", async ({ openAs }) => {
  const page = await openAs("manager");
  const quote = await makeQuote(page);
  await openBuilder(page, quote.id);
  await openLine(page, "Business cards");
  await page.getByLabel("Add quantities").fill("2500/5000");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("columnheader", { name: /5,000/ })).toBeVisible();
  const height = page.getByLabel("Height, in");
  const total = page.locator("[data-total]");
  for (const key of ["3", "4", "2"]) {
    const before = await total.innerText();
    await height.press("ControlOrMeta+a");
    await height.press(key);
    await expect(total).not.toHaveText(before);
  }
  await saved(page);
  await expect.poll(async () => amount(await total.innerText())).toBe((await readQuote(page, quote.id)).totals.total);
});

test("Escape closes what is on top first: the choices of a field, then the line", async ({ openAs }) => {
  const page = await openAs("manager");
  const quote = await makeQuote(page);
  await openBuilder(page, quote.id);
  await openLine(page, "Business cards");
  const stock = page.getByRole("combobox", { name: "Stock" });
  await stock.focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("listbox")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("listbox")).toBeHidden();
  await expect(stock).toBeVisible();
  await page.getByRole("button", { name: "More for Business cards" }).press("Enter");
  await expect(page.getByRole("menu")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toBeHidden();
  await expect(stock).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(stock).toBeHidden();
  await expect(page.getByRole("button", { name: /^Business cards/, expanded: false })).toBeFocused();
});

test("a typed price is locked until a person lets it go", async ({ openAs }) => {
  const page = await openAs("manager");
  const quote = await makeQuote(page);
  await openBuilder(page, quote.id);
  await openLine(page, "Business cards");
  await page.getByLabel("Price of 500").fill("99");
  await page.getByLabel("Reason").fill("Repeat client");
  await page.getByLabel("Height, in").fill("2 1/2");
  await expect(page.getByText(/^Engine says \$/)).toBeVisible();
  await expect(page.getByLabel("Price of 500, typed")).toHaveValue("$99.00");
  await expect(page.getByText("Typed: 500 at $99.00")).toBeVisible();
  await page.getByRole("button", { name: "Use engine price for 500" }).click();
  await expect(page.getByLabel("Price of 500", { exact: true })).not.toHaveValue("$99.00");
});

test("a price is aimed at by its margin, by a slider and a number, and by the piece", async ({ openAs }) => {
  const page = await openAs("manager");
  const quote = await makeQuote(page);
  await openBuilder(page, quote.id);
  await openLine(page, "Business cards");
  const margin = page.getByLabel("Margin, %");
  await expect(margin).not.toHaveValue("");
  const before = await page.getByLabel("Price of 500").inputValue();

  await page.getByRole("button", { name: /^Business cards/ }).first().focus();
  await page.keyboard.press("m");
  await expect(margin).toBeFocused();
  await page.keyboard.type("55");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^Typed: 500 at \$/)).toBeVisible();
  await expect(page.getByLabel("Price of 500, typed")).not.toHaveValue(before);
  await expect(page.getByRole("region", { name: "Margin of 500" })).toContainText("55.0%");

  const slider = page.getByRole("slider", { name: "Margin" });
  await slider.focus();
  await slider.press("ArrowRight");
  await expect(page.getByRole("region", { name: "Margin of 500" })).toContainText(/55\.[4-6]%/);

  await page.getByLabel("Each, $").fill("0.25");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Typed: 500 at $0.2500 each")).toBeVisible();
  await saved(page);
  expect((await readQuote(page, quote.id)).lines[0]?.selected_total).toBe("125.00");
  await page.getByRole("button", { name: "Use engine price for 500" }).click();
  await expect(page.getByLabel("Price of 500", { exact: true })).toHaveValue(before);
});

test("a section says what its lines come to", async ({ openAs }) => {
  const page = await openAs("manager");
  const quote = await makeQuote(page, "Two sections", [cards("Cards"), { ...cards("More cards"), section: "Second run" }]);
  await openBuilder(page, quote.id);
  const heading = page.getByLabel("Section heading");
  await expect(heading).toHaveValue("Second run");
  const { lines } = await readQuote(page, quote.id);
  await expect(page.getByText(/^Subtotal: /).locator("..")).toHaveText(new RegExp(`${lines[1]?.selected_total?.split(".")[1]}$`));
});

test("a line is offered in place of another, is kept as a template and comes into a quote from there", async ({ openAs }) => {
  const page = await openAs("manager");
  const quote = await makeQuote(page, "Two papers", [cards("Matte cards"), cards("Linen cards")]);
  await openBuilder(page, quote.id);
  const total = page.locator("[data-total]");
  const both = await total.innerText();
  await page.getByRole("button", { name: "More for Linen cards" }).click();
  await page.getByRole("menuitem", { name: "Make an alternate of the line above" }).click();
  await expect(page.getByText("Instead of 1")).toBeVisible();
  await expect(total).not.toHaveText(both);
  await saved(page);
  const one = (await readQuote(page, quote.id)).totals.total;
  expect(amount(await total.innerText())).toBe(one);

  const name = `Linen ${crypto.randomUUID().slice(0, 8)}`;
  await page.getByRole("button", { name: "More for Linen cards" }).click();
  await page.getByRole("menuitem", { name: "Save as template…" }).click();
  await page.getByLabel("Name").fill(name);
  await page.keyboard.press("Enter");
  await expect(page.getByText(`“${name}” is kept as a template.`)).toBeVisible();
  await page.getByRole("button", { name: "Template", exact: true }).click();
  await page.getByLabel("Find a template").fill(name);
  await expect(page.getByRole("listitem").filter({ hasText: name })).toBeVisible();
  await glance(page, "templates");
  await page.getByRole("dialog").getByRole("button", { name: new RegExp(`^${name}`) }).click();
  await expect(page.getByRole("button", { name: "More for Linen cards" })).toHaveCount(2);
  await saved(page);
  const lines = (await readQuote(page, quote.id)).lines;
  expect(lines.map((line) => [line.title, line.selected_total === null])).toEqual([["Matte cards", false], ["Linen cards", false], ["Linen cards", false]]);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(page.getByRole("button", { name: "More for Linen cards" })).toHaveCount(1);
});
