import { describe, expect, test } from "vitest";

import type { OfferDocument, OfferLine } from "./api";
import { choose, firstChoices, groupsOf, quoted, toChoices } from "./choices";

function line(position: number, quantities: readonly [quantity: number, chosen: boolean][], optional = false, alternate_of: number | null = null): OfferLine {
  return {
    position, title: `Line ${position}`, specification: [], note: "", discount_percent: "0", optional, alternate_of,
    quantities: quantities.map(([quantity, chosen]) => ({ quantity, price: "1.00", unit_price: "1.0000", chosen })),
  };
}

const PAPER: OfferDocument = {
  quoted_on: "2026-11-20", prepared_for: { customer: "Harbor", contact: "Maya" }, terms: "", po_number: "", note: "", conditions: [], sha256: "a".repeat(64),
  totals: { subtotal: "0.00", discount: "0.00", tax_label: "Sales tax", tax_rate: "0", tax: "0.00", total: null, open: [] },
  sections: [
    { heading: "", lines: [line(1, [[500, false], [1000, true]]), line(2, [[250, false], [300, false]])] },
    { heading: "More", lines: [line(3, [[1, false]]), line(4, [[75, true]], true), line(5, [])] },
  ],
};

describe("what is chosen before anybody touches anything", () => {
  test("is what was quoted and what leaves no choice, and no option", () => {
    expect(firstChoices(PAPER)).toEqual({ 1: 1000, 3: 1 });
  });

  test("a line that was quoted for one quantity has no other to choose", () => {
    expect(PAPER.sections.flatMap((section) => section.lines).map(quoted)).toEqual([1000, undefined, 1, 75, undefined]);
  });

  test("goes to the server in the document's order, with the options that were ticked", () => {
    expect(toChoices({ 4: 75, 2: 300, ...firstChoices(PAPER) }, PAPER)).toEqual([
      { line: 1, quantity: 1000 },
      { line: 2, quantity: 300 },
      { line: 3, quantity: 1 },
      { line: 4, quantity: 75 },
    ]);
  });
});

describe("of a line and its alternates", () => {
  const [matte, gloss, other] = [line(1, [[500, true]]), line(2, [[500, false], [1000, false]], false, 1), line(3, [[1, true]])];
  const paper: OfferDocument = { ...PAPER, sections: [{ heading: "", lines: [matte, gloss, other] }] };

  test("the quoted one is chosen at first, and they are shown together", () => {
    expect(firstChoices(paper)).toEqual({ 1: 500, 3: 1 });
    expect(groupsOf([matte, gloss, other])).toEqual([[matte, gloss], [other]]);
  });

  test("taking one gives the other up, and back again", () => {
    const foil = choose(firstChoices(paper), paper, gloss, 1000);
    expect(foil).toEqual({ 2: 1000, 3: 1 });
    expect(choose(foil, paper, matte, 500)).toEqual({ 1: 500, 3: 1 });
    expect(choose(foil, paper, matte, undefined)).toEqual({ 3: 1 });
  });
});
