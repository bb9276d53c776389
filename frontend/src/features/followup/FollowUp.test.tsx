import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { expect, test } from "vitest";
import { renderRoutes } from "@/testing/render";
import { problem, server, url } from "@/testing/server";
import { FollowUpCard } from "./FollowUpCard";
import type { FollowUp, Plan } from "./queries";

const AT = "/api/quotes/q1";

function kept(more: Partial<FollowUp> = {}): FollowUp {
  return {
    plan: { active: true, days_after: [3, 7], days_before: [2], version: 0 }, own: false, why_not: null,
    next: { step: "after:3", due_on: "2026-11-23", outcome: null, done_at: null, done_by: null }, reminders: [], chased_at: null, ...more,
  };
}

function show(state: { now: FollowUp }) {
  server.use(http.get(url(`${AT}/follow-up`), () => HttpResponse.json(state.now)));
  renderRoutes([{ path: "/", element: <FollowUpCard quote={{ id: "q1", number: "10482Q" }} /> }], "/");
}

test("it says what leaves next, and lets that one not leave", async () => {
  const user = userEvent.setup();
  const state = { now: kept() };
  server.use(
    http.post(url(`${AT}/follow-up/skip`), () => {
      const skipped = { step: "after:3", due_on: "2026-11-23", outcome: "skipped", done_at: "2026-11-20T15:30:00Z", done_by: "Sam Ortiz" } as const;
      state.now = kept({ next: { ...skipped, step: "after:7", due_on: "2026-11-27", outcome: null, done_at: null, done_by: null }, reminders: [skipped] });
      return HttpResponse.json(state.now);
    }),
  );
  show(state);
  expect(await screen.findByText("The next reminder leaves on Nov 23, 2026, 3 days after sending.")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Skip it" }));
  expect(await screen.findByText("The next reminder leaves on Nov 27, 2026, 7 days after sending.")).toBeTruthy();
  expect(screen.getByText(/3 days after sending, skipped by Sam Ortiz/)).toBeTruthy();
});

test("one leaves now in one's own words, and a second one on the day is refused in a sentence", async () => {
  const user = userEvent.setup();
  const sent: string[] = [];
  server.use(
    http.post<never, { message: string }>(url(`${AT}/remind`), async ({ request }) => {
      if (sent.length > 0) return problem(409, "already_reminded", "The customer was reminded today already.");
      sent.push((await request.json()).message);
      return new HttpResponse(null, { status: 204 });
    }),
  );
  show({ now: kept() });
  await user.click(await screen.findByRole("button", { name: "Remind now" }));
  await user.type(await screen.findByLabelText("Your words"), "Any questions?");
  await user.click(screen.getByRole("button", { name: "Send the reminder" }));
  expect(await screen.findByText("The reminder is on its way.")).toBeTruthy();
  expect(sent).toEqual(["Any questions?"]);
  await user.click(screen.getByRole("button", { name: "Remind now" }));
  await user.click(await screen.findByRole("button", { name: "Send the reminder" }));
  expect(await within(await screen.findByRole("dialog")).findByText("The customer was reminded today already.")).toBeTruthy();
});

test("days are changed for this quote alone, from the version that was seen; nonsense is not saved", async () => {
  const user = userEvent.setup();
  const state = { now: kept() };
  let version: string | null = null;
  server.use(
    http.put<never, Plan>(url(`${AT}/follow-up`), async ({ request }) => {
      version = request.headers.get("if-match");
      state.now = kept({ plan: { ...(await request.json()), version: 1 }, own: true, next: null });
      return HttpResponse.json(state.now);
    }),
  );
  show(state);
  await user.click(await screen.findByRole("button", { name: "Change" }));
  const after = await screen.findByLabelText("Days after sending");
  await user.clear(after);
  await user.type(after, "soon");
  expect(screen.getByRole("button", { name: "Save" })).toHaveProperty("disabled", true);
  await user.clear(after);
  await user.type(after, "10, 5");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText(/5 and 10 days after sending/)).toBeTruthy();
  expect(screen.getByText(/This quote has days of its own/)).toBeTruthy();
  expect(version).toBe('"0"');
});

test("a quote that waits for no answer says why, and can still have a call kept", async () => {
  const user = userEvent.setup();
  let said = "";
  server.use(
    http.post<never, { body: string }>(url(`${AT}/calls`), async ({ request }) => {
      said = (await request.json()).body;
      return HttpResponse.json({}, { status: 201 });
    }),
  );
  show({ now: kept({ why_not: "The customer asked for changes: answer them with a revision.", next: null }) });
  expect(await screen.findByText(/The customer asked for changes/)).toBeTruthy();
  expect(screen.getByRole("button", { name: "Remind now" })).toHaveProperty("disabled", true);
  await user.click(screen.getByRole("button", { name: "I called" }));
  await user.type(await screen.findByLabelText("What was said"), "She wants 16 pt.");
  await user.click(screen.getByRole("button", { name: "Keep the call" }));
  expect(await screen.findByText("The call is kept.")).toBeTruthy();
  expect(said).toBe("She wants 16 pt.");
});
