import { openBuilder, openLine, saved } from "./support/builder";
import { call, makeQuote, readQuote } from "./support/api";
import { loginOf } from "./support/logins";
import { expect, signIn, test } from "./support/test";

test("two people edit one quote: what does not collide merges, what does is asked, nothing is lost", async ({ openAs }) => {
  const [mine, theirs] = [await openAs("estimator"), await openAs("manager")];
  const quote = await makeQuote(theirs);
  await openBuilder(mine, quote.id);
  await openBuilder(theirs, quote.id);

  await theirs.getByLabel("PO number").fill("PO 7");
  await openLine(theirs, "Business cards");
  await theirs.getByLabel("Width, in").fill("3");
  await theirs.keyboard.press("Tab");
  await saved(theirs);

  // Only mine: the job's name. Both: the width. The save that tells me comes after both edits.
  await mine.route("**/api/quotes/*", (route) => (route.request().method() === "PATCH" ? route.abort() : route.continue()));
  await mine.getByLabel("Job", { exact: true }).fill("Winter menu kit");
  await openLine(mine, "Business cards");
  await mine.getByLabel("Width, in").fill("3 1/4");
  await mine.keyboard.press("Tab");
  await mine.unroute("**/api/quotes/*");
  await mine.keyboard.press("ControlOrMeta+s");

  const dialog = mine.getByRole("dialog", { name: /changed this quote too/ });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole("group", { name: "Line 1 Business cards: Width" })).toBeVisible();
  expect((await readQuote(theirs, quote.id)).lines[0]?.spec?.trim_width).toMatch(/^3(\.0+)?$/);
  await mine.keyboard.press("Escape");
  await expect(dialog).toBeVisible();

  await dialog.getByRole("radio", { name: /Yours/ }).check();
  await dialog.getByRole("button", { name: "Save as chosen" }).click();
  await expect(dialog).toBeHidden();
  await saved(mine);

  const kept = await readQuote(mine, quote.id);
  expect(kept).toMatchObject({ title: "Winter menu kit", po_number: "PO 7" });
  expect(kept.lines[0]?.spec?.trim_width).toMatch(/^3\.250*$/);
  await expect(mine.getByLabel("PO number")).toHaveValue("PO 7");

  // The other tab hears of it at its next edit, and keeps both.
  await theirs.getByLabel("PO number").fill("PO 8");
  await theirs.keyboard.press("Tab");
  await expect(theirs.getByLabel("Job", { exact: true })).toHaveValue("Winter menu kit");
  await saved(theirs);
  expect(await readQuote(mine, quote.id)).toMatchObject({ title: "Winter menu kit", po_number: "PO 8" });
});

test("work survives a lost connection and a reload", async ({ openAs }) => {
  const page = await openAs("estimator");
  const quote = await makeQuote(await openAs("manager"));
  await openBuilder(page, quote.id);
  await page.route("**/api/quotes/**", (route) => (route.request().method() === "GET" ? route.continue() : route.abort()));
  await page.getByLabel("Job", { exact: true }).fill("Typed without a network");
  await page.keyboard.press("Tab");
  await expect(page.locator("[data-save=offline]")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Job", { exact: true })).toHaveValue("Typed without a network");
  await page.unroute("**/api/quotes/**");
  await page.getByRole("button", { name: "Try now" }).click();
  await saved(page);
  expect((await readQuote(page, quote.id)).title).toBe("Typed without a network");
});

test("an ended session asks for the password over the work, and the edit is saved", async ({ openDoor, openAs }) => {
  const quote = await makeQuote(await openAs("manager"));
  const page = await openDoor();

  await signIn(page, "estimator");
  await openBuilder(page, quote.id);
  await page.context().clearCookies();
  await page.getByLabel("Job", { exact: true }).fill("Typed after the session had ended");
  await page.keyboard.press("Tab");
  const dialog = page.getByRole("dialog", { name: "Your session has ended" });
  await expect(dialog).toBeVisible();
  await dialog.getByLabel("Password", { exact: true }).fill(loginOf("estimator").password);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await saved(page);
  await expect(page.getByLabel("Job", { exact: true })).toHaveValue("Typed after the session had ended");
  expect((await readQuote(page, quote.id)).title).toBe("Typed after the session had ended");
});

test("undo takes back steps that are saved, a deleted line included", async ({ openAs }) => {
  const page = await openAs("estimator");
  const quote = await makeQuote(await openAs("manager"));
  await openBuilder(page, quote.id);
  await page.getByRole("button", { name: /^Business cards/, expanded: false }).focus();
  await page.keyboard.press("Delete");
  await expect(page.getByText("What is to be printed?")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+s");
  await expect.poll(async () => (await readQuote(page, quote.id)).lines.length).toBe(0);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(page.getByRole("region", { name: "Line 1: Business cards" })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+s");
  await expect.poll(async () => (await readQuote(page, quote.id)).lines[0]?.id).toBe(quote.lines[0]?.id);
});

test("a quote that somebody sent meanwhile says so, and leads to what was sent", async ({ openAs }) => {
  const [page, other] = [await openAs("estimator"), await openAs("manager")];
  const quote = await makeQuote(other);
  await openBuilder(page, quote.id);
  await call(other, "POST", `/api/quotes/${quote.id}/send`, { to: ["maya@harbor.example"], message: "" }, quote.version);
  await page.getByLabel("Job", { exact: true }).fill("Too late");
  await page.keyboard.press("Tab");
  await expect(page.locator("[data-save=failed]")).toContainText("Could not save");
  await page.getByRole("link", { name: "See it as it is now" }).click();
  await expect(page.getByText(/the customer has the ball/)).toBeVisible();
  expect((await readQuote(page, quote.id)).title).toBe("Fall menu kit");
});
