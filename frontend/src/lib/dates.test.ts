import { expect, test } from "vitest";
import { daysUntil, formatAgo, formatDay } from "./dates";

const NOON = new Date(2026, 10, 20, 12, 0, 0);

test("a calendar day is the same day in every time zone", () => {
  expect(formatDay("2026-12-20")).toBe("Dec 20, 2026");
});

test("an instant is told in the words that fit its age", () => {
  const before = (ms: number) => formatAgo(new Date(NOON.getTime() - ms).toISOString(), NOON);
  expect(before(20_000)).toBe("just now");
  expect(before(5 * 60_000)).toBe("5 min. ago");
  expect(before(26 * 3_600_000)).toBe("yesterday");
  expect(before(30 * 86_400_000)).toMatch(/^Oct 2\d$/);
});

test("days until a day count from today, and fall below nothing after it", () => {
  expect(daysUntil("2026-11-20", NOON)).toBe(0);
  expect(daysUntil("2026-12-05", NOON)).toBe(15);
  expect(daysUntil("2026-11-19", NOON)).toBe(-1);
});
