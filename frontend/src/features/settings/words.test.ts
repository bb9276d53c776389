import { expect, test } from "vitest";

import { alsoNamed, problemWith, type Named } from "./words";

const CARDS: Named = { kind: "products", code: "business_card", name: "Business cards", words: ["bc", "biz cards"], staged: false };
const LAMINATE: Named = { kind: "operations", code: "lam-st", name: "Soft-touch lamination", words: ["soft touch"], staged: false };

test.each([
  ["", "Write a word."],
  ["BC", "It has this word already."],
  ["biz-cards", "It has this word already."],
  ["cards, visit", "One word at a time, without commas."],
  ["x".repeat(41), "Nobody types a word as long as this."],
  ["visitenkarten", null],
])("“%s” as a new word: %s", (word, said) => {
  expect(problemWith(word, CARDS)).toBe(said);
});

test("a word that something else has is told, by word, name or code, however it is written", () => {
  const all = [CARDS, LAMINATE];
  expect(alsoNamed("Soft-Touch", CARDS, all)).toBe(LAMINATE);
  expect(alsoNamed("lam st", CARDS, all)).toBe(LAMINATE);
  expect(alsoNamed("business cards", CARDS, all)).toBeUndefined();
});
