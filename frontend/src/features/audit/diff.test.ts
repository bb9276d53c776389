import { expect, test } from "vitest";
import { actionName, differences, fieldName } from "./diff";

test("only what differs is shown, in words", () => {
  const before = { name: "Harbor", on_hold: false, terms: "Net 30", note: null };
  const after = { name: "Harbour", on_hold: true, terms: "Net 30", note: "" };
  expect(differences(before, after)).toEqual([
    { field: "name", before: "Harbor", after: "Harbour" },
    { field: "on_hold", before: "no", after: "yes" },
  ]);
});

test("a new record has nothing before", () => {
  expect(differences(null, { tags: ["a", "b"] })).toEqual([{ field: "tags", before: null, after: "a, b" }]);
});

test("names of fields and actions read as words", () => {
  expect(fieldName("payment_terms")).toBe("Payment terms");
  expect(actionName("quote.line_added")).toBe("Line added");
});
