import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { delay, HttpResponse, http } from "msw";
import { expect, test, vi } from "vitest";

import { session } from "@/api/session";
import { renderRoutes } from "@/testing/render";
import { problem, server, url } from "@/testing/server";

import { FilesCard } from "./FilesCard";
import type { KeptFile } from "./queries";

const LINES = [{ id: "line-1", title: "Business cards" }, { id: "line-2", title: "Flyers" }];

function kept(name: string, more: Partial<KeptFile> = {}): KeptFile {
  return {
    id: `id-${name}`, customer_id: null, quote_id: "q1", line: null, name, media_type: "application/pdf", size_bytes: 34_000, sha256: "a".repeat(64),
    uploaded_at: "2026-11-20T15:00:00Z", uploaded_by: { id: "u1", name: "Dana Ruiz" }, evidence: false, inspection: "ready", problem: "", summary: "3.5 x 2 in",
    facts: null, previews: 0, findings: [], version: 1, ...more,
  };
}

/** A quote's files as the server keeps them, with what it was asked. */
function shelf(files: KeptFile[]) {
  const asked: { what: string; match: string | null; query: string; key: string | null; token: string | null }[] = [];
  const say = (request: Request, what: string) =>
    asked.push({ what, match: request.headers.get("if-match"), query: new URL(request.url).search, key: request.headers.get("idempotency-key"), token: request.headers.get("x-csrf-token") });
  const put = (id: string, change: Partial<KeptFile>) => {
    const at = files.findIndex((one) => one.id === id);
    files[at] = { ...(files[at] ?? kept("?")), ...change, version: (files[at]?.version ?? 0) + 1 };
    return HttpResponse.json(files[at]);
  };
  const gone = new Set<string>();
  server.use(
    http.get(url("/api/quotes/q1/files"), () => HttpResponse.json({ items: files.filter((one) => !gone.has(one.id)) })),
    http.post(url("/api/quotes/q1/files"), async ({ request }) => {
      say(request, "send");
      await request.arrayBuffer();
      const file = kept(new URL(request.url).searchParams.get("name") ?? "");
      files.unshift(file);
      return HttpResponse.json(file, { status: 201 });
    }),
    http.delete(url("/api/files/:id"), ({ request, params }) => {
      say(request, "delete");
      gone.add(String(params["id"]));
      return put(String(params["id"]), {});
    }),
    http.post(url("/api/files/:id/restore"), ({ request, params }) => {
      say(request, "restore");
      gone.delete(String(params["id"]));
      return put(String(params["id"]), {});
    }),
    http.patch(url("/api/files/:id"), async ({ request, params }) => {
      say(request, "change");
      return put(String(params["id"]), (await request.json()) as Partial<KeptFile>);
    }),
  );
  return asked;
}

function open(writes = true, lines = LINES) {
  session.opened("csrf-9");
  return renderRoutes([{ path: "/", element: <main><FilesCard home={{ kind: "quotes", id: "q1" }} writes={writes} lines={lines} /></main> }], "/");
}

const picture = (name: string, size = 4) => new File([new Uint8Array(size)], name, { type: "image/png" });

test("a file says what was found in it, beside which line, and whether it fits", async () => {
  shelf([
    kept("card.pdf", {
      line: { id: "line-1", position: 1, title: "Business cards" },
      findings: [{ code: "no_bleed", level: "problem", text: "The file is 3.5 x 2 in without bleed: the line says 1/8 in bleed." }],
    }),
    kept("old.pdf", { inspection: "failed", problem: "This PDF is damaged. Ask for it to be exported again.", summary: "" }),
  ]);
  open();
  const rowOf = async (name: string) => within((await screen.findByRole("link", { name })).closest("li") ?? document.body);
  const [card, old] = [await rowOf("card.pdf"), await rowOf("old.pdf")];
  expect(card.getByText("Line 1: Business cards")).toBeTruthy();
  expect(card.getByText("34 KB")).toBeTruthy();
  expect(card.getByRole("img", { name: "Does not fit" })).toBeTruthy();
  expect(card.getByText("The file is 3.5 x 2 in without bleed: the line says 1/8 in bleed.")).toBeTruthy();
  expect(card.getByRole("link", { name: "card.pdf" }).getAttribute("href")).toBe("/api/files/id-card.pdf/content");
  expect(old.getByText("This PDF is damaged. Ask for it to be exported again.")).toBeTruthy();
});

test("several files leave together, each for the line that was chosen, under the session's token and a key of its own", async () => {
  const asked = shelf([]);
  const user = userEvent.setup();
  open();
  await screen.findByText("No files yet");
  await user.selectOptions(screen.getByRole("combobox", { name: "New files belong to" }), "Line 2: Flyers");
  await user.upload(screen.getByLabelText("Add files", { selector: "input" }), [picture("a.png"), picture("b & c.png"), picture("d.png")]);
  for (const name of ["a.png", "b & c.png", "d.png"]) expect(await screen.findByRole("link", { name })).toBeTruthy();
  expect(asked.map((one) => one.query)).toContain("?name=b+%26+c.png&line_id=line-2");
  expect(new Set(asked.map((one) => one.key)).size).toBe(3);
  expect(asked.every((one) => one.token === "csrf-9")).toBe(true);
  await waitFor(() => expect(screen.queryByRole("list", { name: "On their way" })).toBeNull());
});

test("for a quote of one line a file is that line's, unless a person says otherwise", async () => {
  const asked = shelf([]);
  const user = userEvent.setup();
  open(true, LINES.slice(0, 1));
  await user.upload(await screen.findByLabelText("Add files", { selector: "input" }), picture("a.png"));
  await screen.findByRole("link", { name: "a.png" });
  expect(asked[0]?.query).toBe("?name=a.png&line_id=line-1");
});

test("a refused file says why and can be sent again or forgotten; one that is too large is not sent at all", async () => {
  shelf([]);
  let tries = 0;
  server.use(http.post(url("/api/quotes/q1/files"), async ({ request }) => {
    await request.arrayBuffer();
    tries += 1;
    return tries === 1 ? problem(415, "file_type_refused", "This file ends in .png but is a ZIP archive.") : HttpResponse.json(kept("a.png"), { status: 201 });
  }));
  const user = userEvent.setup();
  open();
  const large = picture("large.png");
  vi.spyOn(large, "size", "get").mockReturnValue(60 * 1024 * 1024);
  await user.upload(await screen.findByLabelText("Add files", { selector: "input" }), [picture("a.png"), large]);
  expect(await screen.findByText("This file ends in .png but is a ZIP archive.")).toBeTruthy();
  expect(screen.getByText("This file is larger than 50 MiB: send a link to it, or save it smaller.")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Forget large.png" }));
  expect(screen.queryByText(/larger than 50 MiB/)).toBeNull();
  await user.click(screen.getByRole("button", { name: "Retry" }));
  await waitFor(() => expect(tries).toBe(2));
  await waitFor(() => expect(screen.queryByRole("list", { name: "On their way" })).toBeNull());
});

test("what is on its way shows how far it is and can be cancelled", async () => {
  shelf([]);
  server.use(http.post(url("/api/quotes/q1/files"), () => delay("infinite")));
  const user = userEvent.setup();
  open();
  await user.upload(await screen.findByLabelText("Add files", { selector: "input" }), picture("slow.png", 2_000));
  expect(await screen.findByRole("progressbar", { name: "Sending slow.png" })).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Cancel slow.png" }));
  expect(screen.queryByText("slow.png")).toBeNull();
});

test("a file is renamed, and deleted with a way back", async () => {
  const asked = shelf([kept("card.pdf")]);
  const user = userEvent.setup();
  open();
  await user.click(await screen.findByRole("button", { name: "Actions for card.pdf" }));
  await user.click(await screen.findByRole("menuitem", { name: "Rename or move" }));
  const dialog = await screen.findByRole("dialog", { name: "Rename or move" });
  const name = within(dialog).getByRole("textbox", { name: "Name" });
  await user.clear(name);
  await user.type(name, "front.pdf");
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  expect(await screen.findByRole("link", { name: "front.pdf" })).toBeTruthy();

  await user.click(screen.getByRole("button", { name: "Actions for front.pdf" }));
  await user.click(await screen.findByRole("menuitem", { name: "Delete" }));
  expect(await screen.findByText("front.pdf is deleted.")).toBeTruthy();
  expect(screen.queryByRole("link", { name: "front.pdf" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Undo" }));
  expect(await screen.findByRole("link", { name: "front.pdf" })).toBeTruthy();
  expect(asked.map(({ what, match }) => [what, match])).toEqual([["change", '"1"'], ["delete", '"2"'], ["restore", '"3"']]);
});

test("evidence stays, and who only reads adds nothing", async () => {
  shelf([kept("po.pdf", { evidence: true })]);
  const user = userEvent.setup();
  open(false);
  expect(await screen.findByText("Evidence")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Add files" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Actions for po.pdf" }));
  expect((await screen.findAllByRole("menuitem")).map((one) => one.textContent)).toEqual(["Download"]);
});

test("it says that it loads, and what did not come, with a way to ask again", async () => {
  server.use(http.get(url("/api/quotes/q1/files"), () => problem(500, "internal", "Something went wrong on our side.")));
  const user = userEvent.setup();
  open();
  expect(screen.getByText("Loading the files")).toBeTruthy();
  expect(await screen.findByText("The files could not be loaded")).toBeTruthy();
  shelf([kept("card.pdf")]);
  await user.click(screen.getByRole("button", { name: "Retry" }));
  expect(await screen.findByRole("link", { name: "card.pdf" })).toBeTruthy();
});
