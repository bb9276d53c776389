import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { expect, test } from "vitest";
import { renderRoutes } from "@/testing/render";
import { problem, server, url } from "@/testing/server";
import { Bell } from "./Bell";
import { ChoicesCard } from "./ChoicesCard";
import type { Choice, Notification } from "./queries";

function told(id: string, text: string): Notification {
  return { id, kind: "accepted", quote_id: "q1", number: "10482Q", actor_name: "Maya Okafor", text, said: "", told_at: "2026-11-20T15:30:00Z", read_at: null };
}

/** A person with these unread; what is marked read is so. */
function keep(items: Notification[]) {
  server.use(
    http.get(url("/api/notifications/unread"), () => HttpResponse.json({ unread: items.filter((one) => one.read_at === null).length })),
    http.get(url("/api/notifications"), () => HttpResponse.json({ total: items.length, page: 1, per_page: 8, items, unread: items.filter((one) => one.read_at === null).length })),
    http.post<never, { ids: string[] | null }>(url("/api/notifications/read"), async ({ request }) => {
      const { ids } = await request.json();
      items.splice(0, items.length, ...items.map((one) => (ids === null || ids.includes(one.id) ? { ...one, read_at: "2026-11-20T16:00:00Z" } : one)));
      return new HttpResponse(null, { status: 204 });
    }),
  );
}

function show() {
  return renderRoutes([{ path: "/", element: <><Bell /><button type="button">Beside</button></> }, { path: "/quotes/q1", element: <Bell /> }], "/");
}

test("the bell says how many are unread; following one reads it and opens its quote", async () => {
  const user = userEvent.setup();
  keep([told("n1", "Maya Okafor accepted it at $43.30"), told("n2", "Maya Okafor declined it")]);
  const { router } = show();
  await user.click(await screen.findByRole("button", { name: "Notifications: 2 unread" }));
  const panel = within(await screen.findByRole("region", { name: "Newest notifications" }));
  await user.click(await panel.findByRole("link", { name: /accepted it at/ }));
  expect(router.state.location.pathname).toBe("/quotes/q1");
  expect(screen.queryByRole("region", { name: "Newest notifications" })).toBeNull();
  expect(await screen.findByRole("button", { name: "Notifications: 1 unread" })).toBeTruthy();
});

test("all are read at once; Escape closes the panel and gives the focus back, a press beside it closes it too", async () => {
  const user = userEvent.setup();
  keep([told("n1", "Maya Okafor accepted it at $43.30")]);
  show();
  await user.click(await screen.findByRole("button", { name: "Notifications: 1 unread" }));
  await user.click(await screen.findByRole("button", { name: "Mark all read" }));
  const bell = await screen.findByRole("button", { name: "Notifications" });
  expect(screen.queryByRole("button", { name: "Mark all read" })).toBeNull();
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("region", { name: "Newest notifications" })).toBeNull();
  expect(document.activeElement).toBe(bell);
  await user.click(bell);
  await screen.findByRole("region", { name: "Newest notifications" });
  await user.click(screen.getByRole("button", { name: "Beside" }));
  expect(screen.queryByRole("region", { name: "Newest notifications" })).toBeNull();
});

test("a choice is kept at once, and goes back when the server does not take it", async () => {
  const user = userEvent.setup();
  const kept: Choice = { kind: "viewed", in_app: true, by_mail: false, usual: true };
  let works = true;
  server.use(
    http.get(url("/api/notifications/choices"), () => HttpResponse.json([kept])),
    http.put<never, { choices: Choice[] }>(url("/api/notifications/choices"), async ({ request }) => {
      if (!works) return problem(503, "busy", "Try again in a moment.");
      Object.assign(kept, (await request.json()).choices[0], { usual: false });
      return HttpResponse.json([kept]);
    }),
  );
  renderRoutes([{ path: "/", element: <ChoicesCard /> }], "/");
  const byMail = await screen.findByRole("checkbox", { name: "A customer opens my quote for the first time: by mail" });
  await user.click(byMail);
  expect(byMail).toHaveProperty("checked", true);
  await expect.poll(() => kept.by_mail).toBe(true);
  works = false;
  await user.click(byMail);
  expect(await screen.findByText("Try again in a moment.")).toBeTruthy();
  await expect.poll(() => (byMail as HTMLInputElement).checked).toBe(true);
});
