import { memo, useId } from "react";

import { describeSheet, drawSheet, inches, linesOf, pathOf, type SheetLayout } from "./geometry";

interface SheetDrawingProps {
  readonly layout: SheetLayout;
  readonly press: string;
  /** Along which edge of the sheet the paper's grain runs, where the stock says so. */
  readonly grain?: "width" | "height" | null;
}

/** The press sheet to scale, as the engine laid it out. */
export const SheetDrawing = memo(function SheetDrawing({ layout, press, grain = null }: SheetDrawingProps) {
  const hatch = useId();
  const sheet = drawSheet(layout);
  const perInch = layout.units_per_inch;
  // Engine units are too fine for a browser's text: the drawing is 1,000 wide or high, whichever is more.
  const scale = 1_000 / Math.max(sheet.sheet.width, sheet.sheet.height * 1.25);
  const [width, height, gripper] = [sheet.sheet.width * scale, sheet.sheet.height * scale, layout.gripper * scale];
  return (
    <svg
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an img element cannot hold a drawing made here
      role="img"
      aria-label={describeSheet(layout, press)}
      viewBox={`-90 -48 ${width + 130} ${height + 132}`}
      className="mx-auto block h-60 w-full [&_*]:[vector-effect:non-scaling-stroke]"
      data-cells={sheet.trims.length}
    >
      <defs>
        <pattern id={hatch} width="12" height="12" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="12" className="stroke-line-strong" strokeWidth="1" />
        </pattern>
      </defs>
      <g transform={`scale(${scale})`}>
        <rect {...sheet.sheet} className="fill-paper stroke-line-strong" strokeWidth="1" />
        <rect {...sheet.printable} className="fill-none stroke-line-strong" strokeWidth="0.75" strokeDasharray="1 3" />
        <path d={pathOf(sheet.bleeds)} className="fill-none stroke-bleed" strokeWidth="0.75" strokeDasharray="2.5 2" opacity="0.8" />
        <path d={pathOf(sheet.trims)} className="fill-trim/10 stroke-trim" strokeWidth="1" />
        <path d={linesOf(sheet.marks)} className="fill-none stroke-soft" strokeWidth="0.75" />
      </g>
      {sheet.gripper && <rect x="0" y={height - gripper} width={width} height={gripper} fill={`url(#${hatch})`} opacity="0.55" />}
      {grain && <GrainArrow along={grain} width={width} height={height} />}
      <Target x={width / 2} y={-24} />
      <Target x={width / 2} y={height + 22} />
      <g className="fill-soft" fontSize="38" textAnchor="middle" aria-hidden="true">
        <text x={width / 2} y={height + 78}>{inches(layout.sheet_width, perInch)}″</text>
        <text transform={`translate(-34 ${height / 2}) rotate(-90)`}>{inches(layout.sheet_height, perInch)}″</text>
        {gripper > 26 && <text x={width / 2} y={height - gripper / 2 + 8} fontSize="24">gripper</text>}
      </g>
    </svg>
  );
});

interface GrainArrowProps {
  readonly along: "width" | "height";
  readonly width: number;
  readonly height: number;
}

function GrainArrow({ along, width, height }: GrainArrowProps) {
  const length = (along === "width" ? width : height) * 0.16;
  const turn = along === "width" ? 0 : -90;
  return (
    <g transform={`translate(${width + 22} ${height / 2}) rotate(${turn})`} className="fill-none stroke-faint" strokeWidth="1">
      <path d={`M${-length} 0H${length}M${length - 12} -12L${length} 0L${length - 12} 12M${12 - length} -12L${-length} 0L${12 - length} 12`} />
    </g>
  );
}

function Target({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g transform={`translate(${x} ${y})`} className="fill-none stroke-faint" strokeWidth="0.75" aria-hidden="true">
      <circle r="10" />
      <path d="M-17 0H17M0 -17V17" />
    </g>
  );
}
