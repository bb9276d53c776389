import { screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { expect, test } from "vitest";
import { renderRoutes } from "@/testing/render";
import { server, url } from "@/testing/server";
import { Timeline } from "./Timeline";

test("a mail that failed says why and is sent again by a button", async () => {
  const user = userEvent.setup();
  let status = "failed";
  server.use(
    http.get(url("/api/quotes/q1/timeline"), () =>
      HttpResponse.json([
        {
          at: "2026-11-20T15:30:00Z",
          actor: "PatriotForge",
          kind: `mail_${status}`,
          text: `Mail to maya@harbor.example ${status}`,
          details: status === "failed" ? { error: "The mail server refused it.", message_id: "m1" } : {},
        },
      ]),
    ),
    http.post(url("/api/messages/m1/retry"), () => {
      status = "queued";
      return HttpResponse.json({});
    }),
  );
  renderRoutes([{ path: "/", element: <Timeline id="q1" /> }], "/");
  expect(await screen.findByText(/The mail server refused it/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Send the mail again" }));
  expect(await screen.findByText("Mail to maya@harbor.example queued")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Send the mail again" })).toBeNull();
});
