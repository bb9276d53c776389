import { screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { expect, test } from "vitest";

import { exampleQuote } from "@/features/builder/testing/shop";
import type { Quote } from "@/features/quotes/queries";
import { SendModal } from "@/features/quotes/SendModal";
import { renderRoutes } from "@/testing/render";
import { problem, server, url } from "@/testing/server";

import { SendingNotice } from "./SendingNotice";
import { FAILED_MAIL, MAILS, PREVIEW, SENDING } from "./testing";

// As it comes over the wire.
const QUOTE = JSON.parse(JSON.stringify(exampleQuote())) as Quote;

function answers(asked: Record<string, unknown>[], sending: object = SENDING) {
  const at = `/api/quotes/${QUOTE.id}`;
  const keep = (name: string, reply: object) => async ({ request }: { request: Request }) => {
    const text = await request.text();
    asked.push({ [name]: text === "" ? null : (JSON.parse(text) as unknown) });
    return HttpResponse.json(reply);
  };
  server.use(
    http.get(url(`${at}/checks`), () => HttpResponse.json({ problems: [], rules: [], rates_current: true, can_send: true, fingerprint: "f" })),
    http.get(url(`${at}/sending`), () => HttpResponse.json(sending)),
    http.get(url("/api/mail-templates"), () => HttpResponse.json(MAILS)),
    http.post(url(`${at}/mail-preview`), () => HttpResponse.json(PREVIEW)),
    http.post(url(`${at}/send`), keep("send", QUOTE)),
    http.post(url(`${at}/undo-send`), keep("undo", QUOTE)),
    http.put(url(`${at}/schedule`), keep("schedule", {})),
    http.post(url("/api/messages/m1/retry"), keep("retry", FAILED_MAIL)),
  );
}

function open() {
  renderRoutes([{ path: "/", element: <SendModal quote={QUOTE} onDone={() => Promise.resolve()} onClose={() => undefined} /> }, { path: "/quotes/:id/edit", element: <p>the builder</p> }], "/");
}

test("the usual case goes by one chord to whom the last mail went, in the template’s words, and has a way back", async () => {
  const user = userEvent.setup();
  const asked: Record<string, unknown>[] = [];
  answers(asked);
  open();
  expect(await screen.findByText("ben@harbor.example")).toBeTruthy();
  expect((await screen.findAllByText("It comes to $864.25.")).length).toBeGreaterThan(0);
  await user.keyboard("{Control>}{Enter}{/Control}");
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  expect(await screen.findByText("the builder")).toBeTruthy();
  expect(asked).toEqual([
    { send: { to: ["maya@harbor.example"], cc: ["ben@harbor.example"], template: "", subject: "", message: "", include_link: true, attach_pdf: true } },
    { undo: null },
  ]);
});

test("recipients are added, taken away and checked; another template brings its words, and a person’s own go with the mail", async () => {
  const user = userEvent.setup();
  const asked: Record<string, unknown>[] = [];
  answers(asked);
  open();
  await screen.findByText("ben@harbor.example");
  await user.click(screen.getByRole("button", { name: "Remove ben@harbor.example" }));
  // The chord makes a chip of what was typed, and sends nothing yet.
  await user.type(screen.getByLabelText("To"), "nobody{Control>}{Enter}{/Control}");
  expect(await screen.findByText("nobody is not an e-mail address.")).toBeTruthy();
  expect(screen.getByRole("button", { name: /^Send/ })).toHaveProperty("disabled", true);
  await user.type(screen.getByLabelText("To"), "{Backspace}");
  await user.selectOptions(screen.getByLabelText("Template"), "Rush jobs");
  expect(screen.getByLabelText("Text")).toHaveProperty("value", "Fast: {{total}}");
  await user.type(screen.getByLabelText("Text"), " Call me.");
  await user.click(screen.getByLabelText("Send it later"));
  await user.click(screen.getByRole("button", { name: /^Schedule/ }));
  await expect.poll(() => asked.length).toBe(1);
  expect(asked[0]).toEqual({
    schedule: {
      day: "2026-11-20", time: "08:00",
      sending: { to: ["maya@harbor.example"], cc: [], template: "rush", subject: "", message: "Fast: {{total}} Call me.", include_link: true, attach_pdf: true },
    },
  });
});

test("a field that the mail does not have is named in the server’s own sentence", async () => {
  answers([]);
  server.use(http.post(url(`/api/quotes/${QUOTE.id}/mail-preview`), () => problem(422, "mail_field_unknown", "This mail has no field {{totl}}. Did you mean {{total}}?")));
  open();
  expect(await screen.findByText(/Did you mean {{total}}/)).toBeTruthy();
  expect(screen.getByRole("button", { name: /^Send/ })).toHaveProperty("disabled", true);
});

test("an address that was refused is a sentence on the quote, and the mail goes to the right one", async () => {
  const user = userEvent.setup();
  const asked: Record<string, unknown>[] = [];
  answers(asked, { ...SENDING, mail: FAILED_MAIL });
  renderRoutes([{ path: "/", element: <SendingNotice quote={{ ...QUOTE, status: "sent" }} /> }], "/");
  expect(await screen.findByText(/Check the address/)).toBeTruthy();
  await user.type(screen.getByLabelText("The right address, if it was another"), "maya@harbor-coffee.example");
  await user.click(screen.getByRole("button", { name: "Send the mail again" }));
  await expect.poll(() => asked).toEqual([{ retry: { to: ["maya@harbor-coffee.example"] } }]);
});
