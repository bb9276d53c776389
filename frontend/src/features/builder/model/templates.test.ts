import { expect, test } from "vitest";

import { exampleQuote } from "../testing/shop";
import { changesBetween } from "./changes";
import { draftOf } from "./draft";
import { duplicateLine, setSection } from "./edits";
import { addTemplate, type TemplateDetail } from "./templates";

const LINE = {
  section: "", description: "", spec: null, quantities: [{ quantity: 250, selected: true }], unit_price: null,
  vendor: "Bindery Bros.", tax_code: "taxable" as const, optional: false, alternate_of: null,
};
const FOIL: TemplateDetail = {
  id: "t1", kind: "section", name: "Extras", shared: true, owner: { id: "u1", name: "Mona" }, titles: ["Foil", "Emboss"], may_change: false,
  version: 1, updated_at: "2026-11-20T15:30:00Z",
  lines: [
    { ...LINE, id: "f1", kind: "outside", title: "Foil", section: "Extras" },
    { ...LINE, id: "f2", kind: "outside", title: "Emboss", section: "Extras", alternate_of: "f1" },
  ],
};
const SAVED = draftOf(exampleQuote(1));

function ids() {
  let last = 0;
  return () => `new-${(last += 1)}`;
}

test("a template's lines are copies of their own, which name what they cost after", () => {
  const draft = addTemplate(FOIL, ids())(SAVED);
  expect(draft.order).toEqual(["l1", "new-1", "new-2"]);
  expect(draft.lines["new-2"]).toMatchObject({ alternate_of: "new-1", section: "Extras", cost: null, discount_percent: "0" });
  const puts = changesBetween(SAVED, draft);
  expect(puts).toMatchObject([
    { op: "put_line", line: { id: "new-1", copy_of: "f1", template_id: "t1" }, after_id: "l1" },
    { op: "put_line", line: { id: "new-2", copy_of: "f2", template_id: "t1" }, after_id: "new-1" },
  ]);
  const { copy_of: _, template_id: __, ...first } = draft.lines["new-1"] ?? {};
  const saved = { ...draft, lines: { ...draft.lines, "new-1": { ...draft.lines["l1"], ...first } as never } };
  expect(changesBetween(saved, draft)).toEqual([]);
});

test("one line joins the section that it comes to, and a copy of a copy costs what the first does", () => {
  const headed = setSection("l1", "Cards")(SAVED);
  const line = { ...FOIL, kind: "line" as const, lines: FOIL.lines.slice(0, 1) };
  const draft = addTemplate(line, ids())(headed);
  expect(draft.lines["new-1"]?.section).toBe("Cards");
  const twice = duplicateLine("new-1", "twin", ids())(draft);
  expect(twice.lines["twin"]).toMatchObject({ copy_of: "f1", template_id: "t1" });
  expect(duplicateLine("l1", "twin", ids())(SAVED).lines["twin"]?.copy_of).toBe("l1");
});
