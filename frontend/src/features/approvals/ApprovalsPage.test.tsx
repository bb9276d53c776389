import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { expect, test } from "vitest";

import { routes } from "@/app/router";
import { quietShell } from "@/features/customers/testing";
import { renderRoutes } from "@/testing/render";
import { ME, problem, server, signedInAs, url } from "@/testing/server";

import type { Approval } from "./queries";

function approval(number: string, more: Partial<Approval> = {}): Approval {
  return {
    id: `id-${number}`, quote_id: `quote-${number}`, number, version: 4, title: "Fall menu kit", owner: "Dana Ruiz", customer_name: "Lakeshore", status: "open",
    fingerprint: "a".repeat(64), amount: "3809.00", concession: "228.00", light: "red", rules: [{ rule: "below_floor", message: "It earns less than you may agree to." }],
    comment: "match competitor", asked_by: "Dana Ruiz", asked_at: "2026-11-20T15:00:00Z", for_name: null, won: 12, decided_by: null, decided_for: null, decided_at: null, answer: "",
    this_revision_only: false, valid_until: null, voided_at: null, voided_reason: "",
    internal: { margin_percent: "0.2400", lowest_margin_percent: "0.2400", floor_percent: "0.3000", won_margin_percent: "0.3600" }, ...more,
  };
}

/** An inbox that gives up what was decided, and remembers what it was asked. */
function inbox(waiting: Approval[]): { asked: { path: string; match: string | null; body: unknown }[] } {
  const asked: { path: string; match: string | null; body: unknown }[] = [];
  quietShell();
  server.use(
    signedInAs({ ...ME, permissions: ["quotes:write_own", "quotes:approve", "costs:view"] }),
    http.get(url("/api/approvals"), () => HttpResponse.json({ total: waiting.length, page: 1, per_page: 25, items: waiting, counts: { waiting: waiting.length, asked: 0 } })),
    http.post(url("/api/quotes/:id/:verb"), async ({ request, params }) => {
      asked.push({ path: `${String(params["id"])}/${String(params["verb"])}`, match: request.headers.get("if-match"), body: await request.json() });
      const at = waiting.findIndex((one) => one.quote_id === params["id"]);
      if (at >= 0) waiting.splice(at, 1);
      return HttpResponse.json({});
    }),
  );
  return { asked };
}

test("a row says all that a decision looks at, in words and figures", async () => {
  inbox([approval("10477Q", { for_name: "Mona Reyes" })]);
  renderRoutes(routes, "/approvals");
  const row = (await screen.findByRole("link", { name: "10477Q" })).closest("li");
  expect(row).not.toBeNull();
  for (const words of [/\$3,809\.00/, /Margin 24\.0\s?% \(floor 30\.0\s?%\) below floor/, /Effect −\$228\.00/, /12 won, average 36\.0\s?%/, /It earns less/, /match competitor/, /Asked by Dana Ruiz/, /you answer for Mona Reyes/]) {
    expect(row?.textContent).toMatch(words);
  }
  await expect.poll(() => document.querySelector("a[href='/approvals']")?.textContent).toBe("Approvals1 waiting for you");
});

test("the keys walk the rows, approve the one in focus with what was seen, and send back with words", async () => {
  const user = userEvent.setup();
  const { asked } = inbox([approval("10477Q"), approval("10478Q"), approval("10479Q")]);
  renderRoutes(routes, "/approvals");
  await screen.findByRole("link", { name: "10478Q" });
  await user.keyboard("jja");
  await expect.poll(() => screen.queryByRole("link", { name: "10478Q" })).toBeNull();
  expect(asked).toEqual([{ path: "quote-10478Q/review", match: '"4"', body: { fingerprint: "a".repeat(64) } }]);
  await user.keyboard("r");
  const dialog = await screen.findByRole("dialog", { name: /^Send 10477Q back|^Send 10479Q back/ });
  await user.click(within(dialog).getByRole("button", { name: "Send back" }));
  expect(within(dialog).getByText("Say what Dana Ruiz should change.")).toBeTruthy();
  expect(asked).toHaveLength(1);
  await user.type(within(dialog).getByLabelText("What should change"), "Take five off.");
  await user.click(within(dialog).getByRole("button", { name: "Send back" }));
  await expect.poll(() => asked.at(1)?.body).toEqual({ comment: "Take five off." });
});

test("a yes on a condition says for how long, and that it is for this revision only", async () => {
  const user = userEvent.setup();
  const { asked } = inbox([approval("10477Q")]);
  renderRoutes(routes, "/approvals");
  await user.click(await screen.findByRole("button", { name: "With condition… 10477Q" }));
  await user.clear(screen.getByLabelText("Valid for so many days"));
  await user.type(screen.getByLabelText("Valid for so many days"), "3{Enter}");
  await expect.poll(() => asked.at(0)?.body).toEqual({ fingerprint: "a".repeat(64), comment: "", this_revision_only: true, valid_days: 3 });
});

test("what changed meanwhile is refused in words, and the inbox is read again", async () => {
  const user = userEvent.setup();
  inbox([approval("10477Q")]);
  server.use(http.post(url("/api/quotes/:id/review"), () => problem(409, "approval_outdated", "The quote is not what you saw any more.")));
  renderRoutes(routes, "/approvals");
  await user.click(await screen.findByRole("button", { name: "Approve 10477Q" }));
  expect(await screen.findByText("The quote is not what you saw any more.")).toBeTruthy();
});
