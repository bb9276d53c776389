import * as fc from "fast-check";
import { expect, test } from "vitest";
import { formatDecimal, formatMoney, formatPercent, fractionToPercent, percentToFraction, toMoney, type Money } from "./money";

test("an amount that no float can hold is shown to the cent", () => {
  expect(formatMoney("12345678901234567.89")).toBe("$12,345,678,901,234,567.89");
  expect(formatMoney("0.1129", 4)).toBe("$0.1129");
  expect(formatMoney("-41")).toBe("-$41.00");
});

test("any ten digits and two decimals come out as they went in", () => {
  const amounts = fc.tuple(fc.bigInt({ min: 0n, max: 9_999_999_999n }), fc.integer({ min: 0, max: 99 }));
  fc.assert(
    fc.property(amounts, ([whole, cents]) => {
      const text = `${whole}.${String(cents).padStart(2, "0")}`;
      expect(formatMoney(text as Money).replaceAll(/[$,]/g, "")).toBe(text);
    }),
  );
});

test("money, percents and measures read as Intl writes them, whatever their digits", () => {
  const decimals = fc
    .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 9_999_999_999n }), fc.stringMatching(/^\d{0,6}$/))
    // No amount is a negative zero, which Intl would write as "-0".
    .map(([negative, whole, part]) => `${negative && /[1-9]/.test(`${whole}${part}`) ? "-" : ""}${whole}${part && `.${part}`}` as Money);
  const intl = (value: Money, options: Intl.NumberFormatOptions) => new Intl.NumberFormat("en-US", options).format(value);
  fc.assert(
    fc.property(decimals, fc.integer({ min: 0, max: 4 }), fc.constantFrom("USD", "CAD", "EUR", "CHF"), (value, places, currency) => {
      const fixed = { minimumFractionDigits: places, maximumFractionDigits: places };
      expect(formatMoney(value, places, currency)).toBe(intl(value, { style: "currency", currency, ...fixed }));
      expect(formatPercent(value, places)).toBe(intl(value, { style: "percent", ...fixed }));
      expect(formatDecimal(value, places + 1, places)).toBe(intl(value, { minimumFractionDigits: places, maximumFractionDigits: places + 1 }));
    }),
  );
});

test("what people type becomes money, and what is none becomes nothing", () => {
  expect(toMoney(" $1,250.5 ")).toBe("1250.5");
  expect(toMoney(".75")).toBe("0.75");
  expect(toMoney("12.")).toBe("12");
  expect(toMoney("-$3")).toBe("-3");
  for (const none of ["", "twelve", "1e3", "12.345", "1.2.3", "Infinity", "12345678901"]) expect(toMoney(none)).toBeNull();
  expect(toMoney("0.1129", 4)).toBe("0.1129");
});

test("percents and fractions are each other with the point moved", () => {
  expect(percentToFraction("7.5")).toBe("0.075");
  expect(percentToFraction("100 %")).toBe("1");
  expect(percentToFraction("0.01")).toBe("0.0001");
  expect(fractionToPercent("0.0750")).toBe("7.5");
  expect(fractionToPercent("-0.05")).toBe("-5");
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999 }), (hundredths) => {
      const percent = `${Math.trunc(hundredths / 100)}.${String(hundredths % 100).padStart(2, "0")}`;
      const fraction = percentToFraction(percent);
      expect(fraction).not.toBeNull();
      expect(fraction && formatPercent(fraction, 2).replaceAll(/[%,]/g, "")).toBe(percent);
    }),
  );
});

test("a measure has no more zeros than it needs", () => {
  expect(formatDecimal("3.5000")).toBe("3.5");
  expect(formatDecimal("13")).toBe("13");
});
