import type { Tone } from "@/ui/Badge";
import type { Content, Mode, PriceList } from "./queries";

export const MODES: { value: Mode; label: string; hint: string }[] = [
  { value: "step", label: "Steps", hint: "One piece costs what it costs at the break." },
  { value: "linear_totals", label: "Line between totals", hint: "The total lies on the straight line between the totals of two breaks." },
  { value: "linear_units", label: "Line between unit prices", hint: "The price of one lies on the line between the unit prices of two breaks." },
  { value: "accumulated", label: "Slice by slice", hint: "Each slice of the quantity costs what its own break says; cells hold unit prices." },
];

export const BASES: { value: Content["basis"]; label: string }[] = [
  { value: "total", label: "The whole quantity" },
  { value: "unit", label: "One piece" },
];

export const REACHES: { value: NonNullable<Content["reach"]>; label: string }[] = [
  { value: "from", label: "From its quantity on" },
  { value: "up_to", label: "Up to its quantity" },
];

export const ROUNDINGS: { value: string; label: string }[] = [
  { value: "nearest", label: "To the nearest" },
  { value: "up", label: "Up to the next" },
  { value: "unit", label: "Unit price to the nearest" },
];

export const STANDINGS: Record<PriceList["standing"], { label: string; tone: Tone }> = {
  draft: { label: "Draft", tone: "neutral" },
  published: { label: "Published", tone: "good" },
  changed: { label: "Unpublished changes", tone: "warn" },
  archived: { label: "Archived", tone: "neutral" },
};

export function modeWord(mode: Mode): string {
  return MODES.find((one) => one.value === mode)?.label ?? mode;
}

/** A column's heading: the level's own name, or everyone. */
export function levelName(level: string, levels: readonly { code: string; name: string }[]): string {
  if (level === "") return "Everyone";
  return levels.find((one) => one.code === level)?.name ?? level;
}
