// node scripts/typing.mjs: types sizes into an open line of a quote, and prints as JSON how many milliseconds lay
// between each key and the frame that showed its price, and beside it how long a bare answer and a frame take.
// `make bench` calls it with BENCH_URL, BENCH_QUOTE, BENCH_COOKIES and CHROMIUM.
import { chromium } from "@playwright/test";

const KEYS = 60;
const { BENCH_URL: url, BENCH_QUOTE: quote, BENCH_COOKIES: cookies, CHROMIUM: executablePath } = process.env;

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  const context = await browser.newContext({ viewport: { width: 1440, height: 960 } });
  const split = (pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)];
  await context.addCookies(cookies.split("; ").map(split).map(([name, value]) => ({ name, value, url })));
  const page = await context.newPage();
  await page.goto(`${url}/quotes/${quote}/edit`);
  await page.getByRole("button", { name: /^Business cards/, expanded: false }).click();
  console.log(JSON.stringify(await typeSizes(page)));
} finally {
  await browser.close();
}

/** Keys that each make another size with another price: eight, five or four pieces fit along the sheet. */
async function typeSizes(page) {
  const height = page.getByLabel("Height, in");
  const total = page.locator("[data-total]");
  await total.waitFor();
  await page.evaluate(noteFrames);
  const bare = [];
  for (let round = 0; round < KEYS; round += 1) {
    await height.press("ControlOrMeta+a");
    await page.evaluate(() => (globalThis.painted = Promise.withResolvers()));
    await height.press(["3", "4", "2"][round % 3]);
    await page.evaluate(() => globalThis.painted.promise);
    bare.push(await page.evaluate(bareAnswer));
  }
  return { keys: await page.evaluate(() => globalThis.paintTimes), bare };
}

/** Runs in the page: from the last key to the frame that shows another total. */
function noteFrames() {
  globalThis.paintTimes = [];
  let pressed = 0;
  addEventListener("keydown", (event) => (pressed = event.timeStamp), true);
  const seen = () => {
    const from = pressed;
    if (from === 0) return;
    pressed = 0;
    requestAnimationFrame(() =>
      setTimeout(() => {
        globalThis.paintTimes.push(performance.now() - from);
        globalThis.painted.resolve();
      }),
    );
  };
  new MutationObserver(seen).observe(document.querySelector("[data-total]"), { childList: true, characterData: true, subtree: true });
}

async function bareAnswer() {
  const from = performance.now();
  await (await fetch("/healthz")).text();
  await new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
  });
  return performance.now() - from;
}
