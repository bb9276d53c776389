import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { anyEdit, play } from "../testing/edits";
import { applied, exampleQuote } from "../testing/shop";
import { changesBetween } from "./changes";
import { draftOf } from "./draft";
import { setHead, setSpec } from "./edits";
import { same } from "./same";

describe("changesBetween", () => {
  it("is empty for drafts that differ only in how a number is written", () => {
    const saved = draftOf(exampleQuote());
    expect(changesBetween(saved, setSpec("l1", { trim_width: "3.5000" })(saved))).toEqual([]);
  });

  it("names only the fields of the head that changed", () => {
    const saved = draftOf(exampleQuote());
    expect(changesBetween(saved, setHead({ po_number: "PO 7" })(saved))).toEqual([{ op: "set", po_number: "PO 7" }]);
  });

  it("makes the saved quote into the draft, whatever was edited", () => {
    fc.assert(
      fc.property(fc.array(anyEdit("a"), { maxLength: 25 }), (recipes) => {
        const quote = exampleQuote();
        const draft = play(draftOf(quote), recipes);
        const result = draftOf(applied(quote, changesBetween(draftOf(quote), draft)));
        expect(same(result, draft)).toBe(true);
        expect(changesBetween(result, draft)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
