import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { expect, test } from "vitest";
import { routes } from "@/app/router";
import { quietShell } from "@/features/customers/testing";
import { renderRoutes } from "@/testing/render";
import { ME, problem, server, signedInAs, url } from "@/testing/server";
import { ESTIMATOR, quietBook } from "./testing";
import { furtherFields, minutesWords, requestOf, unreadable, type Trial, type TrialRequest } from "./trial";

const STOCKS = { total: 2, page: 1, per_page: 100, items: [{ code: "ROLL", name: "Banner", family: "roll" }, { code: "GLT", name: "Gloss text", family: "coated_text" }] };
const CUT = {
  id: "22222222-2222-4222-8222-222222222222", code: "cut", name: "Guillotine cutting", kind: "cut", phrase: "cut", handles: "piece", aliases: [], setup_minutes: "5",
  minutes_per_thousand: "0", minutes_per_cut: "0.25", max_lift_in: "2", group_name: null, group_size: null, group_max_weight_lb: null, sides: 1, run_waste: "0",
  make_ready_units: 0, min_caliper_in: "0", max_caliper_in: null, internal: { hourly_rate: "48", unit_price: "0", area_price: "0", minimum: "0" },
};
const ITEM = { name: "Guillotine cutting", units: "60", unit_name: "cuts", minutes: "20" } as const;
const TRIAL: Trial = {
  handles: "sheet", units_in: 302, spoiled: 2, minutes: "20", items: [{ ...ITEM, internal: { formula: "5 min set-up + 3 lifts x 20 cuts x 0.25 min = 20 min x $48 an hour", rate: "48", amount: "16" } }],
  internal: { amount: "16", each: "0.0533" },
};

function tester(me: object, answer: (asked: TrialRequest) => Response) {
  const asked: TrialRequest[] = [];
  quietShell();
  server.use(
    signedInAs(me as typeof ME),
    ...quietBook(),
    http.get(url("/api/catalog/operations"), () => HttpResponse.json([CUT])),
    http.get(url("/api/catalog/stocks"), () => HttpResponse.json(STOCKS)),
    http.post(url("/api/catalog/operations/cut/try"), async ({ request }) => {
      const body = (await request.json()) as TrialRequest;
      asked.push(body);
      return answer(body);
    }),
  );
  renderRoutes(routes, "/rate-book/operations?open=cut");
  return asked;
}

test("an operation says what it takes of a job that is typed: units, minutes, money and the formula", async () => {
  const user = userEvent.setup();
  const asked = tester(ESTIMATOR, (body) => (body.quantity === 300 ? HttpResponse.json(TRIAL) : problem(422, "estimate_refused", "Too thick.", { fields: [{ path: ["width_in"], message: "A panel is too narrow." }] })));
  const dialog = await screen.findByRole("dialog", { name: "Guillotine cutting" });
  expect(await within(dialog).findByText("A panel is too narrow.")).toBeTruthy();
  await user.clear(within(dialog).getByLabelText("Good ones wanted"));
  await user.type(within(dialog).getByLabelText("Good ones wanted"), "300");
  await user.clear(within(dialog).getByLabelText("Cuts through a lift"));
  await user.type(within(dialog).getByLabelText("Cuts through a lift"), "20");
  await expect.poll(() => within(dialog).queryByRole("status")?.textContent).toMatch(/302 sheets go in, of which 2 are spoiled: 20 min, \$16\.00 or \$0\.0533 each\./);
  expect(within(dialog).getByText(/3 lifts x 20 cuts/)).toBeTruthy();
  await expect.poll(() => asked.at(-1)).toMatchObject({ stock: "GLT", quantity: 300, width_in: "8.5", height_in: "11", cuts: 20, cells: null });
});

test("who may not see costs sees units and minutes, and no money", async () => {
  tester({ ...ME, permissions: [...ME.permissions] }, () => HttpResponse.json({ ...TRIAL, internal: undefined, items: [ITEM] }));
  const dialog = await screen.findByRole("dialog", { name: "Guillotine cutting" });
  expect((await within(dialog).findAllByText("20 min")).length).toBeGreaterThan(0);
  expect(within(dialog).getByRole("status").textContent).not.toMatch(/\$/);
});

test("rates that are typed and not saved are tried as they are typed", async () => {
  const user = userEvent.setup();
  const asked = tester(ESTIMATOR, () => HttpResponse.json(TRIAL));
  const column = { unit: "", required: true, choices: [], columns: [] };
  const columns = [{ ...column, name: "code", label: "Code", kind: "text" }, { ...column, name: "kind", label: "Kind", kind: "text" }, { ...column, name: "hourly_rate", label: "Hourly rate", kind: "number", unit: "$/h" }];
  server.use(http.get(url("/api/catalog/staged/operations"), () => HttpResponse.json({ version: 7, kind: "operations", columns, entries: [{ id: CUT.id, code: "cut", name: CUT.name, archived: false, changed: [], cells: { code: "cut", kind: "cut", hourly_rate: "48" } }] })));
  renderRoutes(routes, "/rate-book/edit/operations");
  const rate = await screen.findByLabelText("Hourly rate, $/h");
  await user.clear(rate);
  await user.type(rate, "96");
  await expect.poll(() => asked.at(-1)?.cells).toEqual({ hourly_rate: "96" });
});

test("what is asked fits the kind of work, is read before it is sent, and minutes are said in hours", () => {
  expect([furtherFields("cut"), furtherFields("saddle_stitch"), furtherFields("fold")]).toEqual([["cuts"], ["leaves", "sections"], []]);
  const asked = { stock: "A", quantity: "1,000", width: "8 1/2", height: "11", leaves: "1", cuts: "4", sections: "1" };
  expect(requestOf(asked, null)).toEqual({ stock: "A", quantity: 1000, width_in: "8.5", height_in: "11", leaves: 1, cuts: 4, sections: 1, cells: null });
  expect(Object.keys(unreadable({ ...asked, quantity: "0", width: "wide" }))).toEqual(["quantity", "width"]);
  expect(requestOf({ ...asked, cuts: "" }, null)).toBeNull();
  expect([minutesWords("6.4"), minutesWords("91.8")]).toEqual(["6.4 min", "1 h 31 min"]);
});
