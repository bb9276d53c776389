import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { expect, test } from "vitest";
import { routes } from "@/app/router";
import { quietShell } from "@/features/customers/testing";
import { toCount } from "@/lib/count";
import { renderRoutes } from "@/testing/render";
import { ME, problem, server, signedInAs, url } from "@/testing/server";

interface Asked {
  action: string;
  rows: { id: string; version: number }[];
  owner_id?: string;
  only_look: boolean;
}

const OWNER = { id: "u1", name: "Dana Ruiz" };

function quote(number: number) {
  return {
    id: `00000000-0000-4000-8000-0000000${number}`, number: `${number}Q`, title: "Menu", status: "draft", version: 4, customer_id: null, customer_name: "Harbor", contact_name: null,
    owner: OWNER, total: "10.00", light: "green", flags: [], valid_until: "2026-12-20", updated_at: "2026-11-20T10:00:00Z", deleted_at: null,
  };
}

const ALL = Array.from({ length: 30 }, (_, place) => quote(10_001 + place));

function result(id: string, more: object = {}) {
  return { id, done: true, version: 5, code: null, message: "", owner_before: "u1", total_before: null, total_after: null, ...more };
}

/** The list of thirty, of which pages are given; `answers` says what becomes of what is asked of them. */
function openList(answers: (asked: Asked) => object[] | Response, address = "/quotes") {
  const asked: Asked[] = [];
  quietShell();
  server.use(
    signedInAs({ ...ME, permissions: [...ME.permissions, "quotes:write_all", "quotes:read_all"] }),
    http.get(url("/api/quotes"), ({ request }) => {
      const query = new URL(request.url).searchParams;
      const size = toCount(query.get("per_page") ?? "") ?? 25;
      const from = ((toCount(query.get("page") ?? "") ?? 1) - 1) * size;
      const counts = { all: 30, mine: 30, pending_review: 0, sent: 0, approved: 0, declined: 0, expired: 0, deleted: 0 };
      return HttpResponse.json({ total: 30, page: 1, per_page: size, items: ALL.slice(from, from + size), counts, sums: { total: "300.00" }, mended: null });
    }),
    http.get(url("/api/quotes/bulk/owners"), () => HttpResponse.json([{ id: "u2", name: "Marcus Webb", role: "sales" }])),
    http.post(url("/api/quotes/bulk"), async ({ request }) => {
      const one = (await request.json()) as Asked;
      asked.push(one);
      const results = answers(one);
      return results instanceof Response ? results : HttpResponse.json({ results });
    }),
  );
  renderRoutes(routes, address);
  return asked;
}

async function box(number: number) {
  return screen.findByRole("checkbox", { name: `Choose ${number}Q` });
}

test("rows are chosen by click, by Shift, by X and over all pages, and each refusal is told", async () => {
  const user = userEvent.setup();
  const asked = openList(({ rows }) => rows.map((row, place) => (place === 0 ? result(row.id, { done: false, version: null, code: "quote_changed", message: "Mona changed it since you saw it: it was left alone." }) : result(row.id))));
  await user.click(await box(10_002));
  await user.keyboard("{Shift>}");
  await user.click(await box(10_005));
  await user.keyboard("{/Shift}");
  const bar = await screen.findByRole("region", { name: "Chosen quotes" });
  expect(within(bar).getByText("4 chosen")).toBeTruthy();
  screen.getByRole("link", { name: "10001Q" }).focus();
  await user.keyboard("x");
  expect(within(bar).getByText("5 chosen")).toBeTruthy();
  await user.click(within(bar).getByRole("button", { name: "Choose all 30" }));
  expect(await within(bar).findByText("30 chosen")).toBeTruthy();

  await user.click(within(bar).getByRole("button", { name: "Assign" }));
  const dialog = await screen.findByRole("dialog", { name: "Assign 30 quotes" });
  await within(dialog).findByRole("option", { name: "Marcus Webb" });
  await user.selectOptions(within(dialog).getByLabelText("To whom"), "u2");
  await user.click(within(dialog).getByRole("button", { name: "Assign" }));
  expect(await within(dialog).findByText(/28 of 30 quotes assigned/)).toBeTruthy();
  expect(within(dialog).getAllByText(/it was left alone/)).toHaveLength(2);
  expect(asked.map((one) => one.rows.length)).toEqual([20, 10]);
  expect(within(bar).getByText("2 chosen")).toBeTruthy();

  await user.click(within(dialog).getByRole("button", { name: "Undo" }));
  await expect.poll(() => asked.length).toBe(4);
  expect(asked.slice(2).map((one) => [one.owner_id, one.rows.length, one.rows[0]?.version])).toEqual([["u1", 20, 5], ["u1", 8, 5]]);
});

test("re-pricing shows what it does first, and then goes by the versions that were seen", async () => {
  const user = userEvent.setup();
  const asked = openList(({ rows, only_look: look }) => rows.map((row, place) => (place === 1 ? result(row.id, { done: false, version: null, code: "quote_illegal_transition", message: "It was sent." }) : result(row.id, { version: look ? 4 : 5, total_before: "10.00", total_after: "12.50" }))));
  await user.click(await box(10_001));
  await user.click(await box(10_002));
  await user.click(await screen.findByRole("button", { name: "Re-price drafts" }));
  const dialog = await screen.findByRole("dialog", { name: "Re-price 2 quotes" });
  expect(await within(dialog).findByText("$12.50")).toBeTruthy();
  expect(within(dialog).getByText("It was sent.")).toBeTruthy();
  await user.click(within(dialog).getByRole("button", { name: "Re-price 1 quote" }));
  expect(await screen.findByText("1 quote re-priced.")).toBeTruthy();
  expect(asked.map((one) => [one.only_look, one.rows.map((row) => row.version)])).toEqual([[true, [4, 4]], [false, [4]]]);
});

test("a part that does not come through is told of its rows, which stay chosen", async () => {
  const user = userEvent.setup();
  openList(() => problem(503, "busy", "The shop is busy: try again in a moment."));
  await user.click(await box(10_003));
  await user.click(await screen.findByRole("button", { name: "Delete drafts" }));
  const dialog = await screen.findByRole("dialog", { name: "Delete 1 quote" });
  await user.click(within(dialog).getByRole("button", { name: "Delete" }));
  expect(await within(dialog).findByText("The shop is busy: try again in a moment.")).toBeTruthy();
  expect(screen.getByText("1 chosen")).toBeTruthy();
});

test("filters go into the address and come from it", async () => {
  const user = userEvent.setup();
  openList(() => [], "/quotes?viewed=true&total_from=100");
  server.use(http.get(url("/api/catalog/products"), () => HttpResponse.json([])), http.get(url("/api/customers"), () => HttpResponse.json({ total: 0, page: 1, per_page: 8, items: [] })));
  await user.click(await screen.findByRole("button", { name: "Filters" }));
  const dialog = await screen.findByRole("dialog", { name: "Filter the quotes" });
  expect(within(dialog).getByRole<HTMLInputElement>("checkbox", { name: "The customer looked at it" }).checked).toBe(true);
  await user.click(within(dialog).getByRole("checkbox", { name: "On hold" }));
  await user.selectOptions(within(dialog).getByLabelText("Status"), "sent");
  await user.click(within(dialog).getByRole("button", { name: "Show" }));
  expect(await screen.findByText(/Only .*viewed.*on hold|Only .*on hold.*viewed/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Filters" }));
  await user.click(within(await screen.findByRole("dialog", { name: "Filter the quotes" })).getByRole("button", { name: "Clear filters" }));
  await expect.poll(() => screen.queryByText(/^Only /)).toBeNull();
});
