import { call, makeCustomer } from "./support/api";
import { inspect } from "./support/inspect";
import { expect, test } from "./support/test";

interface Made {
  readonly id: string;
  readonly number: string;
  readonly version: number;
}

test("a won quote stands in the reports, its figure leads to the list that holds it, and the dashboard is arranged by keys", async ({ openAs }) => {
  const page = await openAs("manager");
  const customer = await makeCustomer(page);
  const line = { id: crypto.randomUUID(), kind: "charge", title: "Design", unit_price: "250.00", quantities: [{ id: crypto.randomUUID(), quantity: 1, selected: true }] };
  const quote = await call<Made>(page, "POST", "/api/quotes", { customer_id: customer.id, title: "Season brochure", lines: [line] });
  const sent = await call<Made>(page, "POST", `/api/quotes/${quote.id}/send`, { to: ["maya@harbor.example"] }, quote.version);
  await call(page, "POST", `/api/quotes/${quote.id}/approve`, { name: "Maya Okafor", note: "By phone." }, sent.version);

  await page.goto("/reports/win-rate?by=customer");
  await expect(page.getByRole("figure")).toBeVisible();
  await inspect(page, "win rate, drawn");
  await page.getByRole("button", { name: "Show as table" }).click();
  await expect(page).toHaveURL(/view=table/);
  const row = page.getByRole("row", { name: new RegExp(`^${customer.name}`) });
  await expect(row.getByText("100.0%").first()).toBeVisible();
  await inspect(page, "win rate as a table");
  await row.getByRole("link", { name: "1", exact: true }).first().click();
  await expect(page.getByText(/Only one customer, ended from/)).toBeVisible();
  await expect(page.getByRole("row", { name: new RegExp(quote.number) })).toBeVisible();
  await expect(page.getByText("1–1 of 1")).toBeVisible();
  await page.goBack();
  await expect(row).toBeVisible();

  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await expect(page.getByRole("heading", { name: "Dashboard", level: 1 })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Pipeline" })).toBeVisible();
  await inspect(page, "dashboard");
  await page.getByRole("button", { name: "Customize" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Your dashboard" });
  const pipeline = dialog.getByRole("checkbox", { name: "Pipeline" });
  await expect(pipeline).toBeChecked();
  await page.keyboard.press("3");
  await page.keyboard.press("Space");
  await expect(pipeline).not.toBeChecked();
  await inspect(page, "dashboard, arranged");
  await dialog.getByRole("button", { name: "As my role begins" }).click();
  await expect(pipeline).toBeChecked();
});
