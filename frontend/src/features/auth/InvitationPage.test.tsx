import { screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { expect, test } from "vitest";
import { routes } from "@/app/router";
import { quietShell } from "@/features/customers/testing";
import { renderRoutes } from "@/testing/render";
import { ME, problem, server, signedInAs, url } from "@/testing/server";

test("an invited person chooses a password and is in", async () => {
  const user = userEvent.setup();
  quietShell();
  let sent: unknown;
  server.use(
    signedInAs(ME),
    http.get(url("/api/auth/invitations/tok"), () => HttpResponse.json({ email: "dana@shop.example", name: "Dana Ruiz" })),
    http.post(url("/api/auth/invitations/accept"), async ({ request }) => {
      sent = await request.json();
      return HttpResponse.json({ user: ME, csrf_token: "csrf-1" });
    }),
  );
  const { router } = renderRoutes(routes, "/invitation/tok");
  const password = await screen.findByLabelText("Password");
  await user.type(password, "short{Enter}");
  expect(await screen.findByText(/Use at least 12 characters/)).toBeTruthy();
  expect(sent).toBeUndefined();
  await user.type(password, " but then long{Enter}");
  await expect.poll(() => sent).toEqual({ token: "tok", password: "short but then long" });
  await expect.poll(() => router.state.location.pathname).toBe("/quotes");
});

test("a used link says so and leads to the door", async () => {
  server.use(http.get(url("/api/auth/invitations/tok"), () => problem(404, "invitation_not_found", "This invitation has been used or has run out.")));
  renderRoutes(routes, "/invitation/tok");
  expect(await screen.findByText("This invitation has been used or has run out.")).toBeTruthy();
  expect(screen.getByRole("link", { name: "Go to sign in" })).toBeTruthy();
});
