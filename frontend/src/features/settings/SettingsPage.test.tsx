import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { expect, test } from "vitest";

import { routes } from "@/app/router";
import { PRODUCTS } from "@/features/catalog/products/testing";
import { quietShell } from "@/features/customers/testing";
import { renderRoutes } from "@/testing/render";
import { ME, problem, server, signedInAs, url } from "@/testing/server";

import { placesFor } from "./places";
import { SETTINGS } from "./testing";
import { onTop } from "./useGroup";

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47]);

function open(address: string) {
  quietShell();
  server.use(
    signedInAs({ ...ME, permissions: [...ME.permissions, "settings:manage"] }),
    http.get(url("/api/settings"), () => HttpResponse.json(SETTINGS)),
    http.post(url("/api/settings/preview"), () => new HttpResponse(PNG, { headers: { "Content-Type": "image/png", "X-Page-Count": "1" } })),
  );
  return renderRoutes(routes, address);
}

test.each([
  ["logo", "Logo"],
  ["expiry", "Valid for"],
  ["holidays", "Closed days"],
  ["small print", "Terms and conditions"],
  ["margin floor", "Margin floor and target"],
  ["mail from", "Sender’s name"],
])("who looks for “%s” is led to %s first", (typed, label) => {
  expect(placesFor(typed)[0]?.label).toBe(label);
});

test("one’s own changes go on top of another version, and nothing else of one’s own does", () => {
  const start = { name: "A", phone: "1", lines: ["x"] };
  expect(onTop(start, { ...start, phone: "2" }, { name: "B", phone: "1", lines: ["y"] })).toEqual({ name: "B", phone: "2", lines: ["y"] });
});

test("a setting is found by typing, saved on the version that was seen, and says who changed it", async () => {
  const user = userEvent.setup();
  open("/settings");
  await user.type(await screen.findByRole("searchbox", { name: "Find a setting" }), "reply");
  await user.click(await screen.findByRole("link", { name: /Answers go to/ }));
  expect(await screen.findByText(/Changed by Ada Admin/)).toBeTruthy();
  let sent: unknown = null;
  server.use(
    http.put(url("/api/settings/mail"), async ({ request }) => {
      sent = { version: request.headers.get("If-Match"), body: await request.json() };
      return HttpResponse.json({ ...SETTINGS.mail, version: 3, values: { ...SETTINGS.mail.values, reply_to: "desk@ironbridge.example" } });
    }),
  );
  await user.type(screen.getByLabelText("Answers go to"), "desk@ironbridge.example");
  expect(screen.getByText("Not saved yet")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText(/The settings are saved/)).toBeTruthy();
  expect(sent).toEqual({ version: '"2"', body: { sender_name: "Ironbridge", reply_to: "desk@ironbridge.example", footer: "" } });
  expect(screen.queryByText("Not saved yet")).toBeNull();
});

test("somebody who was faster costs nothing of what was typed", async () => {
  const user = userEvent.setup();
  open("/settings/shop");
  const tagline = await screen.findByLabelText("Tagline");
  await user.type(tagline, "Since 1976");
  const theirs = { ...SETTINGS.shop, version: 2, changed_by: "Bo Admin", values: { ...SETTINGS.shop.values, phone: "(717) 555-0199" } };
  server.use(http.put(url("/api/settings/shop"), () => problem(412, "settings_changed", "Bo Admin changed these settings meanwhile.", { current: theirs })));
  await user.click(screen.getByRole("button", { name: "Save" }));
  const notice = await screen.findByText(/Bo Admin changed these settings/);
  expect(within(notice.parentElement as HTMLElement).getByText(/Phone: theirs is/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Put mine on top of theirs" }));
  expect(screen.getByLabelText<HTMLInputElement>("Tagline").value).toBe("Since 1976");
  expect(screen.getByLabelText<HTMLInputElement>("Phone").value).toBe("(717) 555-0199");
});

test("what is not saved is warned of before the section is left", async () => {
  const user = userEvent.setup();
  const { router } = open("/settings/shop");
  await user.type(await screen.findByLabelText("Tagline"), "x");
  await user.click(screen.getByRole("link", { name: "Mail" }));
  const asked = await screen.findByRole("dialog", { name: "Leave without saving?" });
  await user.click(within(asked).getByRole("button", { name: "Cancel" }));
  expect(router.state.location.pathname).toBe("/settings/shop");
  expect(screen.getByLabelText<HTMLInputElement>("Tagline").value).toBe("x");
});

test("what the server refuses is marked at its own setting", async () => {
  const user = userEvent.setup();
  open("/settings/shop");
  await user.type(await screen.findByLabelText("Phone"), "1");
  const fields = [{ path: ["address_lines", 0], message: "Remove the control characters from this text." }];
  server.use(http.put(url("/api/settings/shop"), () => problem(422, "validation_failed", "Some values are not valid.", { fields })));
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect((await screen.findByLabelText("Address line 1")).getAttribute("aria-invalid")).toBe("true");
});

test("a rule that somebody else changed meanwhile keeps what was typed, and is saved on theirs", async () => {
  const user = userEvent.setup();
  const rule = { code: "rush", active: true, limit: "2.000000", terms: [], version: 0, changed_by: null, changed_at: null };
  const theirs = { ...rule, limit: "4.000000", version: 1, changed_by: "Bo Admin", changed_at: "2026-11-20T15:30:00Z" };
  const versions: (string | null)[] = [];
  open("/settings/approvals");
  server.use(
    http.get(url("/api/approvals/rules"), () => HttpResponse.json([rule])),
    http.put(url("/api/approvals/rules/rush"), ({ request }) => {
      versions.push(request.headers.get("If-Match"));
      if (versions.length === 1) return problem(412, "approval_rule_changed", "The rule changed meanwhile.", { current: theirs });
      return HttpResponse.json({ ...theirs, limit: "3.000000", version: 2 });
    }),
  );
  const days = await screen.findByLabelText<HTMLInputElement>("Fewer days than");
  await user.clear(days);
  await user.type(days, "3");
  await user.click(screen.getByRole("button", { name: "Save Rush jobs" }));
  expect(await screen.findByText(/Somebody changed this rule meanwhile/)).toBeTruthy();
  expect(screen.getByText(/Changed by Bo Admin/)).toBeTruthy();
  expect(days.value).toBe("3");
  await user.click(screen.getByRole("button", { name: "Save Rush jobs" }));
  expect(await screen.findByText(/Rush jobs: saved/)).toBeTruthy();
  expect(versions).toEqual(['"0"', '"1"']);
});

test("a word of a product holds at once, and one of a paper is staged with its rates", async () => {
  const user = userEvent.setup();
  const sent: [string, string | null, unknown][] = [];
  const sheet = (kind: string) => ({ kind, version: 7, card_version: 3, columns: [], entries: kind === "stocks" ? [{ id: "s1", code: "c2s-14", name: "14 pt cover", archived: false, changed: ["aliases"], cells: { aliases: "thick" } }] : [] });
  open("/settings/words");
  server.use(
    http.get(url("/api/catalog/product-forms"), () => HttpResponse.json(PRODUCTS)),
    http.get(url("/api/catalog/staged/:kind"), ({ params }) => HttpResponse.json(sheet(String(params["kind"])))),
    http.put(url("/api/catalog/product-forms/:code"), async ({ request, params }) => {
      const body = (await request.json()) as { aliases: string[] };
      sent.push([String(params["code"]), request.headers.get("If-Match"), body.aliases]);
      return HttpResponse.json(PRODUCTS);
    }),
    http.patch(url("/api/catalog/staged/stocks"), async ({ request }) => {
      sent.push(["stocks", request.headers.get("If-Match"), await request.json()]);
      return HttpResponse.json(sheet("stocks"));
    }),
  );
  await user.type(await screen.findByLabelText("A word for 14 pt cover"), "pappe{Enter}");
  expect(await screen.findByText(/staged: they hold once/)).toBeTruthy();
  const flyers = PRODUCTS.live[0];
  await user.type(screen.getByLabelText(`A word for ${flyers?.name ?? ""}`), "handzettel{Enter}");
  expect(await screen.findByText(/hold from now on/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Take out thick of 14 pt cover" }));
  await expect.poll(() => sent.length).toBe(3);
  const cells = (value: string) => ({ cells: [{ code: "c2s-14", field: "aliases", value }], effective_on: null });
  expect(sent).toEqual([
    ["stocks", '"7"', cells("thick, pappe")],
    [flyers?.code, `"${PRODUCTS.version}"`, [...(flyers?.aliases ?? []), "handzettel"]],
    ["stocks", '"7"', cells("")],
  ]);
});
