import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { expect, test } from "vitest";
import { renderRoutes } from "@/testing/render";
import { problem, server, url } from "@/testing/server";
import type { Entry, NoteWords } from "./queries";
import { Timeline } from "./Timeline";

const AT = "2026-11-20T15:30:00Z";
const NONE = { all: 0, notes: 0, mails: 0, customer: 0, approvals: 0, changes: 0, files: 0 };

function story(items: readonly Entry[], counts: Partial<typeof NONE> = {}, page = 1, total = items.length) {
  return { total, page, per_page: 30, items, counts: { ...NONE, all: items.length, ...counts } };
}

function entry(text: string, more: Partial<Entry> = {}): Entry {
  return { at: AT, actor: "PatriotForge", kind: "sent", group: "changes", text, details: {}, ...more };
}

function note(body: string, changeable = true): Entry {
  const details = { note_id: "n1", body, mentions: [{ id: "u2", name: "Dana Ruiz" }], edited_at: null, changeable };
  return entry("Wrote a note", { actor: "Sam Ortiz", kind: "note", group: "notes", details });
}

function show(address = "/") {
  server.use(http.get(url("/api/quotes/q1/colleagues"), () => HttpResponse.json([{ id: "u2", name: "Dana Ruiz", role: "estimator" }, { id: "u3", name: "Dan Park", role: "manager" }])));
  return renderRoutes([{ path: "/", element: <Timeline id="q1" /> }], address);
}

test("a mail that failed says why and is sent again by a button", async () => {
  const user = userEvent.setup();
  let status = "failed";
  server.use(
    http.get(url("/api/quotes/q1/timeline"), () =>
      HttpResponse.json(story([entry(`Mail to maya@harbor.example ${status}`, { kind: `mail_${status}`, group: "mails", details: status === "failed" ? { error: "The mail server refused it.", message_id: "m1" } : {} })])),
    ),
    http.post(url("/api/messages/m1/retry"), () => {
      status = "queued";
      return HttpResponse.json({});
    }),
  );
  show();
  expect(await screen.findByText(/The mail server refused it/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Send the mail again" }));
  expect(await screen.findByText("Mail to maya@harbor.example queued")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Send the mail again" })).toBeNull();
});

test("a note is written by keyboard, with a colleague chosen from the list, and stays while the server refuses it", async () => {
  const user = userEvent.setup();
  const sent: NoteWords[] = [];
  let works = false;
  server.use(
    http.get(url("/api/quotes/q1/timeline"), () => HttpResponse.json(works ? story([note("Ask @Dana Ruiz now")], { notes: 1 }) : story([]))),
    http.post<never, NoteWords>(url("/api/quotes/q1/notes"), async ({ request }) => {
      if (!works) return problem(503, "busy", "Try again in a moment.");
      sent.push(await request.json());
      return HttpResponse.json({}, { status: 201 });
    }),
  );
  show();
  const field = await screen.findByRole("textbox", { name: "Note for colleagues" });
  await user.type(field, "Ask @da");
  expect((await screen.findAllByRole("option")).map((one) => one.getAttribute("aria-selected"))).toEqual(["true", "false"]);
  await user.keyboard("{ArrowDown}{ArrowUp}{Enter}");
  expect(field).toHaveProperty("value", "Ask @Dana Ruiz ");
  expect(screen.queryByRole("listbox")).toBeNull();
  await user.type(field, "now{Control>}{Enter}{/Control}");
  expect(await screen.findByText("Try again in a moment.")).toBeTruthy();
  expect(field).toHaveProperty("value", "Ask @Dana Ruiz now");
  works = true;
  await user.click(screen.getByRole("button", { name: "Add note" }));
  expect(await screen.findByText("@Dana Ruiz")).toBeTruthy();
  expect(sent).toEqual([{ body: "Ask @Dana Ruiz now", mentions: ["u2"] }]);
  expect(field).toHaveProperty("value", "");
});

test("one's own note is changed in its place and deleted after a question; a colleague's is only read", async () => {
  const user = userEvent.setup();
  let body: string | null = "Forty pund";
  server.use(
    http.get(url("/api/quotes/q1/timeline"), () => HttpResponse.json(story([...(body === null ? [] : [note(body)]), { ...note("Theirs", false), at: "2026-11-20T15:00:00Z" }]))),
    http.put<never, NoteWords>(url("/api/quotes/q1/notes/n1"), async ({ request }) => {
      ({ body } = await request.json());
      return HttpResponse.json({});
    }),
    http.delete(url("/api/quotes/q1/notes/n1"), () => {
      body = null;
      return new HttpResponse(null, { status: 204 });
    }),
  );
  show();
  await screen.findByText("Forty pund");
  await user.click(screen.getByRole("button", { name: "Edit" }));
  const field = screen.getByRole("textbox", { name: "Change the note" });
  await user.clear(field);
  await user.type(field, "Forty pounds");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Forty pounds")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Delete" }));
  await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Delete" }));
  await expect.poll(() => screen.queryByText("Forty pounds")).toBeNull();
  expect(screen.getByText("Theirs")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Edit" })).toBeNull();
});

test("a tab shows one kind of activity and is an address; more comes by a button", async () => {
  const user = userEvent.setup();
  server.use(
    http.get(url("/api/quotes/q1/timeline"), ({ request }) => {
      const asked = new URL(request.url).searchParams;
      if (asked.get("group") === "files") return HttpResponse.json(story([], { all: 31 }));
      if (asked.get("page") === "2") return HttpResponse.json(story([entry("Created the quote")], { all: 31, customer: 2 }, 2, 31));
      return HttpResponse.json(story([entry("Sent the quote")], { all: 31, customer: 2 }, 1, 31));
    }),
  );
  const { router } = show();
  await user.click(await screen.findByRole("button", { name: "Show what was before" }));
  expect(await screen.findByText("Created the quote")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Show what was before" })).toBeNull();
  const kinds = within(screen.getByRole("navigation", { name: "Kinds of activity" }));
  expect(kinds.getByRole("link", { name: "Customer2" })).toBeTruthy();
  await user.click(kinds.getByRole("link", { name: "Files0" }));
  expect(await screen.findByText("No file was added.")).toBeTruthy();
  expect(router.state.location.search).toBe("?activity=files");
});
