/** The engine's layout of pieces on a sheet: whole numbers of 1/40,640 in, from the lower left corner up. */
export interface SheetLayout {
  readonly units_per_inch: number;
  readonly kind: string;
  readonly sheet_width: number;
  readonly sheet_height: number;
  readonly unprintable: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly gripper: number;
  /** The depth of the strip of test patches, inside the margin across from the gripper. */
  readonly colour_bar: number;
  /** The edge of the sheet that the paper's grain runs along. */
  readonly grain: "width" | "height" | "none";
  readonly bleed: number;
  readonly gap: number;
  readonly columns: number;
  readonly rows: number;
  readonly n_up: number;
  readonly max_up: number;
  readonly cells: readonly Cell[];
  readonly folds: readonly Segment[];
  /** An estimate that was kept before scores and perforations were drawn has none. */
  readonly scores?: readonly Segment[];
  readonly perforations?: readonly Segment[];
  readonly line_notes?: readonly string[];
  readonly waste_fraction: string;
}

/** What a piece is worked along: from its own lower left corner, as it lies upright. */
export type PieceLines = Pick<SheetLayout, "folds" | "scores" | "perforations" | "line_notes">;

/** A gang's sheet: whose each cell is, and along what the pieces of each are worked. */
export interface Gang {
  readonly owners: readonly number[];
  readonly lines: readonly PieceLines[];
}

export interface Cell {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rotated: boolean;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Segment {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface Sheet {
  readonly sheet: Box;
  readonly printable: Box;
  readonly gripper: Box | null;
  readonly trims: readonly Box[];
  readonly bleeds: readonly Box[];
  readonly marks: readonly Segment[];
  readonly colourBar: Box | null;
  readonly folds: readonly Segment[];
  readonly scores: readonly Segment[];
  readonly perforations: readonly Segment[];
}

/** A screen's y runs down, the engine's runs up. */
function flip(layout: SheetLayout, box: Box): Box {
  return { ...box, y: layout.sheet_height - box.y - box.height };
}

function grow(box: Box, by: number): Box {
  return { x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by };
}

function edges(boxes: readonly Box[], start: "x" | "y", size: "width" | "height"): number[] {
  return [...new Set(boxes.flatMap((box) => [box[start], box[start] + box[size]]))];
}

/** Ticks at the rim of the work, where a knife would be set: at each edge of a piece that lies at that rim. */
function cutMarks(layout: SheetLayout, trims: readonly Box[], offset: number): Segment[] {
  if (trims.length === 0) return [];
  const left = Math.min(...trims.map((box) => box.x));
  const right = Math.max(...trims.map((box) => box.x + box.width));
  const top = Math.min(...trims.map((box) => box.y));
  const bottom = Math.max(...trims.map((box) => box.y + box.height));
  const length = layout.units_per_inch / 5;
  const upper = (from: number, limit: number) => ({ from: Math.max(0, from - offset), to: Math.max(0, Math.max(limit, from - offset - length)) });
  const lower = (from: number, limit: number) => ({ from: Math.min(limit, from + offset), to: Math.min(limit, from + offset + length) });
  const [above, below] = [upper(top, 0), lower(bottom, layout.sheet_height)];
  const [before, after] = [upper(left, 0), lower(right, layout.sheet_width)];
  const atTop = trims.filter((box) => box.y === top);
  const atBottom = trims.filter((box) => box.y + box.height === bottom);
  const atLeft = trims.filter((box) => box.x === left);
  const atRight = trims.filter((box) => box.x + box.width === right);
  return [
    ...edges(atTop, "x", "width").map((x) => ({ x1: x, y1: above.from, x2: x, y2: above.to })),
    ...edges(atBottom, "x", "width").map((x) => ({ x1: x, y1: below.from, x2: x, y2: below.to })),
    ...edges(atLeft, "y", "height").map((y) => ({ x1: before.from, y1: y, x2: before.to, y2: y })),
    ...edges(atRight, "y", "height").map((y) => ({ x1: after.from, y1: y, x2: after.to, y2: y })),
  ];
}

/** A piece's lines where it lies: one that is turned lies with its foot to the right. */
function linesOn(layout: SheetLayout, cell: Cell, lines: readonly Segment[]): Segment[] {
  const at = (x: number, y: number) => cell.rotated ? [cell.x + cell.width - y, cell.y + x] as const : [cell.x + x, cell.y + y] as const;
  return lines.map((line) => {
    const [[x1, y1], [x2, y2]] = [at(line.x1, line.y1), at(line.x2, line.y2)];
    return { x1, y1: layout.sheet_height - y1, x2, y2: layout.sheet_height - y2 };
  });
}

export function drawSheet(layout: SheetLayout, gang?: Gang): Sheet {
  const worked = (name: "folds" | "scores" | "perforations") => layout.cells.flatMap((cell, at) => {
    const lines = gang === undefined ? layout : gang.lines[gang.owners[at] ?? 0];
    return linesOn(layout, cell, lines?.[name] ?? []);
  });
  const sheet = { x: 0, y: 0, width: layout.sheet_width, height: layout.sheet_height };
  const { left, right, top, bottom } = layout.unprintable;
  const trims = layout.cells.map((cell) => flip(layout, cell));
  const gripper = { x: 0, y: 0, width: layout.sheet_width, height: layout.gripper };
  return {
    sheet,
    printable: { x: left, y: top, width: layout.sheet_width - left - right, height: layout.sheet_height - top - bottom },
    gripper: layout.gripper > 0 ? flip(layout, gripper) : null,
    trims,
    bleeds: layout.bleed > 0 ? trims.map((box) => grow(box, layout.bleed)) : [],
    marks: cutMarks(layout, trims, layout.bleed),
    colourBar: layout.colour_bar > 0 ? { x: left, y: top - layout.colour_bar, width: layout.sheet_width - left - right, height: layout.colour_bar } : null,
    folds: worked("folds"),
    scores: worked("scores"),
    perforations: worked("perforations"),
  };
}

/** Many rectangles as one path: a hundred pieces repaint as one element. */
export function pathOf(boxes: readonly Box[]): string {
  return boxes.map((box) => `M${box.x} ${box.y}h${box.width}v${box.height}h${-box.width}z`).join("");
}

export function linesOf(segments: readonly Segment[]): string {
  return segments.map((line) => `M${line.x1} ${line.y1}L${line.x2} ${line.y2}`).join("");
}

/** A length in inches for a label, at most three places. */
export function inches(units: number, perInch: number): string {
  return (Math.round((units * 1_000) / perInch) / 1_000).toString();
}

export function sheetSize(layout: SheetLayout): string {
  return `${inches(layout.sheet_width, layout.units_per_inch)} × ${inches(layout.sheet_height, layout.units_per_inch)} in`;
}

function counted(number: number, name: string): string {
  return `${number} ${name}${number === 1 ? "" : "s"}`;
}

/** What is on the sheet beside its pieces, in words: the same that the key of the drawing names. */
export function describeMarks(layout: SheetLayout): string[] {
  const length = (units: number) => `${inches(units, layout.units_per_inch)} in`;
  const lines = [["fold", layout.folds], ["score", layout.scores], ["perforation", layout.perforations]] as const;
  return [
    ...(layout.bleed > 0 ? [`bleed ${length(layout.bleed)}`] : []),
    ...(layout.gripper > 0 ? [`gripper ${length(layout.gripper)} at the foot`] : []),
    ...(layout.colour_bar > 0 ? [`colour bar ${length(layout.colour_bar)} at the head`] : []),
    ...(layout.grain === "none" ? [] : [`grain along the ${layout.grain}`]),
    ...lines.flatMap(([name, found]) => (found !== undefined && found.length > 0 ? [`${counted(found.length, name)} in each piece`] : [])),
  ];
}

/** The drawing in words, for who cannot see it. */
export function describeSheet(layout: SheetLayout, press: string): string {
  const cell = layout.cells[0];
  const piece = cell
    ? `${inches(cell.width, layout.units_per_inch)} × ${inches(cell.height, layout.units_per_inch)} in`
    : "no piece";
  const arrangement = layout.kind === "grid" ? `${layout.columns} across, ${layout.rows} down` : "mixed orientations";
  const turned = layout.cells.filter((one) => one.rotated).length;
  const rotation = turned > 0 && turned < layout.cells.length ? `, ${turned} of them turned` : "";
  const marks = describeMarks(layout);
  return [
    `${layout.n_up} up on a sheet of ${sheetSize(layout)}${press === "" ? "" : `, ${press}`}: pieces of ${piece}, ${arrangement}${rotation}.`,
    ...(marks.length > 0 ? [`Drawn with ${marks.join(", ")}.`] : []),
  ].join(" ");
}
