import { render, screen } from "@testing-library/react";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { drawSheet, pathOf, type Cell, type SheetLayout } from "./geometry";
import { SheetDrawing } from "./SheetDrawing";

const INCH = 40_640;

/** A grid as the engine's documents describe one: margins, gripper at the bottom, gaps and bleed inside. */
function grid(options: { width: number; height: number; columns: number; rows: number; gap: number; bleed: number; margin: number; gripper: number }): SheetLayout {
  const { columns, rows, gap, bleed, margin, gripper } = options;
  const bottom = Math.max(margin, gripper);
  const cells: Cell[] = [];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      cells.push({
        x: margin + bleed + column * (options.width + gap), y: bottom + bleed + row * (options.height + gap),
        width: options.width, height: options.height, rotated: false,
      });
    }
  }
  return {
    units_per_inch: INCH, kind: "grid", columns, rows, gap, bleed, gripper, cells, n_up: cells.length, max_up: cells.length,
    sheet_width: 2 * (margin + bleed) + columns * options.width + (columns - 1) * gap,
    sheet_height: bottom + margin + 2 * bleed + rows * options.height + (rows - 1) * gap,
    unprintable: { left: margin, right: margin, top: margin, bottom }, waste_fraction: "0.2",
  };
}

const anyLayout = fc
  .record({
    width: fc.integer({ min: 1, max: 20 * INCH }), height: fc.integer({ min: 1, max: 20 * INCH }),
    columns: fc.integer({ min: 1, max: 12 }), rows: fc.integer({ min: 1, max: 12 }), gap: fc.nat(INCH),
    bleed: fc.nat(INCH / 4), margin: fc.nat(INCH), gripper: fc.nat(INCH),
  })
  .map(grid);

describe("the sheet drawing", () => {
  it("shows as many pieces as the engine placed, all on the printable sheet, for 10,000 layouts (B8)", () => {
    fc.assert(
      fc.property(anyLayout, (layout) => {
        const sheet = drawSheet(layout);
        expect(pathOf(sheet.trims).match(/M/g)).toHaveLength(layout.n_up);
        const { printable } = sheet;
        for (const box of [...sheet.trims, ...sheet.bleeds]) {
          const inside = box.x >= printable.x && box.y >= printable.y
            && box.x + box.width <= printable.x + printable.width && box.y + box.height <= printable.y + printable.height;
          if (!inside) throw new Error(`${JSON.stringify(box)} leaves ${JSON.stringify(printable)}`);
        }
        for (const mark of sheet.marks) {
          const on = Math.min(mark.x1, mark.x2, mark.y1, mark.y2) >= 0
            && Math.max(mark.x1, mark.x2) <= layout.sheet_width && Math.max(mark.y1, mark.y2) <= layout.sheet_height;
          if (!on) throw new Error(`a cut mark leaves the sheet: ${JSON.stringify(mark)}`);
        }
      }),
      { numRuns: 10_000 },
    );
  });

  it("keeps the gripper at the foot of the sheet and the engine's way up", () => {
    const layout = grid({ width: INCH, height: 2 * INCH, columns: 1, rows: 1, gap: 0, bleed: 0, margin: 0, gripper: INCH / 2 });
    const sheet = drawSheet(layout);
    expect(sheet.gripper).toEqual({ x: 0, y: 2 * INCH, width: INCH, height: INCH / 2 });
    expect(sheet.trims).toMatchObject([{ x: 0, y: 0, width: INCH, height: 2 * INCH }]);
  });

  it("says in words what it shows", () => {
    const layout = grid({ width: 3.5 * INCH, height: 2 * INCH, columns: 3, rows: 7, gap: INCH / 4, bleed: INCH / 8, margin: INCH / 4, gripper: 0 });
    render(<SheetDrawing layout={layout} press="Docu 6180" />);
    const drawing = screen.getByRole("img", { name: /^21 up on a sheet of .* in, Docu 6180: pieces of 3.5 × 2 in, 3 across, 7 down\.$/ });
    expect(drawing.getAttribute("data-cells")).toBe("21");
  });
});
