import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { expect, test } from "vitest";

import { routes } from "@/app/router";
import { quietShell } from "@/features/customers/testing";
import { renderRoutes } from "@/testing/render";
import { ME, server, signedInAs, url } from "@/testing/server";

import type { Widget } from "./queries";
import { DASHBOARD, REPORT } from "./testing";

function open(address: string, permissions: (typeof ME)["permissions"] = ["quotes:write_own", "quotes:read_all", "costs:view", "exports:read"]) {
  quietShell();
  server.use(signedInAs({ ...ME, permissions }));
  const asked: URLSearchParams[] = [];
  server.use(
    http.get(url("/api/reports/win-rate"), ({ request }) => {
      asked.push(new URL(request.url).searchParams);
      return HttpResponse.json(REPORT);
    }),
  );
  renderRoutes(routes, address);
  return asked;
}

test("a report asks what its address says, its bars lead to lists, and its table says the same", async () => {
  const user = userEvent.setup();
  const asked = open("/reports/win-rate?by=size&from=2026-08-24&to=2026-11-21");
  const chart = await screen.findByRole("figure", { name: "Win rate by size" });
  expect(Object.fromEntries(asked[0] ?? [])).toEqual({ by: "size", from: "2026-08-24", to: "2026-11-21" });
  expect(within(chart).getByRole("link", { name: "Dana Ruiz" }).getAttribute("href")).toBe("/quotes?owner_id=u1");
  expect(within(chart).getByText("41.7%")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Show as table" }));
  const table = screen.getByRole("table", { name: "How often do we win?" });
  const [dana] = within(table).getAllByRole("row", { name: /^Dana Ruiz/ });
  expect(dana && within(dana).getAllByRole("cell").map((cell) => cell.textContent)).toEqual(["41.7%up from 38.0%", "5up from 2", "12up from 9", "$12,814.50up from $9,000.00"]);
  expect(within(table).getByRole("row", { name: /^All/ })).toBeTruthy();
  expect(screen.getByText(/won divided by won, declined and expired/)).toBeTruthy();
  expect(screen.getByText(/Compared with May 26, 2026 to Aug 23, 2026/)).toBeTruthy();
});

test("who sees no costs has no report of margins, and takes no file away", async () => {
  open("/reports/win-rate", ["quotes:write_own"]);
  await screen.findByRole("figure");
  expect(screen.queryByRole("link", { name: "Margin" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Export CSV" })).toBeNull();
});

test("a figure says its change in words and leads to the list that it counts", async () => {
  quietShell();
  server.use(signedInAs(ME), http.get(url("/api/dashboard"), () => HttpResponse.json(DASHBOARD)));
  renderRoutes(routes, "/dashboard");
  expect(await screen.findByText("41.0%")).toBeTruthy();
  expect(screen.getByText("up from 38.0%")).toBeTruthy();
  expect(screen.getByText("down from $150,000.00")).toBeTruthy();
  expect(screen.getByRole("link", { name: "Win rate" }).getAttribute("href")).toBe("/quotes?of=win_rate");
  expect(screen.getByText("and 1 more like these")).toBeTruthy();
});

test("widgets are hidden and moved within three keys, and what is kept is what is shown", async () => {
  const user = userEvent.setup();
  const kept: (Widget[] | null)[] = [];
  let shown = DASHBOARD;
  quietShell();
  server.use(
    signedInAs(ME),
    http.get(url("/api/dashboard"), () => HttpResponse.json(shown)),
    http.put(url("/api/dashboard/layout"), async ({ request }) => {
      const { widgets } = (await request.json()) as { widgets: Widget[] | null };
      kept.push(widgets);
      shown = { ...DASHBOARD, widgets: widgets ?? DASHBOARD.widgets, is_own: widgets !== null };
      return HttpResponse.json({ widgets: shown.widgets, is_own: shown.is_own });
    }),
  );
  renderRoutes(routes, "/dashboard");
  await screen.findByText("41.0%");
  screen.getByRole("button", { name: "Customize" }).focus();
  await user.keyboard("{Enter}3 ");
  await expect.poll(() => kept).toEqual([["figures", "needs_you", "expiring"]]);
  await expect.poll(() => screen.queryByRole("heading", { name: "Pipeline" })).toBeNull();
  await user.keyboard("2{Alt>}{ArrowUp}{/Alt}");
  await expect.poll(() => kept.at(-1)).toEqual(["needs_you", "figures", "expiring"]);
  await user.click(await screen.findByRole("button", { name: "As my role begins" }));
  await expect.poll(() => kept.at(-1)).toBeNull();
});

test("an expired quote is extended where it stands", async () => {
  const user = userEvent.setup();
  const extended: (string | null)[] = [];
  quietShell();
  server.use(
    signedInAs(ME),
    http.get(url("/api/dashboard"), () => HttpResponse.json(DASHBOARD)),
    http.post(url("/api/quotes/:id/extend"), ({ request }) => {
      extended.push(request.headers.get("if-match"));
      return HttpResponse.json({});
    }),
  );
  renderRoutes(routes, "/dashboard");
  await user.click(await screen.findByRole("button", { name: "Extend: 10468Q" }));
  await expect.poll(() => extended).toEqual(['"3"']);
  expect(await screen.findByText("10468Q can be accepted again.")).toBeTruthy();
});
