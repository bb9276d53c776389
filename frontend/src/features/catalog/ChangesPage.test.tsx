import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { expect, test } from "vitest";
import { routes } from "@/app/router";
import { quietShell } from "@/features/customers/testing";
import { renderRoutes } from "@/testing/render";
import { problem, server, signedInAs, url } from "@/testing/server";
import { CHANGE, EFFECT, ESTIMATOR, MANAGER, quietBook } from "./testing";

function effect() {
  return http.get(url("/api/catalog/effect"), () => HttpResponse.json(EFFECT));
}

test("staged changes stand in words with their effect in money, and each can be taken back", async () => {
  const user = userEvent.setup();
  const taken: unknown[] = [];
  quietShell();
  server.use(
    signedInAs(ESTIMATOR),
    ...quietBook([CHANGE]),
    effect(),
    http.post(url("/api/catalog/staged/discard"), async ({ request }) => {
      taken.push([request.headers.get("If-Match"), await request.json()]);
      return HttpResponse.json({ version: 8, card_version: 3, changes: [] });
    }),
  );
  renderRoutes(routes, "/rate-book/changes");
  expect(await screen.findByText(CHANGE.sentence)).toBeTruthy();
  const quotes = await screen.findByRole("region", { name: "Effect on open quotes" });
  expect(within(quotes).getByRole("link", { name: "10482Q" })).toBeTruthy();
  expect(within(quotes).getByText("20.0%")).toBeTruthy();
  expect(screen.getByText("1 under the floor")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Publish" })).toBeNull();
  await user.click(screen.getByRole("button", { name: `Discard: ${CHANGE.sentence}` }));
  await expect.poll(() => taken).toEqual([['"7"', { keys: [CHANGE.key] }]]);
});

test("a manager publishes with a note, once the prices that make no sense are read", async () => {
  const user = userEvent.setup();
  const published: unknown[] = [];
  quietShell();
  server.use(
    signedInAs(MANAGER),
    ...quietBook([CHANGE]),
    effect(),
    http.post(url("/api/catalog/publish"), async ({ request }) => {
      published.push(await request.json());
      return HttpResponse.json({ card: { version: 4, published_at: "2026-11-20T16:00:00Z", published_by: "Pat", note: "" }, findings: [], stale_quotes: [{}] }, { status: 201 });
    }),
  );
  renderRoutes(routes, "/rate-book/changes");
  await screen.findByRole("region", { name: "Effect on open quotes" });
  await user.click(screen.getByRole("button", { name: "Publish" }));
  const dialog = screen.getByRole("dialog", { name: "Publish 1 change" });
  const button = within(dialog).getByRole<HTMLButtonElement>("button", { name: "Publish" });
  expect(within(dialog).getByText(/1,000 cost less than 500/)).toBeTruthy();
  const line = within(dialog).getByText(/line 2, Name badges: 100 are cheaper in all than 50/);
  expect(line.textContent).toContain("Mended by 100 at $150.00.");
  expect(within(dialog).getByText("3 more lines of open quotes have the like.")).toBeTruthy();
  expect(button.disabled).toBe(true);
  await user.type(within(dialog).getByLabelText("Why the rates change"), "Paper went up");
  await user.click(within(dialog).getByRole("checkbox"));
  await user.click(button);
  await expect.poll(() => published).toEqual([{ note: "Paper went up", accept_findings: true }]);
  expect(await screen.findByText("Version 4 is published. 1 open quotes fell under the margin floor.")).toBeTruthy();
});

test("nothing staged, quotes under the floor, and an effect that fails each say so", async () => {
  quietShell();
  server.use(
    signedInAs(MANAGER),
    http.get(url("/api/catalog/stale-quotes"), () => HttpResponse.json({ items: [{ ...EFFECT.quotes[0], card_version: 3, published_at: "2026-11-20T16:00:00Z", margin_floor: "0.3000" }] })),
    ...quietBook(),
  );
  const { unmount } = renderRoutes(routes, "/rate-book/changes");
  expect(await screen.findByText("Nothing is staged")).toBeTruthy();
  expect(await screen.findByText("Open quotes under the margin floor")).toBeTruthy();
  unmount();
  server.use(...quietBook([CHANGE]), http.get(url("/api/catalog/effect"), () => problem(500, "internal", "Something went wrong on our side.")));
  renderRoutes(routes, "/rate-book/changes");
  expect(await screen.findByText("The effect could not be worked out")).toBeTruthy();
});

test("the history is read, compared and given back", async () => {
  const user = userEvent.setup();
  const cards = [2, 1].map((version) => ({ version, published_at: "2026-11-20T16:00:00Z", published_by: "Pat", note: version === 2 ? "Paper went up" : "" }));
  const reverted: string[] = [];
  quietShell();
  server.use(
    signedInAs(MANAGER),
    ...quietBook(),
    http.get(url("/api/catalog/cards"), () => HttpResponse.json({ total: 2, page: 1, per_page: 25, items: cards })),
    http.get(url("/api/catalog/cards/2/compare"), () => HttpResponse.json({ before: cards[1], after: cards[0], changes: [CHANGE] })),
    http.post(url("/api/catalog/cards/1/revert"), ({ request }) => {
      reverted.push(request.headers.get("If-Match") ?? "");
      return HttpResponse.json({ ...cards[0], version: 3 }, { status: 201 });
    }),
  );
  renderRoutes(routes, "/rate-book/history");
  await user.click(await screen.findByRole("button", { name: "Compare version 2" }));
  expect(await screen.findByText(CHANGE.sentence)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Revert to version 1" }));
  await user.click(await screen.findByRole("button", { name: "Publish it again" }));
  await expect.poll(() => reverted).toEqual(['"7"']);
});

test("why a paper cannot be chosen is said in the engine's sentences", async () => {
  quietShell();
  server.use(
    signedInAs(ESTIMATOR),
    ...quietBook(),
    http.get(url("/api/catalog/stocks"), () => HttpResponse.json({ total: 1, page: 1, per_page: 100, items: [{ code: "A", name: "14 pt" }] })),
    http.get(url("/api/catalog/products"), () => HttpResponse.json([{ code: "card", name: "Cards" }])),
    http.get(url("/api/catalog/presses"), () => HttpResponse.json([{ code: "D1", name: "Digital 1" }])),
    http.post(url("/api/catalog/why-not"), () => HttpResponse.json({ can: false, sentence: "Cards on 14 pt cannot be printed.", ways: [], reasons: ["14 pt is thicker than Digital 1 takes."] })),
  );
  renderRoutes(routes, "/rate-book/why-not?stock=A&product=card&press=D1");
  expect(await screen.findByText("14 pt is thicker than Digital 1 takes.")).toBeTruthy();
});
