import { memo, useId } from "react";

import { cn } from "@/lib/cn";

import { describeSheet, drawSheet, inches, linesOf, pathOf, type Gang, type SheetLayout } from "./geometry";
import { GANG_FILLS, LINES } from "./looks";

interface SheetDrawingProps {
  readonly layout: SheetLayout;
  readonly press: string;
  /** Whose each piece is, where lines share the sheet; `label` then says the drawing in words. */
  readonly gang?: Gang & { readonly names: readonly string[]; readonly label: string };
  readonly className?: string;
}

/** The press sheet to scale, as the engine laid it out. */
export const SheetDrawing = memo(function SheetDrawing({ layout, press, gang, className = "h-60" }: SheetDrawingProps) {
  const hatch = useId();
  const sheet = drawSheet(layout, gang);
  const perInch = layout.units_per_inch;
  // Engine units are too fine for a browser's text: the drawing is 1,000 wide or high, whichever is more.
  const scale = 1_000 / Math.max(sheet.sheet.width, sheet.sheet.height * 1.25);
  const [width, height, gripper] = [sheet.sheet.width * scale, sheet.sheet.height * scale, layout.gripper * scale];
  return (
    <svg
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an img element cannot hold a drawing made here
      role="img"
      aria-label={gang?.label ?? describeSheet(layout, press)}
      viewBox={`-90 -48 ${width + 130} ${height + 132}`}
      className={cn("mx-auto block w-full [&_*]:[vector-effect:non-scaling-stroke]", className)}
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
        {sheet.colourBar && <ColourBar {...sheet.colourBar} />}
        <path d={pathOf(sheet.bleeds)} className="fill-none stroke-bleed" strokeWidth="0.75" strokeDasharray="2.5 2" opacity="0.8" />
        {gang?.names.map((name, owner) => (
          <path key={name} d={pathOf(sheet.trims.filter((_, at) => gang.owners[at] === owner))} className={GANG_FILLS[owner % GANG_FILLS.length]} fillOpacity="0.2" />
        ))}
        <path d={pathOf(sheet.trims)} className={cn("stroke-trim", gang ? "fill-none" : "fill-trim/10")} strokeWidth="1" />
        {LINES.map(({ name, look, dashes }) => (
          <path key={name} d={linesOf(sheet[name])} data-lines={sheet[name].length} className={cn("fill-none", look)} strokeWidth="1.25" strokeDasharray={dashes} />
        ))}
        <path d={linesOf(sheet.marks)} className="fill-none stroke-soft" strokeWidth="0.75" />
      </g>
      {gang && sheet.trims.map((box, at) => (
        <text
          key={`${box.x} ${box.y}`}
          x={(box.x + box.width / 2) * scale}
          y={(box.y + box.height / 2) * scale}
          fontSize={Math.min(44, Math.min(box.width, box.height) * scale * 0.5)}
          textAnchor="middle"
          dominantBaseline="central"
          className="fill-current"
          stroke="var(--paper)"
          strokeWidth="4"
          paintOrder="stroke"
          aria-hidden="true"
        >
          {gang.names[gang.owners[at] ?? 0]}
        </text>
      ))}
      {sheet.gripper && <rect x="0" y={height - gripper} width={width} height={gripper} fill={`url(#${hatch})`} opacity="0.55" />}
      {layout.grain !== "none" && <GrainArrow along={layout.grain} width={width} height={height} />}
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

const PATCHES = ["fill-trim", "fill-bleed", "fill-warn", "fill-soft"] as const;

/** The strip of test patches, in as many patches as its length holds of four times its depth. */
function ColourBar({ x, y, width, height }: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }) {
  const patches = Math.max(1, Math.floor(width / (height * 4)));
  const each = width / patches;
  return Array.from({ length: patches }, (_, at) => (
    <rect key={at} x={x + at * each} y={y} width={each} height={height} className={PATCHES[at % PATCHES.length]} opacity="0.55" />
  ));
}

interface GrainArrowProps {
  readonly along: "width" | "height";
  readonly width: number;
  readonly height: number;
}

function GrainArrow({ along, width, height }: GrainArrowProps) {
  const length = (along === "width" ? width : height) * 0.16;
  const [x, y, turn] = along === "width" ? [width * 0.75, height + 24, 0] : [width + 22, height / 2, -90];
  return (
    <g transform={`translate(${x} ${y}) rotate(${turn})`} className="fill-none stroke-soft" strokeWidth="1" data-grain={along}>
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
