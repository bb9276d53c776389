import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** Every width at which nothing may scroll sideways, and whether the page is searched for barriers there too. */
const WIDTHS = [
  [1440, true],
  [820, false],
  [375, true],
  [320, false],
] as const;

/** What a rule of colours says can differ between the light and the dark; every other rule looks at what the page is made of. */
const COLOURS = ["color-contrast", "link-in-text-block"];

/**
 * No violation at a desk's and a phone's width, in the light and in the dark, and nothing that makes the page scroll sideways. In the
 * dark the rules of colours are asked alone, unless the page is made of something else there: the others would say the same again.
 */
export async function inspect(page: Page, screen: string): Promise<void> {
  const size = page.viewportSize();
  // What fades in is at its end at once, so that no colour is measured half way.
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const [width, searched] of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth), { message: `${screen} at ${width}` }).toBeLessThanOrEqual(width);
    if (width < 768) expect.soft(await lowActions(page), `${screen} at ${width}: main actions lower than a thumb`).toEqual([]);
    if (!searched) continue;
    let seen = "";
    for (const theme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
      await settle(page);
      const made = await page.evaluate(() => document.body.outerHTML);
      expect.soft(await violations(page, made === seen ? COLOURS : TAGS), `${screen} at ${width}, ${theme}`).toEqual([]);
      seen = made;
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  if (size) await page.setViewportSize(size);
}

/** A look at a page that is another one's neighbour, at the width that it has: no violation, and nothing that scrolls sideways. */
export async function glance(page: Page, screen: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await settle(page);
  const { width, found } = { width: page.viewportSize()?.width ?? 0, found: await violations(page, TAGS) };
  expect.soft(found, screen).toEqual([]);
  expect.soft(await page.evaluate(() => document.documentElement.scrollWidth), `${screen} scrolls sideways`).toBeLessThanOrEqual(width);
}

/** Waits until every colour has arrived where it goes: a letter on its way from dark to light has no contrast for a moment. */
async function settle(page: Page): Promise<void> {
  // Within closed details the browser goes on naming transitions that have ended.
  const moving = () => page.evaluate(() => document.getAnimations().filter((one) => one instanceof CSSTransition && one.playState !== "finished").length);
  await expect.poll(moving, { message: "colours that still change" }).toBe(0);
}

/** Main actions, which are the ones in the accent's colour, that are less than 44 high. */
function lowActions(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const probe = document.createElement("span");
    probe.className = "bg-accent";
    document.body.append(probe);
    const accent = getComputedStyle(probe).backgroundColor;
    probe.remove();
    return [...document.querySelectorAll<HTMLElement>("button, a")]
      .filter((one) => getComputedStyle(one).backgroundColor === accent && one.offsetHeight > 0 && one.offsetHeight < 44)
      .map((one) => `${one.innerText || one.ariaLabel}: ${one.offsetHeight}`);
  });
}

/** What axe finds by rules, or by the rules of tags. */
async function violations(page: Page, asked: readonly string[]): Promise<string[]> {
  // The page is handed the program once: two fifths of a search were to read it again.
  const isThere = await page.evaluate(() => "axe" in window);
  const builder = new AxeBuilder({ page, ...(isThere ? { axeSource: "undefined" } : {}) });
  builder.options({ resultTypes: ["violations"] });
  const chosen = asked === COLOURS ? builder.withRules([...asked]) : builder.withTags([...asked]);
  // The frames of a page of ours are of its own origin, so that no second page is needed to sum them up.
  const found = await chosen.setLegacyMode(true).analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
}
