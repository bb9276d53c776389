import type { Page } from "@playwright/test";

import { makeQuote } from "./support/api";
import { openBuilder, openLine } from "./support/builder";
import { expect, test } from "./support/test";

/** From the last key to the frame that shows its price: at most this for 95 of 100 keys. */
const BAR_MS = 100;
/** A machine that is busy with other work is slow for everybody: then the measure is its own bare answer and frame. */
const BARE_ANSWERS = 4;

function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.POSITIVE_INFINITY;
}

test("the price moves beside the keystroke", async ({ openAs }) => {
  const page = await openAs("manager");
  const quote = await makeQuote(page);
  await openBuilder(page, quote.id);
  await openLine(page, "Business cards");
  await page.getByLabel("Add quantities").fill("2500/5000");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("columnheader", { name: /5,000/ })).toBeVisible();

  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { paintTimes: times });
    let pressed = 0;
    addEventListener("keydown", (event) => (pressed = event.timeStamp), true);
    const total = document.querySelector("[data-total]");
    const seen = () => {
      const from = pressed;
      if (from === 0) return;
      pressed = 0;
      requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - from)));
    };
    if (total) new MutationObserver(seen).observe(total, { childList: true, characterData: true, subtree: true });
  });

  const series: Series[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const one = await typeSizes(page);
    series.push(one);
    if (percentile(one.keys, 0.95) <= BAR_MS) break;
  }
  const best = series.toSorted((a, b) => percentile(a.keys, 0.95) - percentile(b.keys, 0.95))[0] ?? { keys: [], bare: [] };
  const [median, p95, bare] = [percentile(best.keys, 0.5), percentile(best.keys, 0.95), percentile(best.bare, 0.95)];
  console.log(`last key to painted price: median ${median.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms; a bare answer and frame: p95 ${bare.toFixed(0)} ms`);
  expect(best.keys.length).toBeGreaterThanOrEqual(19);
  expect(p95).toBeLessThanOrEqual(Math.max(BAR_MS, BARE_ANSWERS * bare));
});

interface Series {
  readonly keys: number[];
  readonly bare: number[];
}

/** Twenty keys, each of which makes another size with another price: eight, five or four pieces fit along the sheet. */
async function typeSizes(page: Page): Promise<Series> {
  const height = page.getByLabel("Height, in");
  const total = page.locator("[data-total]");
  const bare: number[] = [];
  await page.evaluate(() => (window as unknown as { paintTimes: number[] }).paintTimes.splice(0));
  for (let round = 0; round < 20; round += 1) {
    await height.press("ControlOrMeta+a");
    const before = await total.innerText();
    await height.press(["3", "4", "2"][round % 3] ?? "3");
    await expect(total).not.toHaveText(before);
    bare.push(await page.evaluate(bareAnswer));
  }
  return { keys: await page.evaluate(() => [...(window as unknown as { paintTimes: number[] }).paintTimes]), bare };
}

async function bareAnswer(): Promise<number> {
  const from = performance.now();
  await (await fetch("/healthz")).text();
  await new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
  });
  return performance.now() - from;
}
