import { render, screen } from "@testing-library/react";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { drawSheet, pathOf, type Box, type Cell, type Segment, type SheetLayout } from "./geometry";
import { SheetDrawing } from "./SheetDrawing";
import { SheetKey } from "./SheetKey";

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
    units_per_inch: INCH, kind: "grid", columns, rows, gap, bleed, gripper, cells, colour_bar: 0, grain: "none", folds: [], n_up: cells.length, max_up: cells.length,
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

/** A line across an upright piece, at a part of its width or of its height. */
function across(width: number, height: number, tenths: number, upright: boolean): Segment {
  const at = Math.floor(((upright ? width : height) * tenths) / 10);
  return upright ? { x1: at, y1: 0, x2: at, y2: height } : { x1: 0, y1: at, x2: width, y2: at };
}

function within(line: Segment, box: Box): boolean {
  return Math.min(line.x1, line.x2) >= box.x && Math.max(line.x1, line.x2) <= box.x + box.width
    && Math.min(line.y1, line.y2) >= box.y && Math.max(line.y1, line.y2) <= box.y + box.height;
}

const marked: SheetLayout = {
  ...grid({ width: 11 * INCH, height: 8 * INCH, columns: 1, rows: 2, gap: 0, bleed: INCH / 8, margin: INCH / 2, gripper: INCH / 2 }),
  colour_bar: INCH / 4, grain: "width", folds: [across(11 * INCH, 8 * INCH, 3, true), across(11 * INCH, 8 * INCH, 7, true)],
  perforations: [across(11 * INCH, 8 * INCH, 5, false)], line_notes: ["Letter fold: 2 folds."],
};

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

  it("draws each line within its own piece, whichever way the piece lies", () => {
    const turning = fc.record({ layout: anyLayout, turned: fc.boolean(), upright: fc.boolean(), tenths: fc.integer({ min: 1, max: 9 }) });
    fc.assert(
      fc.property(turning, ({ layout, turned, upright, tenths }) => {
        const cells = layout.cells.map((cell) => ({ ...cell, rotated: turned }));
        const [width, height] = turned ? [cells[0]?.height ?? 0, cells[0]?.width ?? 0] : [cells[0]?.width ?? 0, cells[0]?.height ?? 0];
        const sheet = drawSheet({ ...layout, cells, folds: [across(width, height, tenths, upright)] });
        expect(sheet.folds).toHaveLength(cells.length);
        sheet.folds.forEach((line, at) => {
          const box = sheet.trims[at];
          if (!box || !within(line, box)) throw new Error(`${JSON.stringify(line)} leaves ${JSON.stringify(box)}`);
          const runsUp = line.x1 === line.x2;
          if (width > 1 && height > 1) expect(runsUp).toBe(upright !== turned);
        });
      }),
      { numRuns: 500 },
    );
  });

  it("turns a piece's lines with it: the left edge of a turned piece is its foot", () => {
    const cell = { x: 10, y: 20, width: 30, height: 50, rotated: true };
    const sheet = drawSheet({ ...marked, sheet_height: 100, cells: [cell], folds: [{ x1: 5, y1: 0, x2: 5, y2: 30 }] });
    expect(sheet.folds).toEqual([{ x1: 40, y1: 75, x2: 10, y2: 75 }]);
  });

  it("has a stroke and a word for every mark on the sheet, and says where the lines come from", () => {
    render(<><SheetDrawing layout={marked} press="Offset 1" /><SheetKey layout={marked} /></>);
    const drawing = screen.getByRole("img", {
      name: /gripper 0\.5 in at the foot, colour bar 0\.25 in at the head, grain along the width, 2 folds in each piece, 1 perforation in each piece\.$/,
    });
    const drawn = [...drawing.querySelectorAll("[data-lines]")].map((path) => path.getAttribute("data-lines"));
    expect(drawn).toEqual(["4", "0", "2"]);
    expect(drawing.querySelector("[data-grain=width]")).toBeTruthy();
    const key = screen.getByRole("list", { name: "Key to the drawing" });
    expect([...key.querySelectorAll("li")].map((entry) => entry.textContent)).toEqual(
      ["Trim", "Bleed", "Cut marks", "Fold", "Perforation", "Gripper", "Colour bar", "Grain along the width"],
    );
    expect(screen.getByText("Letter fold: 2 folds.")).toBeTruthy();
  });

  it("keeps the colour bar across from the gripper, in the margin next to what is printed", () => {
    const sheet = drawSheet({ ...marked, unprintable: { ...marked.unprintable, top: INCH } });
    expect(sheet.colourBar).toEqual({ x: INCH / 2, y: 0.75 * INCH, width: marked.sheet_width - INCH, height: INCH / 4 });
  });

  it("draws an estimate that was kept before there were scores", () => {
    expect(drawSheet(grid({ width: INCH, height: INCH, columns: 1, rows: 1, gap: 0, bleed: 0, margin: 0, gripper: 0 })).scores).toEqual([]);
  });

  it("says in words what it shows", () => {
    const layout = grid({ width: 3.5 * INCH, height: 2 * INCH, columns: 3, rows: 7, gap: INCH / 4, bleed: INCH / 8, margin: INCH / 4, gripper: 0 });
    render(<SheetDrawing layout={layout} press="Docu 6180" />);
    const drawing = screen.getByRole("img", { name: /^21 up on a sheet of .* in, Docu 6180: pieces of 3.5 × 2 in, 3 across, 7 down\. Drawn with bleed 0\.125 in\.$/ });
    expect(drawing.getAttribute("data-cells")).toBe("21");
  });
});
