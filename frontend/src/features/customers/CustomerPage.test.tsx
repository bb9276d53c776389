import { screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { expect, test } from "vitest";
import { routes } from "@/app/router";
import { renderRoutes } from "@/testing/render";
import { ME, problem, server, signedInAs, url } from "@/testing/server";
import { HARBOR, quietShell } from "./testing";

const PLACE = `/api/customers/${HARBOR.id}`;

function open(me = ME) {
  quietShell();
  server.use(
    signedInAs(me),
    http.get(url(PLACE), () => HttpResponse.json(HARBOR)),
  );
  return renderRoutes(routes, `/customers/${HARBOR.id}`);
}

test("a customer is shown whole, with how each certificate stands", async () => {
  open();
  expect(await screen.findByRole("heading", { level: 1, name: "Harbor Coffee Roasters" })).toBeTruthy();
  expect(screen.getByText("Maya Okafor")).toBeTruthy();
  expect(screen.getByText("Expired Jan 31, 2020")).toBeTruthy();
  expect(screen.getByText("Valid, no end")).toBeTruthy();
  expect(screen.getByRole("link", { name: /2 open quotes/ }).getAttribute("href")).toBe(`/quotes?customer_id=${HARBOR.id}`);
});

test("archiving says so and can be undone", async () => {
  const user = userEvent.setup();
  open();
  const done: string[] = [];
  server.use(
    http.post(url(`${PLACE}/archive`), ({ request }) => {
      done.push(`archive ${request.headers.get("If-Match")}`);
      return HttpResponse.json({ ...HARBOR, archived: true, version: 8 });
    }),
    http.post(url(`${PLACE}/restore`), () => {
      done.push("restore");
      return HttpResponse.json({ ...HARBOR, version: 9 });
    }),
  );
  await user.click(await screen.findByRole("button", { name: "Archive" }));
  expect(await screen.findByText("Archived")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Undo" }));
  await expect.poll(() => done).toEqual(['archive "7"', "restore"]);
  expect(await screen.findByRole("button", { name: "Archive" })).toBeTruthy();
});

test("a stale edit keeps what was typed and offers the other version", async () => {
  const user = userEvent.setup();
  open();
  let version = HARBOR.version;
  const from: (string | null)[] = [];
  server.use(
    http.get(url(PLACE), () => HttpResponse.json({ ...HARBOR, phone: "919 555 0101", version })),
    http.patch(url(PLACE), ({ request }) => {
      from.push(request.headers.get("If-Match"));
      if (from.length > 1) return HttpResponse.json({ ...HARBOR, name: "Harbor Roasters", version: 9 });
      version = 8;
      return problem(412, "stale_version", "Theo Park has changed this customer.");
    }),
  );
  await screen.findByRole("heading", { level: 1, name: "Harbor Coffee Roasters" });
  await user.keyboard("e");
  const name = screen.getByLabelText<HTMLInputElement>("Name");
  await user.clear(name);
  await user.type(name, "Harbor Roasters");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await user.click(await screen.findByRole("button", { name: "Load their version" }));
  expect(name.value).toBe("Harbor Roasters");
  await expect.poll(() => screen.queryAllByText("919 555 0101").length).toBeGreaterThan(0);
  await user.click(screen.getByRole("button", { name: "Save" }));
  await expect.poll(() => from).toEqual(['"7"', '"8"']);
});

test("the server's word on a field stands at that field", async () => {
  const user = userEvent.setup();
  open();
  server.use(http.patch(url(PLACE), () => problem(422, "invalid_input", "Look at the fields.", { fields: [{ path: ["phone"], message: "Write the phone number with its digits." }] })));
  await screen.findByRole("heading", { level: 1, name: "Harbor Coffee Roasters" });
  await user.keyboard("e");
  await user.type(screen.getByLabelText("Phone"), "call me");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Write the phone number with its digits.")).toBeTruthy();
  expect(screen.getByLabelText("Phone").getAttribute("aria-invalid")).toBe("true");
});

test("who may only read sees no button that writes", async () => {
  open({ ...ME, permissions: ["customers:read"] });
  await screen.findByRole("heading", { level: 1, name: "Harbor Coffee Roasters" });
  for (const name of ["Edit", "Archive", "Contact", "Address", "Certificate", "New quote"]) expect(screen.queryByRole("button", { name })).toBeNull();
  expect(screen.queryByRole("link", { name: "New quote" })).toBeNull();
});

test("a customer that is not there is a page with a way on", async () => {
  open();
  server.use(http.get(url(PLACE), () => problem(404, "customer_not_found", "There is no such customer.")));
  expect(await screen.findByText("There is no such customer")).toBeTruthy();
  expect(screen.getByRole("link", { name: "Go to the customers" })).toBeTruthy();
});
