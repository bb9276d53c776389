import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { expect, test } from "vitest";
import { routes } from "@/app/router";
import { quietShell } from "@/features/customers/testing";
import { renderRoutes } from "@/testing/render";
import { problem, server, signedInAs, url } from "@/testing/server";
import { ESTIMATOR, MANAGER, quietBook } from "../testing";
import { codeFor, missingFields, moved, problemAt, readValue } from "./model";
import type { Product } from "./queries";
import { CARDS, FLYERS, PRODUCTS, quietShop } from "./testing";

interface Sent {
  method: string;
  version: string | null;
  body: Product;
}

/** The shop's products, and what is sent to them; `refuse` answers the next change. */
function shop(refuse?: () => Response) {
  const sent: Sent[] = [];
  let kept = PRODUCTS;
  quietShell();
  server.use(
    ...quietBook(),
    ...quietShop(),
    http.get(url("/api/catalog/product-forms"), () => HttpResponse.json(kept)),
    http.all(url("/api/catalog/product-forms/:code?"), async ({ request, params }) => {
      if (request.method === "GET") return undefined;
      const body = (await request.json()) as Product;
      sent.push({ method: request.method, version: request.headers.get("If-Match"), body });
      const refusal = sent.length === 1 ? refuse?.() : undefined;
      if (refusal) return refusal;
      const live = params["code"] === undefined ? [...kept.live, body] : kept.live.map((one) => (one.code === body.code ? body : one));
      kept = { ...kept, version: kept.version + 1, live };
      return HttpResponse.json(kept, { status: params["code"] === undefined ? 201 : 200 });
    }),
  );
  return sent;
}

test("a new product is a copy of one like it, under a code of its own, and opens for changing", async () => {
  const user = userEvent.setup();
  const sent = shop();
  server.use(signedInAs(MANAGER));
  renderRoutes(routes, "/rate-book/products");
  await user.click(await screen.findByRole("button", { name: "New product" }));
  const dialog = screen.getByRole("dialog", { name: "New product" });
  await user.selectOptions(within(dialog).getByLabelText("Like"), "flyer");
  await user.type(within(dialog).getByLabelText("Name"), "Table tents");
  await user.click(within(dialog).getByRole("button", { name: "Make the product" }));
  expect(await screen.findByRole("heading", { level: 1, name: "Table tents" })).toBeTruthy();
  expect(sent).toEqual([{ method: "POST", version: '"7"', body: { ...FLYERS, code: "table_tents", name: "Table tents", title: "Table tents", aliases: [] } }]);
});

test("a field is changed beside the form that it makes, and saved on the version that was seen", async () => {
  const user = userEvent.setup();
  const sent = shop();
  server.use(signedInAs(MANAGER));
  renderRoutes(routes, "/rate-book/products/business_card");
  const preview = await screen.findByRole("region", { name: "Preview" });
  expect(within(preview).queryByLabelText("Grain")).toBeNull();
  await user.selectOptions(screen.getByLabelText("Add a field"), "grain");
  await user.selectOptions(screen.getByLabelText("Shown"), "finishing");
  await user.type(screen.getByLabelText("Any of"), "fold");
  expect(within(preview).queryByLabelText("Grain")).toBeNull();
  await user.click(within(preview).getByRole("checkbox", { name: "Folding" }));
  expect(within(preview).getByLabelText("Grain")).toBeTruthy();
  await user.selectOptions(screen.getByLabelText("Starts with"), "Along the fold");
  await user.clear(screen.getByLabelText("Typed as"));
  await user.type(screen.getByLabelText("Typed as"), "bc, visit");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText(/Business cards is saved/)).toBeTruthy();
  const [saved] = sent;
  expect([saved?.method, saved?.version]).toEqual(["PUT", '"7"']);
  expect(saved?.body.aliases).toEqual(["bc", "visit"]);
  expect(saved?.body.fields.at(-1)).toMatchObject({ name: "grain", default: "along", depends_on: { field: "finishing", any_of: ["fold"] } });
  expect(screen.queryByText("Not saved")).toBeNull();
});

test("a choice's number stays a number, and its place is its order", async () => {
  const user = userEvent.setup();
  const sent = shop();
  server.use(signedInAs(MANAGER));
  renderRoutes(routes, "/rate-book/products/business_card");
  await user.click(await screen.findByRole("button", { name: /^Front a choice/ }));
  await user.click(screen.getByRole("button", { name: "Add a choice" }));
  await user.type(screen.getByLabelText("Value of choice 3"), "2");
  await user.type(screen.getByLabelText("Words of choice 3"), "Black and a spot");
  await user.click(screen.getByRole("button", { name: "Move choice 3 up" }));
  await user.click(screen.getByRole("button", { name: "Save" }));
  await expect.poll(() => sent[0]?.body.fields[2]?.options.map(({ value }) => value)).toEqual([4, 2, 1]);
});

test("what the server refuses stands at its field, and another's version can be gone on from", async () => {
  const user = userEvent.setup();
  const fields = [{ path: ["fields", 2, "options", 1], message: "Must be at most 8." }];
  const sent = shop(() => problem(422, "validation_failed", "Options: Must be at most 8.", { fields }));
  server.use(signedInAs(MANAGER));
  const { unmount } = renderRoutes(routes, "/rate-book/products/business_card");
  await user.click(await screen.findByRole("button", { name: /^Front a choice/ }));
  await user.type(screen.getByLabelText("Words of choice 2"), " only");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Nothing is saved: what is wrong is marked below.")).toBeTruthy();
  expect(screen.getByLabelText("Value of choice 2").getAttribute("aria-invalid")).toBe("true");
  expect(screen.getAllByText("Must be at most 8.").length).toBeGreaterThan(0);
  expect(sent).toHaveLength(1);
  unmount();

  const again = shop(() => problem(412, "rates_changed", "Pat changed the rate book meanwhile."));
  renderRoutes(routes, "/rate-book/products/business_card");
  await user.type(await screen.findByLabelText("Group"), " and more");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await user.click(await screen.findByRole("button", { name: "Go on from their version" }));
  await expect.poll(() => screen.queryByText(/Pat changed/)).toBeNull();
  await user.click(screen.getByRole("button", { name: "Save" }));
  await expect.poll(() => again.at(-1)?.body.group).toBe("Cards and more");
});

test("who may not publish reads a product and its preview, and changes nothing", async () => {
  shop();
  server.use(signedInAs(ESTIMATOR));
  renderRoutes(routes, "/rate-book/products/business_card");
  expect(await screen.findByText(/changing it needs a manager/)).toBeTruthy();
  expect(screen.getByRole("region", { name: "Preview" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Save" })).toBeNull();
  expect(screen.getByLabelText<HTMLInputElement>("Name").matches(":disabled")).toBe(true);
});

test("a code is made of a name, values are read by their kind, and places stay within a list", () => {
  expect([codeFor("Table tents, A5"), codeFor("2-part forms"), codeFor("  ")]).toEqual(["table_tents_a5", "part_forms", ""]);
  expect([readValue("4", true), readValue("4", false), readValue(" ", true), readValue("x", true)]).toEqual([4, "4", null, "x"]);
  expect([moved([1, 2, 3], 2, -1), moved([1, 2, 3], 0, -1)]).toEqual([[1, 3, 2], [1, 2, 3]]);
  expect(missingFields(CARDS, [CARDS, FLYERS]).map(({ name, depends_on }) => [name, depends_on])).toEqual([["grain", null]]);
  expect(problemAt([{ path: ["fields", 2, "default"], message: "No." }], "fields", 2)).toBe("No.");
  expect(problemAt([{ path: ["fields", 2, "default"], message: "No." }], "fields", 1)).toBeUndefined();
});
