import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { anyEdit } from "../testing/edits";
import { exampleQuote, Shop } from "../testing/shop";
import { changesBetween } from "./changes";
import * as edits from "./edits";
import { same } from "./same";
import { DraftStore } from "./store";
import type { LineEstimate } from "./wire";

function open(count = 3) {
  const shop = new Shop(exampleQuote(count));
  let clock = 0;
  return { shop, store: new DraftStore(shop.quote, () => (clock += 100)) };
}

function save(store: DraftStore, shop: Shop) {
  const { saved, draft, quote, revision } = store.getState();
  const answer = shop.save(quote.version, changesBetween(saved, draft));
  if (answer.kind === "saved") store.confirm(answer.quote, draft, revision);
}

function estimateOf(lineId: string, quantities: readonly number[], press: string): LineEstimate {
  return { line_id: lineId, quantities: quantities.map((quantity) => ({ quantity, press })) } as unknown as LineEstimate;
}

describe("the engine's account of a line", () => {
  const preview = (estimate: LineEstimate, shop: Shop) => ({ lines: [], estimates: [estimate], totals: shop.quote.totals });
  const accountOf = (store: DraftStore) => store.getState().estimates["l1"]?.estimate.quantities;

  it("holds where the engine is not asked again: a typed price, and a quantity added beside", () => {
    const { store, shop } = open();
    store.setEstimate(store.getState().draft, estimateOf("l1", [500, 1000], "first"));
    store.edit("price", edits.typePrice("l1", "l1-q1", "99.00", ""));
    store.paint(store.getState().revision, store.getState().draft, preview(estimateOf("l1", [], "none"), shop));
    expect(accountOf(store)).toMatchObject([{ quantity: 500, press: "first" }, { quantity: 1000, press: "first" }]);
    store.edit("quantity", edits.addQuantities("l1", [{ id: "new", quantity: 2500 }]));
    store.paint(store.getState().revision, store.getState().draft, preview(estimateOf("l1", [2500], "second"), shop));
    expect(accountOf(store)).toMatchObject([{ press: "first" }, { press: "first" }, { quantity: 2500, press: "second" }]);
  });

  it("does not outlive the specification that it is of", () => {
    const { store, shop } = open();
    store.setEstimate(store.getState().draft, estimateOf("l1", [500, 1000], "first"));
    store.edit("size", edits.setSpec("l1", { trim_width: "3" }));
    store.paint(store.getState().revision, store.getState().draft, preview(estimateOf("l1", [500], "second"), shop));
    expect(accountOf(store)).toMatchObject([{ quantity: 500, press: "second" }]);
  });
});

describe("undo and redo", () => {
  it("takes keystrokes in one field back as one step and starts anew after a pause of intent", () => {
    const { store } = open();
    for (const title of ["F", "Fa", "Fal"]) store.edit("title", edits.setHead({ title }), "title");
    store.endIntent();
    store.edit("title", edits.setHead({ title: "Fall" }), "title");
    store.undo();
    expect(store.getState().draft.head.title).toBe("Fal");
    store.undo();
    expect(store.getState().draft.head.title).toBe("Fall menu kit");
    expect(store.undo()).toBeNull();
  });

  it("walks 100 and more steps back and forth, with saves in between", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyEdit("a"), fc.boolean()), { minLength: 100, maxLength: 130 }), (steps) => {
        const { store, shop } = open();
        const start = store.getState().draft;
        for (const [recipe, saveNow] of steps) {
          store.edit("edit", recipe);
          if (saveNow) save(store, shop);
        }
        const end = store.getState().draft;
        let count = 0;
        while (store.undo() !== null) {
          count += 1;
          if (count % 7 === 0) save(store, shop);
        }
        expect(same(store.getState().draft, start)).toBe(true);
        while (store.redo() !== null) count -= 1;
        expect(count).toBe(0);
        expect(same(store.getState().draft, end)).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  it("leaves a colleague's later change alone", () => {
    const { store, shop } = open();
    store.edit("title", edits.setHead({ title: "Mine" }));
    save(store, shop);
    shop.save(2, [{ op: "set", po_number: "PO 9" }], "Theo");
    store.rebase(shop.quote, shop.draft);
    store.undo();
    expect(store.getState().draft.head).toMatchObject({ title: "Fall menu kit", po_number: "PO 9" });
  });
});

describe("typed prices", () => {
  it("stay as typed through 50 random edits of the specification (B7)", () => {
    const key = fc.constantFrom("trim_width", "trim_height", "stock", "colours_front", "bleed", "finishing");
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.string()), { minLength: 50, maxLength: 50 }), (changes) => {
        const { store, shop } = open();
        store.edit("price", edits.typePrice("l1", "l1-q1", "77.77", "repeat client"));
        changes.forEach(([name, value], index) => {
          store.edit("spec", edits.setSpec("l1", { [name]: value }));
          if (index % 9 === 0) save(store, shop);
        });
        save(store, shop);
        const row = store.getState().figures.lines["l1"]?.quantities[0];
        expect(row).toMatchObject({ price: "77.77", typed: true });
        expect(row?.formula_price).not.toBe("77.77");
        store.edit("price", edits.releasePrice("l1", "l1-q1"));
        save(store, shop);
        expect(store.getState().figures.lines["l1"]?.quantities[0]).toMatchObject({ price: row?.formula_price, typed: false });
      }),
      { numRuns: 30 },
    );
  });
});

describe("rows", () => {
  it("keep their identity when another line changes, so that only one row renders", () => {
    const { store, shop } = open(100);
    const before = store.getState();
    store.edit("spec", edits.setSpec("l50", { trim_width: "4" }));
    save(store, shop);
    const after = store.getState();
    for (const id of after.draft.order) {
      const still = id !== "l50";
      expect(after.draft.lines[id] === before.draft.lines[id]).toBe(still);
      expect(after.figures.lines[id] === before.figures.lines[id]).toBe(still);
    }
  });
});
