import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { describe, expect, it, vi } from "vitest";

import { problem, server, url } from "@/testing/server";

import { SessionContext } from "../context";
import { BuilderSession } from "../model/session";
import { exampleQuote, Shop } from "../testing/shop";
import { PasteDialog } from "./PasteDialog";
import type { EntryBlock } from "./reading";
import { blockOf, readingOf, slipOf, valueOf } from "./testing";

function serve(answer: (text: string) => EntryBlock) {
  server.use(
    http.post(url("/api/entry/read-block"), async ({ request }) => {
      const { text } = (await request.json()) as { text: string };
      return HttpResponse.json(answer(text));
    }),
  );
}

function show(pasted: string) {
  const shop = new Shop(exampleQuote(1));
  const session = new BuilderSession(shop.quote, "u1", {
    save: (version, changes) => Promise.resolve(shop.save(version, changes)),
    preview: (changes) => Promise.resolve(shop.preview(changes)),
    estimate: () => Promise.resolve(null),
  }, { onMerged: () => undefined, onTakenUp: () => undefined, onSaved: () => undefined }, localStorage);
  const onClose = vi.fn<() => void>();
  render(<SessionContext value={session}><PasteDialog pasted={pasted} onClose={onClose} /></SessionContext>);
  return { session, onClose, user: userEvent.setup(), titles: () => session.store.getState().draft.order.map((id) => session.store.getState().draft.lines[id]?.title) };
}

const GOOD = "1000 postcards";
const BAD = "500 postcrads";

function twoRows(text: string): EntryBlock {
  const readings = text.split("\n").map((line) => (line === BAD ? slipOf(line, "postcrads", "postcards") : readingOf(line)));
  return blockOf(text, readings);
}

describe("what was pasted", () => {
  it("is shown row by row, and only what is confirmed is added, as one edit with one undo", async () => {
    serve(twoRows);
    const { user, session, titles, onClose } = show(`${GOOD}\n250 postcards\n${BAD}`);
    await screen.findByText("3 jobs found. 1 job needs a word from you.");
    expect(titles()).toEqual(["Cards 1"]);
    await user.click(screen.getByRole("checkbox", { name: "Line 2: Postcards" }));
    await user.click(screen.getByRole("button", { name: "Add 1 line" }));
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(titles()).toEqual(["Cards 1", "Postcards"]);
    session.store.undo();
    expect(titles()).toEqual(["Cards 1"]);
    session.close();
  });

  it("keeps a row that cannot be read, with its bad words marked, and mends it by a choice", async () => {
    serve(twoRows);
    const { user, session } = show(`${GOOD}\n${BAD}`);
    const bad = await screen.findByRole("checkbox", { name: /^Line 2/ });
    expect(bad.matches(":disabled")).toBe(true);
    expect(bad.matches(":checked")).toBe(false);
    const about = screen.getByRole("group", { name: "About “postcrads”" });
    await user.click(within(about).getByRole("button", { name: "postcards" }));
    await screen.findByText("2 jobs found.");
    expect(screen.getByRole("checkbox", { name: "Line 2: Postcards" }).matches(":checked")).toBe(true);
    session.close();
  });

  it("adds all twenty rows as one edit", async () => {
    serve(twoRows);
    const text = Array.from({ length: 20 }, (_, index) => `${index + 1}00 postcards`).join("\n");
    const { user, session, titles } = show(text);
    await user.click(await screen.findByRole("button", { name: "Add 20 lines" }));
    await waitFor(() => expect(titles()).toHaveLength(21));
    session.store.undo();
    expect(titles()).toEqual(["Cards 1"]);
    session.close();
  });

  it("prices a margin only when the lines are added", async () => {
    serve((text) => blockOf(text, [readingOf(text, { internal: { margin: "0.4" } })]));
    const asked = vi.fn<() => void>();
    server.use(http.post(url("/api/estimates/target"), async ({ request }) => {
      asked();
      const { quantity, target } = (await request.json()) as { quantity: number; target: { kind: string; value: string } };
      expect(target).toEqual({ kind: "margin", value: "0.4" });
      return HttpResponse.json({ price: quantity === 1000 ? "120.00" : "240.00" });
    }));
    const { user, session } = show("1000 postcards m40");
    const add = await screen.findByRole("button", { name: "Add 1 line" });
    expect(asked).not.toHaveBeenCalled();
    await user.click(add);
    await waitFor(() => expect(session.store.getState().draft.order).toHaveLength(2));
    const { draft } = session.store.getState();
    expect(draft.lines[draft.order[1] ?? ""]?.quantities.map((row) => row.typed_price)).toEqual(["120.00", "240.00"]);
    session.close();
  });

  it("is asked for where nothing was pasted yet, and keeps what is no job in sight", async () => {
    serve((text) => ({ ...blockOf(text, [readingOf(GOOD)]), passed: [{ start: 0, end: 8 }] }));
    const { user, session } = show("");
    await user.type(screen.getByLabelText("Text"), `Hi Dana, ${GOOD}`);
    await user.click(screen.getByRole("button", { name: "Read it" }));
    await screen.findByText("1 job found.");
    expect(screen.queryByText("Hi Dana,")).not.toBeNull();
    session.close();
  });

  it("says what is wrong where the server refuses, and loses nothing", async () => {
    server.use(http.post(url("/api/entry/read-block"), () => problem(503, "no_rate_card", "No rate card has been published.")));
    const { user, session } = show(GOOD);
    await screen.findByText("No rate card has been published.");
    await user.click(screen.getByRole("button", { name: "Change the text" }));
    expect(valueOf(screen.getByLabelText("Text"))).toBe(GOOD);
    session.close();
  });
});
