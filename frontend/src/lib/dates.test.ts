import * as fc from "fast-check";
import { expect, test } from "vitest";
import { daysUntil, formatAgo, formatDay, formatMoment, formatShort } from "./dates";

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

test("days and moments read as Intl writes them", () => {
  const moments = fc.date({ min: new Date("2000-01-01T00:00:00Z"), max: new Date("2099-12-31T00:00:00Z"), noInvalidDate: true });
  fc.assert(
    fc.property(moments, (at) => {
      const iso = at.toISOString();
      const intl = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat("en-US", options).format(at);
      expect(formatDay(iso.slice(0, 10))).toBe(intl({ dateStyle: "medium", timeZone: "UTC" }));
      expect(formatMoment(iso)).toBe(intl({ dateStyle: "medium", timeStyle: "short" }).replace("\u202f", " "));
      const short: Intl.DateTimeFormatOptions = { month: "short", day: "numeric", ...(at.getFullYear() === NOON.getFullYear() ? {} : { year: "numeric" }) };
      expect(formatShort(iso, NOON)).toBe(intl(short));
    }),
  );
});

test("an age is rounded down, in minutes, hours and days", () => {
  const before = (ms: number) => formatAgo(new Date(NOON.getTime() - ms).toISOString(), NOON);
  expect(before(3_599_000)).toBe("59 min. ago");
  expect(before(2.5 * 3_600_000)).toBe("2 hr. ago");
  expect(before(3 * 86_400_000)).toBe("3 days ago");
});
