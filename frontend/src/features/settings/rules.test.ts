import { expect, test } from "vitest";

import { draftOf, updateOf, type Rule } from "./rules";

const RULE: Rule = { code: "total_over_limit", active: true, limit: "10000.000000", terms: [], version: 0, changed_by: null, changed_at: null };

test("a limit is shown as a person types it, and goes back as the server takes it", () => {
  expect(draftOf(RULE).limit).toBe("10000");
  expect(draftOf({ ...RULE, code: "discount_over_limit", limit: "0.125" }).limit).toBe("12.5");
  expect(draftOf({ ...RULE, code: "below_floor", limit: null }).limit).toBe("");
  const draft = { active: true, limit: "12.5", terms: [] };
  expect(updateOf("discount_over_limit", draft)).toEqual({ active: true, limit: "0.125", terms: [] });
  expect(updateOf("total_over_limit", { ...draft, limit: "$7,500.50" })).toEqual({ active: true, limit: "7500.50", terms: [] });
  expect(updateOf("rush", { ...draft, limit: "3" })).toEqual({ active: true, limit: "3", terms: [] });
  expect(updateOf("below_floor", { ...draft, limit: " " })).toEqual({ active: true, limit: null, terms: [] });
  expect(updateOf("nonstandard_terms", { active: false, limit: "", terms: [" Net 10 ", ""] })).toEqual({ active: false, limit: null, terms: ["Net 10"] });
});

test.each([
  ["total_over_limit", "", "This rule needs a limit."],
  ["total_over_limit", "-5", "Write an amount, like 10000."],
  ["discount_over_limit", "much", "Write a percentage, like 10 or 12.5."],
  ["typed_price", "-3", "Write a percentage, like 10 or 12.5."],
  ["rush", "1.5", "Write whole days, like 2."],
] as const)("%s of “%s” is said to be wrong before it is sent", (code, limit, said) => {
  expect(updateOf(code, { active: true, limit, terms: [] })).toBe(said);
});
