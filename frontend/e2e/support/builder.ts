import { expect, type Page } from "@playwright/test";

export async function openBuilder(page: Page, id: string): Promise<void> {
  await page.goto(`/quotes/${id}/edit`);
  await expect(page.locator("[data-save]")).toBeVisible();
}

/** Waits until the server holds everything that the screen shows. */
export async function saved(page: Page): Promise<void> {
  await expect(page.locator("[data-save]")).toHaveAttribute("data-save", "saved", { timeout: 15_000 });
}

export function openLine(page: Page, title: string): Promise<void> {
  return page.getByRole("button", { name: new RegExp(`^${title}`), expanded: false }).click();
}

/** "$1,234.50" as the API's "1234.50". */
export function amount(text: string): string {
  return text.replaceAll(/[$,\s]/g, "");
}
