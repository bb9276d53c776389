import { expect, test } from "vitest";

import { axisOf, changeInWords, formatFigure, formatMinutes, formatTick, lengthOn } from "./words";

test("minutes read as people say them", () => {
  expect([0, 59, 60, 130, 2879, 2880, 4600].map(formatMinutes)).toEqual(["0 min", "59 min", "1 h", "2 h 10 min", "47 h 59 min", "2 d", "3 d 4 h"]);
});

test("each kind of figure has its own look, and none is a dash", () => {
  expect(formatFigure("money", "1284214.50")).toBe("$1,284,214.50");
  expect(formatFigure("share", "0.4167")).toBe("41.7%");
  expect(formatFigure("count", "1234")).toBe("1,234");
  expect(formatFigure("minutes", "130")).toBe("2 h 10 min");
  expect(formatFigure("share", null)).toBe("–");
});

test("a change is told in words, whatever the length of the digits", () => {
  expect(changeInWords("share", "0.4100", "0.3800")).toBe("up from 38.0%");
  expect(changeInWords("money", "9.00", "10.00")).toBe("down from $10.00");
  expect(changeInWords("count", "100", "99")).toBe("up from 99");
  expect(changeInWords("minutes", "130", "130")).toBe("as before: 2 h 10 min");
  expect(changeInWords("share", null, "0.3800")).toBeNull();
  expect(changeInWords("share", "0.4100", null)).toBeNull();
});

test("an axis begins at zero, holds the largest value and has round steps", () => {
  const money = axisOf(["1200.00", "86214.50", null], "money");
  expect(money.ticks.map((tick) => formatTick("money", tick))).toEqual(["$0", "$50,000", "$100,000"]);
  expect(axisOf(["0.4167"], "share").ticks.map((tick) => formatTick("share", tick))).toEqual(["0%", "20%", "40%", "60%"]);
  expect(axisOf(["130", "610"], "minutes").ticks.map((tick) => formatTick("minutes", tick))).toEqual(["0 min", "5 h", "10 h", "15 h"]);
  for (const most of ["0", "1", "3", "9", "10", "11", "99999"]) {
    const axis = axisOf([most], "count");
    expect(axis.ticks[0]).toBe(0n);
    expect(axis.ticks.length).toBeLessThanOrEqual(6);
    expect(lengthOn(axis.most, most)).toBeLessThanOrEqual(1000);
  }
});

test("a bar is as long as its share of the axis, and nothing is no bar", () => {
  const { most } = axisOf(["40", "100"], "count");
  expect(lengthOn(most, "100")).toBe(1000);
  expect(lengthOn(most, "40")).toBe(400);
  expect([lengthOn(most, null), lengthOn(most, "0"), lengthOn(most, "-5")]).toEqual([0, 0, 0]);
});
