import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { placeBeside } from "../actions";
import { applied, exampleQuote } from "../testing/shop";
import { gather, groupOf, rootAbove, setAlternate } from "./alternates";
import { changesBetween } from "./changes";
import { draftOf, type Draft } from "./draft";
import { addLine, duplicateLine, moveLine, removeLine, setLine, setSection } from "./edits";
import { merge } from "./merge";

const QUOTE = exampleQuote(5);
const PLAIN = draftOf(QUOTE);
/** l2 and l3 are alternates of l1. */
const GROUPED = setAlternate("l3", "l1")(setAlternate("l2", "l1")(PLAIN));

function stands(draft: Draft): (readonly [string, string | null])[] {
  return draft.order.map((id) => [id, draft.lines[id]?.alternate_of ?? null] as const);
}

describe("alternates of a line", () => {
  test("are of the line above, or of the one that it stands for; a note has none", () => {
    expect(rootAbove(PLAIN, "l1")).toBeNull();
    expect(rootAbove(PLAIN, "l2")).toBe("l1");
    expect(rootAbove(GROUPED, "l4")).toBe("l1");
    expect(rootAbove(GROUPED, "l3")).toBeNull();
    expect(rootAbove(addLine({ id: "n", kind: "note", title: "Note" }, "l3")(GROUPED), "l4")).toBeNull();
  });

  test("go where their line goes, and move among themselves only", () => {
    expect(moveLine("l1", 4)(GROUPED).order).toEqual(["l4", "l5", "l1", "l2", "l3"]);
    expect(moveLine("l5", 1)(GROUPED).order).toEqual(["l5", "l1", "l2", "l3", "l4"]);
    expect(moveLine("l2", 2)(GROUPED).order).toEqual(["l1", "l3", "l2", "l4", "l5"]);
    expect(moveLine("l2", 4)(GROUPED)).toBe(GROUPED);
    expect([placeBeside(GROUPED, "l2", -1), placeBeside(GROUPED, "l3", 1), placeBeside(GROUPED, "l1", 1)]).toEqual([null, null, 3]);
    expect(moveLine("l1", placeBeside(GROUPED, "l1", 1) ?? 0)(GROUPED).order).toEqual(["l4", "l1", "l2", "l3", "l5"]);
  });

  test("take their line's section and are no options; the first takes its place when it goes", () => {
    const optional = setLine("l1", { optional: true })(setSection("l1", "Cards")(GROUPED));
    expect(groupOf(optional, "l1").map((id) => optional.lines[id]?.section)).toEqual(["Cards", "Cards", "Cards"]);
    const left = removeLine("l1")(optional);
    expect(stands(left)).toEqual([["l2", null], ["l3", "l2"], ["l4", null], ["l5", null]]);
    expect(left.lines["l2"]?.optional).toBe(true);
    expect(stands(duplicateLine("l2", "copy", () => "q")(GROUPED)).slice(0, 4)).toEqual([["l1", null], ["l2", "l1"], ["copy", "l1"], ["l3", "l1"]]);
  });

  test("stand by themselves again, below the others, and where a colleague took their line away", () => {
    expect(stands(setAlternate("l2", null)(GROUPED)).slice(0, 3)).toEqual([["l1", null], ["l3", "l1"], ["l2", null]]);
    const { draft } = merge(PLAIN, GROUPED, removeLine("l1")(PLAIN));
    expect(stands(draft)).toEqual([["l2", null], ["l3", null], ["l4", null], ["l5", null]]);
  });

  test("whatever is done to lines, the draft is one that the server would leave as it is, and its changes make it", () => {
    const id = fc.constantFrom("l1", "l2", "l3", "l4", "l5");
    const edit = fc.oneof(
      fc.tuple(id, fc.integer({ min: 0, max: 4 })).map(([one, to]) => moveLine(one, to)),
      id.map((one) => (draft: Draft) => setAlternate(one, rootAbove(draft, one))(draft)),
      id.map((one) => removeLine(one)),
      id.map((one) => setSection(one, "Mailing")),
      fc.tuple(id, fc.uuid()).map(([one, copy]) => duplicateLine(one, copy, () => `${copy}-q`)),
    );
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 8 }), (edits) => {
        const draft = edits.reduce((before, change) => change(before), PLAIN);
        expect(gather(draft)).toEqual(draft);
        expect(new Set(draft.order)).toEqual(new Set(Object.keys(draft.lines)));
        const saved = draftOf(applied(QUOTE, changesBetween(PLAIN, draft)));
        expect(stands(saved)).toEqual(stands(draft));
      }),
      { numRuns: 100 },
    );
  });
});
