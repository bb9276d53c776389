import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { anyEdit, play } from "../testing/edits";
import { exampleQuote } from "../testing/shop";
import { changesBetween } from "./changes";
import { draftOf } from "./draft";
import { moveLine, removeLine, setHead, setLine, setSpec, typePrice } from "./edits";
import { merge } from "./merge";
import { same } from "./same";

const base = draftOf(exampleQuote());

describe("merge", () => {
  it("takes fields that only one side changed from that side, inside one line too", () => {
    const mine = setSpec("l1", { trim_width: "4" })(setHead({ title: "Mine" })(base));
    const theirs = setSpec("l1", { stock: "14pt" })(setHead({ po_number: "PO 7" })(base));
    const { draft, conflicts } = merge(base, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(draft.head).toMatchObject({ title: "Mine", po_number: "PO 7" });
    expect(draft.lines["l1"]?.spec).toMatchObject({ trim_width: "4", stock: "14pt" });
  });

  it("reports a field that both changed and follows the choice", () => {
    const mine = setSpec("l1", { trim_width: "4" })(base);
    const theirs = setSpec("l1", { trim_width: "5" })(base);
    const { conflicts } = merge(base, mine, theirs);
    expect(conflicts).toEqual([{ path: "l1/spec.trim_width", lineId: "l1", field: "spec.trim_width", base: "3.5", mine: "4", theirs: "5" }]);
    expect(merge(base, mine, theirs, { "l1/spec.trim_width": "theirs" }).draft.lines["l1"]?.spec).toMatchObject({ trim_width: "5" });
    expect(merge(base, mine, theirs, { "l1/spec.trim_width": "mine" }).draft.lines["l1"]?.spec).toMatchObject({ trim_width: "4" });
  });

  it("keeps a typed price and its reason together", () => {
    const mine = typePrice("l1", "l1-q1", "90.00", "repeat client")(base);
    const theirs = typePrice("l1", "l1-q1", "95.00", "match competitor")(base);
    const chosen = merge(base, mine, theirs, { "l1/quantity.l1-q1.typed_price": "theirs" });
    expect(chosen.conflicts).toHaveLength(1);
    expect(chosen.draft.lines["l1"]?.quantities[0]).toMatchObject({ typed_price: "95.00", typed_reason: "match competitor" });
  });

  it("keeps a price typed for one piece as one, until another is typed", () => {
    const quote = exampleQuote();
    const first = quote.lines[0]?.quantities[0];
    if (first) Object.assign(first, { typed: true, typed_unit_price: "0.1235", price: "61.75" });
    const saved = draftOf(quote);
    expect(saved.lines["l1"]?.quantities[0]).toMatchObject({ typed_price: null, typed_unit_price: "0.1235" });
    const renamed = merge(saved, setLine("l1", { title: "Mine" })(saved), setSpec("l1", { stock: "14pt" })(saved)).draft;
    expect(changesBetween(saved, renamed)).toMatchObject([{ line: { quantities: [{ typed_unit_price: "0.1235", typed_price: null }, {}] } }]);
    const typed = typePrice("l1", "l1-q1", "60.00", "")(saved);
    expect(typed.lines["l1"]?.quantities[0]).toMatchObject({ typed_price: "60.00", typed_unit_price: null });
  });

  it("asks before it drops a line that one side removed and the other edited", () => {
    const edited = setLine("l2", { title: "Edited" })(base);
    const removed = removeLine("l2")(base);
    expect(merge(base, edited, removed).conflicts.map((conflict) => conflict.path)).toEqual(["l2/line"]);
    expect(merge(base, removed, edited, { "l2/line": "theirs" }).draft.order).toEqual(["l1", "l2", "l3"]);
    expect(merge(base, removed, base).draft.order).toEqual(["l1", "l3"]);
  });

  it("keeps the order of the side that moved lines", () => {
    expect(merge(base, base, moveLine("l3", 0)(base)).draft.order).toEqual(["l3", "l1", "l2"]);
    expect(merge(base, moveLine("l1", 2)(base), setHead({ title: "x" })(base)).draft.order).toEqual(["l2", "l3", "l1"]);
  });

  it("loses no one's edit: without conflict both sides' changes are in the result", () => {
    const edits = fc.array(anyEdit("a"), { maxLength: 8 });
    fc.assert(
      fc.property(edits, fc.array(anyEdit("b"), { maxLength: 8 }), (a, b) => {
        const [mine, theirs] = [play(base, a), play(base, b)];
        expect(same(merge(base, mine, base).draft, mine)).toBe(true);
        expect(same(merge(base, base, theirs).draft, theirs)).toBe(true);
        const merged = merge(base, mine, theirs);
        const swapped = merge(base, theirs, mine, {}, "theirs");
        expect(merged.conflicts.map((conflict) => conflict.path).toSorted()).toEqual(swapped.conflicts.map((conflict) => conflict.path).toSorted());
        expect(new Set(merged.draft.order).size).toBe(merged.draft.order.length);
        expect(merged.draft.order.toSorted()).toEqual(Object.keys(merged.draft.lines).toSorted());
        for (const id of mine.order) if (!(id in base.lines)) expect(merged.draft.order).toContain(id);
        for (const id of theirs.order) if (!(id in base.lines)) expect(merged.draft.order).toContain(id);
      }),
      { numRuns: 400 },
    );
  });
});
