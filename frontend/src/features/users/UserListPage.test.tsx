import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { expect, test } from "vitest";
import { routes } from "@/app/router";
import { quietShell } from "@/features/customers/testing";
import { renderRoutes } from "@/testing/render";
import { ME, problem, server, signedInAs, url } from "@/testing/server";
import type { User } from "./queries";

const THEO: User = {
  id: "77777777-7777-4777-8777-777777777777",
  email: "theo@shop.example",
  name: "Theo Park",
  role: "manager",
  status: "active",
  limits: { max_total: "25000.00", min_margin: "0.2500", max_discount: null },
  last_login_at: null,
  created_at: "2026-01-02T10:00:00Z",
  version: 3,
};

function open() {
  quietShell();
  server.use(
    signedInAs({ ...ME, permissions: [...ME.permissions, "users:manage"] }),
    http.get(url("/api/users"), () => HttpResponse.json({ total: 1, page: 1, per_page: 25, items: [THEO] })),
  );
  return renderRoutes(routes, "/users");
}

test("an invitation goes out with percents as exact fractions", async () => {
  const user = userEvent.setup();
  open();
  let sent: unknown;
  server.use(
    http.post(url("/api/users"), async ({ request }) => {
      sent = await request.json();
      return HttpResponse.json({ ...THEO, email: "priya@shop.example" }, { status: 201 });
    }),
  );
  await user.click(await screen.findByRole("button", { name: "Invite a user" }));
  const dialog = screen.getByRole("dialog");
  await user.type(within(dialog).getByLabelText("Name"), "Priya Nair");
  await user.type(within(dialog).getByLabelText("Email"), "priya@shop.example");
  await user.selectOptions(within(dialog).getByLabelText("Role"), "estimator");
  await user.type(within(dialog).getByLabelText("Largest total"), "$5,000");
  await user.type(within(dialog).getByLabelText("Largest discount, %"), "7.5");
  await user.click(within(dialog).getByRole("button", { name: "Send the invitation" }));
  expect(await screen.findByText("An invitation is on its way to priya@shop.example.")).toBeTruthy();
  expect(sent).toEqual({
    name: "Priya Nair",
    email: "priya@shop.example",
    role: "estimator",
    limits: { max_total: "5000", min_margin: null, max_discount: "0.075" },
  });
});

test("limits are shown as people type them, and a percentage that is none is not sent", async () => {
  const user = userEvent.setup();
  open();
  await user.click(await screen.findByRole("button", { name: "Theo Park" }));
  const margin = screen.getByLabelText<HTMLInputElement>("Smallest margin, %");
  expect(margin.value).toBe("25");
  await user.type(margin, " or so");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Write a percentage, like 25 or 12.5.")).toBeTruthy();
});

test("deactivating asks for the name and tells a refusal in the dialog", async () => {
  const user = userEvent.setup();
  open();
  server.use(http.post(url(`/api/users/${THEO.id}/deactivate`), () => problem(409, "last_admin", "This is the last active administrator.")));
  await user.click(await screen.findByRole("button", { name: "Theo Park" }));
  await user.click(screen.getByRole("button", { name: "Deactivate" }));
  const dialog = await screen.findByRole("dialog", { name: "Deactivate Theo Park?" });
  const act = within(dialog).getByRole<HTMLButtonElement>("button", { name: "Deactivate" });
  expect(act.disabled).toBe(true);
  await user.type(within(dialog).getByRole("textbox"), "theo park");
  expect(act.disabled).toBe(false);
  await user.click(act);
  expect((await within(dialog).findByRole("alert")).textContent).toContain("last active administrator");
});
