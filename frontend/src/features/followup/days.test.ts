import { assert, integer, property, uniqueArray } from "fast-check";
import { expect, test } from "vitest";

import { planWords, readDays, stepWords } from "./days";

test("days are read as people write them, once each and in order", () => {
  expect(readDays("14, 3 7;3")).toEqual([3, 7, 14]);
  expect(readDays("  ")).toEqual([]);
  for (const wrong of ["0", "181", "-3", "3.5", "three", "1e2", "1,2,3,4,5,6,7,8,9,10,11"]) expect(readDays(wrong), wrong).toBeNull();
  assert(property(uniqueArray(integer({ min: 1, max: 180 }), { maxLength: 10 }), (days) => {
    expect(readDays(days.join(", "))).toEqual(days.toSorted((a, b) => a - b));
  }));
});

test("a plan and its steps are said in words", () => {
  expect(planWords({ active: true, days_after: [3, 7, 14], days_before: [2] })).toBe("Reminders are mailed 3, 7 and 14 days after sending, and 2 days before the last day.");
  expect(planWords({ active: true, days_after: [], days_before: [2] })).toBe("Reminders are mailed 2 days before the last day.");
  expect(planWords({ active: false, days_after: [3], days_before: [] })).toBe("No reminders are mailed.");
  expect([stepWords("after:3"), stepWords("before:1"), stepWords("by_hand")]).toEqual(["3 days after sending", "1 day before the last day", "by hand"]);
});
