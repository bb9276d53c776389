import { describe, expect, test } from "vitest";

import { matching, mentionsIn, named, namingAt, pieces } from "./mentions";
import type { Colleague } from "./queries";

const PEOPLE: Colleague[] = [
  { id: "1", name: "Dana Ruiz", role: "estimator" },
  { id: "2", name: "Dan Park", role: "sales" },
  { id: "3", name: "Mona Reyes", role: "manager" },
  { id: "4", name: "Mona Reyes", role: "sales" },
];

function names(typed: string): string[] {
  return matching(PEOPLE, typed).map(({ name }) => name);
}

describe("naming a colleague", () => {
  test("begins with an @ at the start of a word, and not within an address", () => {
    expect(namingAt("Ask @da", 7)).toEqual({ start: 4, text: "da" });
    expect(namingAt("@", 1)).toEqual({ start: 0, text: "" });
    expect(namingAt("maya@harbor", 11)).toBeNull();
    expect(namingAt("@dana\nand", 9)).toBeNull();
  });

  test("finds by the beginning of any part of a name, and is over once it is whole", () => {
    expect(names("da")).toEqual(["Dana Ruiz", "Dan Park"]);
    expect(names("rui")).toEqual(["Dana Ruiz"]);
    expect(names("dana r")).toEqual(["Dana Ruiz"]);
    expect(names("Dana Ruiz ")).toEqual([]);
    expect(names("zed")).toEqual([]);
  });

  test("puts the name where it was typed and the caret behind it", () => {
    expect(named("Ask @da please", { start: 4, text: "da" }, "Dana Ruiz")).toEqual({ body: "Ask @Dana Ruiz please", caret: 15 });
    expect(named("@", { start: 0, text: "" }, "Dan Park")).toEqual({ body: "@Dan Park ", caret: 10 });
  });

  test("tells who is named, and of two with one name whoever was chosen", () => {
    expect(mentionsIn("@Dana Ruiz, look", PEOPLE, new Set())).toEqual(["1"]);
    expect(mentionsIn("@Mona Reyes, look", PEOPLE, new Set(["4"]))).toEqual(["4"]);
    expect(mentionsIn("Dana Ruiz, look", PEOPLE, new Set(["1"]))).toEqual([]);
  });

  test("a body is its pieces, in order and without a loss", () => {
    expect(pieces("Hi @Dan Park and @Dana Ruiz!", ["Dan Park", "Dana Ruiz"])).toEqual([
      { text: "Hi ", isName: false },
      { text: "@Dan Park", isName: true },
      { text: " and ", isName: false },
      { text: "@Dana Ruiz", isName: true },
      { text: "!", isName: false },
    ]);
  });
});
