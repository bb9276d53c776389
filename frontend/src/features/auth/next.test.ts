import { expect, test } from "vitest";
import { safeNext } from "./next";

test("only an address of this app is gone to after signing in", () => {
  expect(safeNext("/quotes?tab=sent")).toBe("/quotes?tab=sent");
  for (const elsewhere of [null, "", "https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/login?next=/login"]) {
    expect(safeNext(elsewhere)).toBe("/");
  }
});
