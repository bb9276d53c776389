import { Big } from "big.js";
import { useId } from "react";
import { formatDecimal } from "@/lib/money";
import type { Press } from "./queries";

// The box that every press is drawn into, in inches, so that their sizes compare at a glance.
const BOX = { width: "68", height: "23" };

/** The sheet to scale, gripper at the left where the sheet enters: lengths stay decimals to the last moment. */
export function PressDrawing({ press }: { press: Press }) {
  const hatch = useId();
  const roll = press.kind === "wide_format";
  const [long, short] = [press.max_sheet.width_in, press.max_sheet.height_in].map((side) => new Big(side)).toSorted((a, b) => b.cmp(a)) as [Big, Big];
  const width = roll ? short : long;
  const height = roll ? new Big(18) : short;
  const left = new Big(BOX.width).minus(width).div(2);
  const top = new Big(BOX.height).minus(height).div(2);
  const edges = press.unprintable;
  const least = [press.min_sheet.width_in, press.min_sheet.height_in].map((side) => new Big(side)).toSorted((a, b) => b.cmp(a)) as [Big, Big];
  const printable = {
    x: left.plus(edges.left_in),
    y: top.plus(edges.top_in),
    width: width.minus(edges.left_in).minus(edges.right_in),
    height: height.minus(edges.top_in).minus(edges.bottom_in),
  };
  const label = roll
    ? `${formatDecimal(press.max_sheet.width_in)} inches wide, from a roll`
    : `${formatDecimal(press.max_sheet.width_in)} by ${formatDecimal(press.max_sheet.height_in)} inches, gripper ${formatDecimal(press.gripper_in)} inches on the ${press.gripper_edge} edge`;
  return (
    <svg role="img" aria-label={`${press.name}: ${label}`} viewBox={`0 0 ${BOX.width} ${BOX.height}`} className="block w-full border-b border-line bg-sunken">
      <defs>
        <pattern id={hatch} width="0.6" height="0.6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V0.6" className="stroke-faint" strokeWidth="0.16" />
        </pattern>
      </defs>
      <rect x={left.toString()} y={top.toString()} width={width.toString()} height={height.toString()} className="fill-surface" />
      <rect x={left.toString()} y={top.toString()} width={width.toString()} height={height.toString()} fill={`url(#${hatch})`} className="stroke-line-strong" strokeWidth="0.1" />
      <rect
        x={printable.x.toString()}
        y={printable.y.toString()}
        width={printable.width.toString()}
        height={printable.height.toString()}
        className="fill-paper stroke-trim"
        strokeWidth="0.1"
      />
      {!roll && (
        <rect
          x={left.plus(width.minus(least[0]).div(2)).toString()}
          y={top.plus(height.minus(least[1]).div(2)).toString()}
          width={least[0].toString()}
          height={least[1].toString()}
          className="fill-transparent stroke-bleed"
          strokeWidth="0.1"
          strokeDasharray="0.5 0.4"
        />
      )}
      {new Big(press.gripper_in).gt(0) && <Gripper press={press} left={left} top={top} width={width} height={height} />}
    </svg>
  );
}

interface GripperProps {
  press: Press;
  left: Big;
  top: Big;
  width: Big;
  height: Big;
}

function Gripper({ press, left, top, width, height }: GripperProps) {
  const along = press.gripper_edge === "long";
  const depth = new Big(press.gripper_in);
  return (
    <rect
      x={left.toString()}
      y={(along ? top.plus(height).minus(depth) : top).toString()}
      width={(along ? width : depth).toString()}
      height={(along ? depth : height).toString()}
      className="fill-bleed/30"
    />
  );
}
