import { fireEvent, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { delay, HttpResponse, http } from "msw";
import { expect, test } from "vitest";
import { routes } from "@/app/router";
import { renderRoutes } from "@/testing/render";
import { problem, server, url } from "@/testing/server";
import type { Content } from "./queries";
import { ADDRESS, CARDS, ESTIMATES, LISTS, MANAGES, ONE, PRICE, shop, TURNED } from "./testing";

test("lists are found, and a row leads to its list", async () => {
  shop(["rates:read"]);
  renderRoutes(routes, "/rate-book/price-lists");
  const link = await screen.findByRole("link", { name: "Business cards" });
  expect(link.getAttribute("href")).toBe(ADDRESS);
  expect(screen.queryByRole("button", { name: "New price list" })).toBeNull();
});

test("an empty shop is offered its first list, and one is made from a name and a code", async () => {
  const user = userEvent.setup();
  shop(ESTIMATES);
  let sent: unknown;
  server.use(
    http.get(url(LISTS), () => HttpResponse.json({ total: 0, page: 1, per_page: 25, items: [] })),
    http.post(url(LISTS), async ({ request }) => {
      sent = await request.json();
      return HttpResponse.json(CARDS, { status: 201 });
    }),
  );
  const { router } = renderRoutes(routes, "/rate-book/price-lists");
  await screen.findByText("No price lists yet");
  await user.click(screen.getAllByRole("button", { name: "New price list" })[0] as HTMLElement);
  const dialog = screen.getByRole("dialog");
  await user.click(within(dialog).getByRole("button", { name: "Make the list" }));
  expect(within(dialog).getByText(/Write a code of letters/)).toBeTruthy();
  await user.type(within(dialog).getByLabelText("Name"), "Business cards");
  await user.type(within(dialog).getByLabelText("Code"), "BC-14");
  await user.click(within(dialog).getByRole("button", { name: "Make the list" }));
  await expect.poll(() => router.state.location.pathname).toBe(ADDRESS);
  expect(sent).toMatchObject({ code: "BC-14", content: { name: "Business cards", mode: "linear_totals", tiers: [{ level: "" }] } });
});

test("a list that did not come can be asked for again", async () => {
  const user = userEvent.setup();
  shop(["rates:read"]);
  server.use(http.get(url(LISTS), () => problem(500, "internal", "Something went wrong."), { once: true }));
  renderRoutes(routes, "/rate-book/price-lists");
  await user.click(await screen.findByRole("button", { name: "Retry" }));
  expect(await screen.findByRole("link", { name: "Business cards" })).toBeTruthy();
});

test("a list on its way, one that is not there and one that is not for this person each say so", async () => {
  shop(["rates:read"]);
  server.use(
    http.get(url(ONE), async () => {
      await delay(50);
      return problem(404, "price_list_not_found", "There is no such price list.");
    }),
  );
  const { unmount } = renderRoutes(routes, ADDRESS);
  expect(await screen.findByText("Loading the price list")).toBeTruthy();
  expect(await screen.findByText(/price list/i, { selector: "p" })).toBeTruthy();
  unmount();
  server.use(http.get(url(ONE), () => problem(403, "permission_denied", "Your role does not read the rate book.")));
  renderRoutes(routes, ADDRESS);
  expect(await screen.findByText("rates:read")).toBeTruthy();
});

test("a turned price is marked in its cell, mended by a click, and saved with the version it came from", async () => {
  const user = userEvent.setup();
  shop(MANAGES);
  const saved: unknown[] = [];
  server.use(
    http.put(url(ONE), async ({ request }) => {
      const body = (await request.json()) as { content: Content };
      saved.push([request.headers.get("If-Match"), body.content.breaks[1]?.prices]);
      return HttpResponse.json({ ...CARDS, content: body.content, version: 4 });
    }),
  );
  renderRoutes(routes, ADDRESS);
  expect(await screen.findByText(TURNED.sentence)).toBeTruthy();
  const cell = screen.getByLabelText<HTMLInputElement>("250, Everyone");
  expect(cell.getAttribute("aria-invalid")).toBe("true");
  expect(cell.title).toBe(TURNED.sentence);
  await user.click(screen.getByRole("button", { name: "Apply fix: 45" }));
  expect(cell.value).toBe("45");
  expect(await screen.findByText(/More never costs less/)).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Publish" }).disabled).toBe(true);
  await user.click(screen.getByRole("button", { name: "Save the draft" }));
  expect(await screen.findByText("Business cards is saved as a draft.")).toBeTruthy();
  expect(saved).toEqual([['"3"', ["45"]]]);
});

test("publishing what loses money is a choice in words", async () => {
  const user = userEvent.setup();
  shop(MANAGES);
  let sent: unknown;
  server.use(
    http.post(url(`${ONE}/publish`), async ({ request }) => {
      sent = await request.json();
      return HttpResponse.json({ ...CARDS, standing: "published", version: 4, editions: [{ number: 1, effective_from: "2026-11-01", published_at: "2026-11-02T10:00:00Z", published_by: "Max", in_force: true }] });
    }),
  );
  renderRoutes(routes, ADDRESS);
  await screen.findByText(TURNED.sentence);
  await user.click(screen.getByRole("button", { name: "Publish" }));
  const dialog = screen.getByRole("dialog", { name: "Publish Business cards?" });
  expect(within(dialog).getByText(/One finding means that the shop loses money/)).toBeTruthy();
  await user.click(within(dialog).getByRole("button", { name: "Publish all the same" }));
  expect(await screen.findByText(/Edition 1 holds since Nov 1, 2026/)).toBeTruthy();
  expect(sent).toEqual({ accept_findings: true });
});

test("a block from a spreadsheet fills the grid, and Enter goes down", async () => {
  const user = userEvent.setup();
  shop(ESTIMATES);
  renderRoutes(routes, ADDRESS);
  const first = await screen.findByLabelText<HTMLInputElement>("Quantity 1");
  fireEvent.paste(first, { clipboardData: { getData: () => "100\t31.55\n250\t37.50\n500\t55.00\n" } });
  expect(screen.getByLabelText<HTMLInputElement>("Quantity 3").value).toBe("500");
  expect(screen.getByLabelText<HTMLInputElement>("500, Everyone").value).toBe("55.00");
  await user.click(first);
  await user.keyboard("{Enter}");
  expect(document.activeElement).toBe(screen.getByLabelText("Quantity 2"));
  await user.keyboard("{ArrowUp}");
  expect(document.activeElement).toBe(first);
  expect(screen.queryByRole("button", { name: "Publish" })).toBeNull();
});

test("a figure that cannot be read is marked and holds the saving back", async () => {
  const user = userEvent.setup();
  shop(ESTIMATES);
  renderRoutes(routes, ADDRESS);
  const cell = await screen.findByLabelText<HTMLInputElement>("100, Everyone");
  await user.type(cell, "x");
  expect(cell.getAttribute("aria-invalid")).toBe("true");
  expect(screen.getByText(/Some figures cannot be read yet/)).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Save the draft" }).disabled).toBe(true);
});

test("somebody who was faster is told of, and their version can be loaded", async () => {
  const user = userEvent.setup();
  shop(ESTIMATES);
  server.use(http.put(url(ONE), () => problem(412, "price_list_changed", "Max changed this price list meanwhile. Compare the two before you save yours.")));
  renderRoutes(routes, ADDRESS);
  await user.type(await screen.findByLabelText("Name"), " 2");
  await user.click(screen.getByRole("button", { name: "Save the draft" }));
  expect((await screen.findByRole("alert")).textContent).toContain("Max changed this price list");
  server.use(http.get(url(ONE), () => HttpResponse.json({ ...CARDS, content: { ...CARDS.content, name: "Cards of Max" }, version: 4 })));
  await user.click(screen.getByRole("button", { name: "Load their version" }));
  expect(await screen.findByRole("heading", { level: 1, name: "Cards of Max" })).toBeTruthy();
});

test("leaving with changes asks first", async () => {
  const user = userEvent.setup();
  shop(ESTIMATES);
  const { router } = renderRoutes(routes, ADDRESS);
  await user.type(await screen.findByLabelText("Name"), " 2");
  await user.click(screen.getAllByRole("link", { name: "Price lists" })[0] as HTMLElement);
  const dialog = await screen.findByRole("dialog", { name: "Leave without saving?" });
  await user.click(within(dialog).getByRole("button", { name: "Cancel" }));
  expect(router.state.location.pathname).toBe(ADDRESS);
  await user.click(screen.getAllByRole("link", { name: "Price lists" })[0] as HTMLElement);
  await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Leave" }));
  await expect.poll(() => router.state.location.pathname).toBe("/rate-book/price-lists");
});

test("a price is tried with its reasons, and a cheaper break is one click away", async () => {
  const user = userEvent.setup();
  shop(["rates:read"], { ...CARDS, standing: "published" });
  const asked: unknown[] = [];
  server.use(
    http.post(url(`${ONE}/price`), async ({ request }) => {
      asked.push(await request.json());
      return HttpResponse.json(PRICE);
    }),
  );
  renderRoutes(routes, ADDRESS);
  await user.type(await screen.findByLabelText("How many"), "200");
  expect(await screen.findByText("$41.67", { selector: "span" })).toBeTruthy();
  expect(screen.getByText(/2\/3 of the way/)).toBeTruthy();
  expect(asked).toEqual([{ quantity: 200, level: "", wanted_on: null, content: null }]);
  expect(screen.getByLabelText<HTMLInputElement>("100, Everyone").readOnly).toBe(true);
  expect(screen.queryByText("Checks")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Show that price" }));
  expect(screen.getByLabelText<HTMLInputElement>("How many").value).toBe("250");
});
