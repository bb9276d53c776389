import { describe, expect, it } from "vitest";

import { lineThrough, magnitude, PLOT, plotCurve } from "./plot";
import type { Curve } from "./query";

function point(quantity: number, unit_price: `${number}`, kind: string): Curve["points"][number] {
  return { quantity, price: "1.00", unit_price, kind, press_name: kind };
}

const curve: Curve = {
  rates_version: 1,
  points: [point(1, "10.0000", "digital"), point(100, "1.0000", "digital"), point(4_119, "0.1500", "digital"), point(4_120, "0.1499", "offset"), point(100_000, "0.0100", "offset")],
  changes: [{ first: 4_120, from_kind: "digital", to_kind: "offset", from_press: "Digital 1", to_press: "Offset 1" }],
  findings: [],
};

describe("the drawing of a quantity curve", () => {
  it("puts ten times as much one step further, however the decimals are written", () => {
    expect(magnitude("0.0100")).toBeCloseTo(-2);
    expect(magnitude("12.50")).toBeCloseTo(Math.log10(12.5));
    expect(magnitude("0")).toBe(0);
  });

  it("keeps every point inside its frame, dearer ones higher, larger ones further right", () => {
    const points = plotCurve(curve).stretches.flatMap((stretch) => stretch.points);
    for (const { x, y } of points) {
      expect(x).toBeGreaterThanOrEqual(PLOT.left);
      expect(x).toBeLessThanOrEqual(PLOT.width - PLOT.right);
      expect(y).toBeGreaterThanOrEqual(PLOT.top);
      expect(y).toBeLessThanOrEqual(PLOT.height - PLOT.bottom);
    }
    expect(points[0]?.y).toBe(PLOT.top);
    expect(points.at(-1)?.x).toBe(PLOT.width - PLOT.right);
  });

  it("changes its stroke where another press takes over, without a hole", () => {
    const { stretches, changes } = plotCurve(curve);
    expect(stretches.map((stretch) => [stretch.kind, stretch.points.map((one) => one.point.quantity)])).toEqual([
      ["digital", [1, 100, 4_119]], ["offset", [4_119, 4_120, 100_000]],
    ]);
    expect(changes.map(({ change }) => change.first)).toEqual([4_120]);
    expect(lineThrough(stretches[0]?.points ?? [])).toMatch(/^M[\d.]+ [\d.]+L/);
  });
});
