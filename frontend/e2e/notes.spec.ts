import { call, makeQuote } from "./support/api";
import { glance, inspect } from "./support/inspect";
import { expect, test } from "./support/test";

/** What somebody waits for is told within so long. */
const SOON = 5_000;

test("a colleague named in a note hears of it within seconds, opens it, and calls the customer who stayed silent", async ({ openAs, openDoor }) => {
  const [rep, manager] = [await openAs("sales"), await openAs("manager")];
  const draft = await makeQuote(rep, "Fall menu kit");
  const quote = await call<typeof draft>(rep, "POST", `/api/quotes/${draft.id}/send`, {}, draft.version);
  const [link] = await call<{ address: string }[]>(rep, "GET", `/api/quotes/${quote.id}/links`);
  const customer = await openDoor();
  await customer.goto(new URL(link?.address ?? "").pathname);
  await expect(customer.getByRole("button", { name: "Accept quote" })).toBeVisible();

  await manager.goto("/notifications");
  const bell = manager.getByRole("button", { name: /^Notifications/ });
  const { unread: before } = await call<{ unread: number }>(manager, "GET", "/api/notifications/unread");

  await rep.goto(`/quotes/${quote.id}`);
  await expect(rep.getByText(/looked at just now/)).toBeVisible();
  const me = await call<{ user: { name: string } }>(manager, "GET", "/api/auth/session");
  const note = rep.getByRole("textbox", { name: "Note for colleagues" });
  await note.pressSequentially(`Shall we match it, @${me.user.name.slice(0, 3)}`);
  await expect(rep.getByRole("listbox", { name: "Colleagues" }).getByRole("option").first()).toHaveAttribute("aria-selected", "true");
  await rep.keyboard.press("Enter");
  await rep.keyboard.press("ControlOrMeta+Enter");
  await expect(rep.getByRole("listitem").filter({ hasText: "Wrote a note" })).toContainText(`@${me.user.name}`);
  // Other journeys may tell the manager of theirs meanwhile.
  const rung = async () => Number(/\d+/.exec((await bell.getAttribute("aria-label")) ?? "")?.[0] ?? 0);
  await expect.poll(rung, { timeout: SOON }).toBeGreaterThan(before);
  // What lies half under the top bar would be called too small.
  await rep.evaluate(() => scrollTo(0, 0));
  await inspect(rep, "a quote with notes");

  await bell.click();
  const newest = manager.getByRole("region", { name: "Newest notifications" }).getByRole("link", { name: /named you in a note/ }).first();
  await expect(newest).toContainText("Shall we match it");
  await glance(manager, "notifications");
  await newest.click();
  await expect(manager.getByRole("heading", { name: quote.number, level: 1 })).toBeVisible();
  await manager.getByRole("navigation", { name: "Kinds of activity" }).getByRole("link", { name: /^Customer/ }).click();
  await expect(manager.getByText("Looked at the quote")).toBeVisible();

  await manager.getByRole("button", { name: "I called" }).click();
  await manager.getByLabel("What was said").fill("She decides on Friday.");
  await manager.getByRole("button", { name: "Keep the call" }).click();
  await manager.getByRole("navigation", { name: "Kinds of activity" }).getByRole("link", { name: /^Notes/ }).click();
  await expect(manager.getByText("She decides on Friday.")).toBeVisible();

  await manager.goto("/follow-up?list=expiring");
  await expect(manager.getByRole("heading", { name: "Follow-up", level: 1 })).toBeVisible();
  await inspect(manager, "follow-up");
});
