import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

import { call, makeQuote } from "./support/api";
import { openBuilder, openLine } from "./support/builder";
import { expect, NOWHERE, test } from "./support/test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const THEMES = ["light", "dark"] as const;
const WIDTHS = [320, 375, 820, 1440];

async function chooseTheme(page: Page, theme: string): Promise<void> {
  await page.addInitScript((chosen) => localStorage.setItem("forge.theme", chosen), theme);
}

/** No violation at a phone's and a desk's width, and nothing that makes the page scroll sideways. */
async function inspect(page: Page, screen: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth), { message: `${screen} at ${width}` }).toBeLessThanOrEqual(width);
    if (width !== 375 && width !== 1440) continue;
    const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
    const found = violations.map(({ id, nodes }) => `${screen} at ${width}: ${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
    expect.soft(found).toEqual([]);
  }
}

for (const theme of THEMES) {
  test(`nothing keeps anybody out: the screens of quotes, ${theme}`, async ({ openAs }) => {
    test.slow();
    const page = await openAs("estimator");
    await chooseTheme(page, theme);
    const maker = await openAs("manager");
    const quote = await makeQuote(maker);
    const sent = await makeQuote(maker, "Sent already");
    await call(maker, "POST", `/api/quotes/${sent.id}/send`, { to: ["maya@harbor.example"], message: "" }, sent.version);

    await page.goto("/quotes");
    await expect(page.getByText(quote.number).first()).toBeVisible();
    await inspect(page, "quotes");
    await page.goto("/quotes?q=nothing-is-called-this");
    await expect(page.getByText("No quote fits")).toBeVisible();
    await inspect(page, "no quotes");
    await page.goto("/quotes/new");
    await expect(page.getByLabel("Customer")).toBeVisible();
    await inspect(page, "new quote");

    await openBuilder(page, quote.id);
    await openLine(page, "Business cards");
    await expect(page.getByRole("img", { name: /up on a sheet/ })).toBeVisible();
    await inspect(page, "builder");
    await page.getByRole("button", { name: "Explain price" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await inspect(page, "explain");
    await page.keyboard.press("Escape");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(page.getByRole("dialog")).toBeVisible();
    await inspect(page, "send");
    await page.keyboard.press("Escape");

    await page.goto(`/quotes/${sent.id}`);
    await expect(page.getByText(/the customer has the ball/)).toBeVisible();
    await inspect(page, "sent quote");
    await page.goto(`/quotes/${NOWHERE}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await inspect(page, "no such quote");
  });

  test(`nothing keeps anybody out: the door and the other rooms, ${theme}`, async ({ openAs, openDoor }) => {
    test.slow();
    const door = await openDoor();
    await chooseTheme(door, theme);
    await door.goto("/login");
    await expect(door.getByLabel("Email")).toBeVisible();
    await inspect(door, "login");

    const manager = await openAs("manager");
    await chooseTheme(manager, theme);
    for (const path of ["/customers", "/rate-book", "/rate-book/presses", "/rate-book/operations", "/rate-book/rates", "/audit", "/account"]) {
      await manager.goto(path);
      await expect(manager.getByRole("heading", { level: 1 })).toBeVisible();
      await manager.waitForLoadState("networkidle");
      await inspect(manager, path);
    }
    const admin = await openAs("admin");
    await chooseTheme(admin, theme);
    await admin.goto("/users");
    await expect(admin.getByRole("heading", { level: 1 })).toBeVisible();
    await admin.waitForLoadState("networkidle");
    await inspect(admin, "/users");
  });
}
