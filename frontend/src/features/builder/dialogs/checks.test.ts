import { describe, expect, it } from "vitest";

import { removeLine, selectQuantity, setHead, typePrice } from "../model/edits";
import { DraftStore } from "../model/store";
import { exampleQuote } from "../testing/shop";
import { checksOf } from "./checks";

const TODAY = new Date("2026-11-21T12:00:00");
const bad = (store: DraftStore, to = ["maya@harbor.example"]) =>
  checksOf(store.getState(), to, TODAY).filter((check) => check.state === "bad").map((check) => check.id);

describe("checksOf", () => {
  it("lets a priced, valid quote with a recipient go", () => {
    expect(bad(new DraftStore(exampleQuote()))).toEqual([]);
  });

  it("names all that is wrong at once", () => {
    const store = new DraftStore(exampleQuote(1));
    store.edit("lines", removeLine("l1"));
    store.edit("valid", setHead({ valid_until: "2026-11-20" }));
    expect(bad(store, [])).toEqual(["lines", "stale", "valid", "to"]);
  });

  it("holds back while a price is older than the draft or a field cannot be read", () => {
    const store = new DraftStore(exampleQuote());
    store.setUnread("l1/spec.trim_width", "Not a size.");
    expect(checksOf(store.getState(), ["a@b.example"], TODAY)[0]).toMatchObject({ state: "bad", lineId: "l1" });
  });

  it("asks for the reason of a typed price", () => {
    const store = new DraftStore(exampleQuote());
    store.edit("price", typePrice("l1", "l1-q1", "90.00", " "));
    expect(bad(store)).toContain("reason-l1");
    store.edit("price", typePrice("l1", "l1-q1", "90.00", "repeat client"));
    expect(bad(store)).not.toContain("reason-l1");
  });

  it("warns when quantities are left open", () => {
    const store = new DraftStore(exampleQuote());
    store.edit("choose", selectQuantity("l1", null));
    expect(checksOf(store.getState(), ["a@b.example"], TODAY).find((check) => check.id === "open")?.state).toBe("warn");
  });
});
