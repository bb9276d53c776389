import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { expect, test } from "vitest";
import { HARBOR, quietShell } from "@/features/customers/testing";
import { renderRoutes } from "@/testing/render";
import { ME, problem, server, signedInAs, url } from "@/testing/server";
import { routes } from "./router";

const NO_CUSTOMERS = { total: 0, page: 1, per_page: 25, items: [] };

function customers(answer: object = NO_CUSTOMERS) {
  return http.get(url("/api/customers"), () => HttpResponse.json(answer));
}

async function signIn(user: ReturnType<typeof userEvent.setup>) {
  await user.type(await screen.findByLabelText("Email"), "dana@shop.example");
  await user.type(screen.getByLabelText("Password"), "a long enough one{Enter}");
}

test("a stranger is sent to the door, and from there to the page asked for", async () => {
  const user = userEvent.setup();
  quietShell();
  server.use(signedInAs(null), customers(), http.post(url("/api/auth/login"), () => HttpResponse.json({ user: ME, csrf_token: "csrf-1" })));
  const { router } = renderRoutes(routes, "/customers?q=har");
  await expect.poll(() => router.state.location.pathname).toBe("/login");
  const email = await screen.findByLabelText("Email");
  await expect.poll(() => document.activeElement).toBe(email);
  await signIn(user);
  await expect.poll(() => `${router.state.location.pathname}${router.state.location.search}`).toBe("/customers?q=har");
});

test("a wrong password leaves the e-mail, and a throttle says how long", async () => {
  const user = userEvent.setup();
  server.use(signedInAs(null), http.post(url("/api/auth/login"), () => problem(401, "invalid_credentials", "Email or password is wrong. 3 tries left this minute.")));
  renderRoutes(routes, "/login");
  await signIn(user);
  expect((await screen.findByRole("alert")).textContent).toContain("3 tries left this minute.");
  expect(screen.getByLabelText<HTMLInputElement>("Email").value).toBe("dana@shop.example");
  expect(screen.getByLabelText<HTMLInputElement>("Password").value).toBe("");
  server.use(http.post(url("/api/auth/login"), () => problem(429, "too_many_tries", "Wait.", {}, { "Retry-After": "42" })));
  await user.type(screen.getByLabelText("Password"), "again{Enter}");
  await expect.poll(() => screen.getByRole("alert").textContent).toContain("try again in 42 seconds");
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Sign in" }).disabled).toBe(true);
});

test("a session that ends during an edit loses no character, and the save goes through after signing in again", async () => {
  const user = userEvent.setup();
  quietShell();
  let ended = true;
  const saved: unknown[] = [];
  server.use(
    signedInAs(ME),
    http.get(url(`/api/customers/${HARBOR.id}`), () => HttpResponse.json(HARBOR)),
    http.patch(url(`/api/customers/${HARBOR.id}`), async ({ request }) => {
      if (ended) return problem(401, "session_ended", "Sign in.");
      saved.push([request.headers.get("X-CSRF-Token"), await request.json()]);
      return HttpResponse.json({ ...HARBOR, note: "Back door, ring twice", version: 8 });
    }),
    http.post(url("/api/auth/login"), () => {
      ended = false;
      return HttpResponse.json({ user: { ...ME, csrf_token: "csrf-2" }, csrf_token: "csrf-2" });
    }),
  );
  renderRoutes(routes, `/customers/${HARBOR.id}`);
  await screen.findByRole("heading", { level: 1, name: HARBOR.name });
  await user.keyboard("e");
  await user.type(screen.getByLabelText("Note for the shop"), "Back door, ring twice");
  await user.click(screen.getByRole("button", { name: "Save" }));

  const dialog = await screen.findByRole("dialog", { name: "Your session has ended" });
  expect(screen.getByLabelText<HTMLTextAreaElement>("Note for the shop").value).toBe("Back door, ring twice");
  await user.type(within(dialog).getByLabelText("Password"), "a long enough one{Enter}");
  await expect.poll(() => saved).toEqual([["csrf-2", expect.objectContaining({ note: "Back door, ring twice" })]]);
  await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
});

test("the navigation shows what the person may open, and a page they may not names the right", async () => {
  quietShell();
  server.use(signedInAs(ME));
  renderRoutes(routes, "/users");
  expect(await screen.findByText("users:manage")).toBeTruthy();
  const nav = screen.getByRole("navigation", { name: "Main" });
  expect(within(nav).getByRole("link", { name: /Customers/ })).toBeTruthy();
  expect(within(nav).queryByRole("link", { name: /Users/ })).toBeNull();
  expect(await within(nav).findByText("3")).toBeTruthy();
});

test("the palette opens with Ctrl K, acts on this screen, goes to pages, and gives the focus back", async () => {
  const user = userEvent.setup();
  quietShell();
  server.use(signedInAs(ME), customers());
  const { router } = renderRoutes(routes, "/customers");
  await screen.findByText("No customers yet");
  await user.keyboard("{Control>}k{/Control}");
  const field = await screen.findByRole("combobox", { name: /Search quotes/ });
  expect(screen.getByRole("option", { name: /New customer/ })).toBeTruthy();
  await user.type(field, "rate");
  await user.keyboard("{Enter}");
  await expect.poll(() => router.state.location.pathname).toBe("/rate-book");
});

test("a quote's number and Enter open it, however fast they are typed", async () => {
  const user = userEvent.setup();
  const part = (text: string) => [{ text, hit: false }];
  const quote = { id: "66666666-6666-4666-8666-666666666666", kind: "quotes", parent_id: null, name: part("10482Q Menu"), known_by: [part("Harbor")], found_in: null, status: "draft", total: null, updated_at: null };
  const none = { total: 0, items: [] };
  quietShell();
  server.use(
    signedInAs(ME),
    customers(),
    http.get(url(`/api/quotes/${quote.id}`), () => problem(404, "quote_not_found", "There is no such quote.")),
    http.get(url("/api/search"), ({ request }) => {
      const asked = new URL(request.url).searchParams.get("q") === "10482";
      const items = asked ? [{ ...quote, name: part("10483Q Menu"), id: "x" }, quote] : [];
      return HttpResponse.json({ mended: null, exact: asked ? quote.id : null, page: 1, per_page: 25, quotes: { total: items.length, items }, customers: none, contacts: none, orders: none, stocks: none });
    }),
  );
  const { router } = renderRoutes(routes, "/customers");
  await screen.findByText("No customers yet");
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByRole("combobox", { name: /Search quotes/ }), "10482{Enter}");
  await expect.poll(() => router.state.location.pathname).toBe(`/quotes/${quote.id}`);
});

test("a list that does not come says so and comes after Retry", async () => {
  const user = userEvent.setup();
  quietShell();
  server.use(signedInAs(ME), http.get(url("/api/customers"), () => problem(500, "internal", "Something went wrong on our side.")));
  renderRoutes(routes, "/customers");
  expect(await screen.findByText("The customers could not be loaded")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Copy reference req-1" })).toBeTruthy();
  server.use(customers());
  await user.click(screen.getByRole("button", { name: "Retry" }));
  expect(await screen.findByText("No customers yet")).toBeTruthy();
});

test("an address that leads nowhere says so", async () => {
  quietShell();
  server.use(signedInAs(ME));
  renderRoutes(routes, "/nope");
  expect(await screen.findByText("There is no such page")).toBeTruthy();
});
