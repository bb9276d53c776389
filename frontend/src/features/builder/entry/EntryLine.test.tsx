import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { delay, http, HttpResponse } from "msw";
import { describe, expect, it, vi } from "vitest";

import { server, url } from "@/testing/server";

import type { ProductDefinition } from "../model/wire";
import { EntryLine } from "./EntryLine";
import type { EntryReading } from "./reading";
import { LEAVE_OUT, pieceOf, readingOf, slipOf, valueOf } from "./testing";

function product(code: string, name: string, aliases: string[]): ProductDefinition {
  return { code, name, kind: "flat", title: name, group: "Cards", aliases, sizes: [], quantities: [], fields: [] };
}

const PRODUCTS = [product("business_card", "Business cards", ["bc"]), product("postcard", "Postcards", ["pc"])];

function serve(answer: (text: string) => EntryReading, wait: (text: string) => number = () => 0) {
  const asked: string[] = [];
  server.use(
    http.post(url("/api/entry/read"), async ({ request }) => {
      const { text } = (await request.json()) as { text: string };
      asked.push(text);
      await delay(wait(text));
      return HttpResponse.json(answer(text));
    }),
  );
  return asked;
}

function show(onLine: (reading: EntryReading) => Promise<string | null> = () => Promise.resolve(null)) {
  const onProduct = vi.fn<(product: ProductDefinition) => void>();
  const onRows = vi.fn<(text: string) => void>();
  render(<EntryLine products={PRODUCTS} onProduct={onProduct} onLine={onLine} onRows={onRows} />);
  return { onProduct, onRows, field: screen.getByRole("combobox", { name: "Add a line" }), user: userEvent.setup() };
}

describe("the line", () => {
  it("adds a product by the first letters of its name, for people who never learn more", async () => {
    serve((text) => readingOf(text));
    const { user, field, onProduct } = show();
    await user.type(field, "bus");
    expect(screen.getByRole("option", { name: /Business cards/ }).getAttribute("aria-selected")).toBe("true");
    await user.keyboard("{Enter}");
    expect(onProduct.mock.calls[0]?.[0].code).toBe("business_card");
    expect(valueOf(field)).toBe("");
  });

  it("shows what was understood before Enter, and adds it by Enter", async () => {
    serve((text) => readingOf(text, { fields: [
      { name: "product_type", label: "Product", text: "Postcards", pieces: [1] },
      { name: "trim_width", label: "Size", text: "6 x 4 in", pieces: [2] },
    ] }));
    const onLine = vi.fn<(reading: EntryReading) => Promise<string | null>>(() => Promise.resolve(null));
    const { user, field } = show(onLine);
    await user.type(field, "1000/2500 postcard 6x4");
    const option = await screen.findByRole("option", { name: /Add Postcards/ });
    expect(option.textContent).toContain("6 x 4 in");
    expect(field.getAttribute("aria-activedescendant")).toBe(option.id);
    expect(onLine).not.toHaveBeenCalled();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(onLine.mock.calls[0]?.[0].text).toBe("1000/2500 postcard 6x4"));
    await waitFor(() => expect(valueOf(field)).toBe(""));
    expect(document.activeElement).toBe(field);
  });

  it("waits for the answer to the very text, when Enter is faster", async () => {
    serve((text) => readingOf(text), (text) => (text === "500 bc 14pt" ? 150 : 0));
    const onLine = vi.fn<(reading: EntryReading) => Promise<string | null>>(() => Promise.resolve(null));
    const { user, field } = show(onLine);
    await user.type(field, "500 bc 14pt{Enter}");
    await waitFor(() => expect(onLine).toHaveBeenCalledTimes(1));
    expect(onLine.mock.calls[0]?.[0].text).toBe("500 bc 14pt");
  });

  it("never takes the answer to an older text for the newest's", async () => {
    serve((text) => readingOf(text, { fields: [{ name: "product_type", label: "Product", text: `of ${text}`, pieces: [] }] }), (text) => (text.length < 7 ? 120 : 0));
    const { user, field } = show();
    await user.type(field, "500 bc");
    await new Promise((done) => { setTimeout(done, 80); });
    await user.type(field, " 14");
    await screen.findByText("of 500 bc 14");
    await new Promise((done) => { setTimeout(done, 150); });
    expect(screen.queryByText("of 500 bc")).toBeNull();
  });

  it("puts the nearest word in the place of one that means nothing, and adds nothing meanwhile", async () => {
    serve((text) => (text.includes("postcrads") ? slipOf(text, "postcrads", "postcards") : readingOf(text)));
    const onLine = vi.fn<(reading: EntryReading) => Promise<string | null>>(() => Promise.resolve(null));
    const { user, field } = show(onLine);
    await user.type(field, "500 postcrads 6x4");
    expect((await screen.findByRole("option", { name: "postcards" })).getAttribute("aria-selected")).toBe("true");
    expect(screen.getByRole("status").textContent).toContain("“postcrads”: This word is not in the vocabulary.");
    await user.keyboard("{Enter}");
    expect(valueOf(field)).toBe("500 postcards 6x4");
    expect(onLine).not.toHaveBeenCalled();
  });

  it("leaves a word out only where a person chooses to", async () => {
    const alone = (text: string) => readingOf(text, {
      is_complete: false, line: null,
      pieces: [pieceOf(text, "zzz", { status: "unknown", field: null, message: "This word is not in the vocabulary.", offers: [LEAVE_OUT] })],
    });
    serve((text) => (text.includes("zzz") ? alone(text) : readingOf(text)));
    const { user, field } = show();
    await user.type(field, "500 zzz bc");
    expect((await screen.findByRole("option", { name: "Leave “zzz” out" })).getAttribute("aria-selected")).toBe("false");
    await user.keyboard("{Enter}");
    expect(valueOf(field)).toBe("500 zzz bc");
    await user.keyboard("{ArrowDown}{Enter}");
    expect(valueOf(field)).toBe("500 bc");
  });

  it("offers what a word can mean, by the arrow keys", async () => {
    const offers = [{ text: "SLC-80", label: "80# silk cover", hint: "" }, { text: "GLC-80", label: "80# gloss cover", hint: "" }];
    serve((text) => (text.includes("80#")
      ? readingOf(text, { is_complete: false, pieces: [pieceOf(text, "80#", { status: "ambiguous", message: "This can mean 2 things. Choose one.", offers })] })
      : readingOf(text)));
    const { user, field } = show();
    await user.type(field, "500 bc 80#");
    await screen.findByRole("option", { name: /80# silk cover/ });
    await user.keyboard("{ArrowDown}");
    expect(screen.getByRole("option", { name: /80# gloss cover/ }).getAttribute("aria-selected")).toBe("true");
    await user.keyboard("{Enter}");
    expect(valueOf(field)).toBe("500 bc GLC-80");
  });

  it("says why a line cannot be added, and keeps it", async () => {
    serve((text) => readingOf(text));
    const { user, field } = show(() => Promise.resolve("Costs are for estimators and managers."));
    await user.type(field, "500 bc m40");
    await screen.findByRole("option", { name: /Add Postcards/ });
    await user.keyboard("{Enter}");
    await waitFor(() => expect(screen.getByRole("status").textContent).toContain("Costs are for estimators and managers."));
    expect(valueOf(field)).toBe("500 bc m40");
    expect(field.getAttribute("aria-invalid")).toBe("true");
  });

  it("hands several rows on, and takes one row as typed", async () => {
    serve((text) => readingOf(text));
    const { user, field, onRows } = show();
    await user.click(field);
    await user.paste("500\tbc\r\n1000\tpc\r\n");
    expect(onRows).toHaveBeenCalledWith("500\tbc\n1000\tpc\n");
    expect(valueOf(field)).toBe("");
    await user.paste("500 bc 14pt");
    expect(valueOf(field)).toBe("500 bc 14pt");
    expect(onRows).toHaveBeenCalledTimes(1);
  });

  it("closes the list by Escape and forgets the line by another", async () => {
    serve((text) => readingOf(text));
    const { user, field } = show();
    await user.type(field, "post");
    expect(field.getAttribute("aria-expanded")).toBe("true");
    await user.keyboard("{Escape}");
    expect(field.getAttribute("aria-expanded")).toBe("false");
    expect(valueOf(field)).toBe("post");
    await user.keyboard("{Escape}");
    expect(valueOf(field)).toBe("");
  });
});
