import { formatCount, toCount } from "@/lib/count";
import { fractionToPercent, isMoney, percentToFraction } from "@/lib/money";

import { HAND_FIELDS } from "../model/edits";
import { isCodes, type ByHand, type OfferedProduct, type Settable, type Spec } from "../model/wire";

/** The methods of printing as the engine names them, in the trade's words. */
export const METHODS = [
  { value: "one_side", label: "One side" },
  { value: "sheetwise", label: "Sheetwise" },
  { value: "work_and_turn", label: "Work-and-turn" },
  { value: "work_and_tumble", label: "Work-and-tumble" },
  { value: "perfecting", label: "Perfecting" },
  { value: "duplex", label: "Both sides in one pass" },
] as const satisfies readonly { value: NonNullable<ByHand["method"]>; label: string }[];

/** A method by its name; null for a name that is none. */
export function readMethod(name: string): NonNullable<ByHand["method"]> | null {
  return METHODS.find(({ value }) => value === name)?.value ?? null;
}

/** What a person set of how a part is made; null where all of it is the engine's choice. */
export function byHandIn(spec: Spec | null, field: string): ByHand | null {
  const value = spec?.[field];
  return typeof value === "object" && value !== null && !isCodes(value) ? value : null;
}

/** Whether a person set anything of any part. */
export function isSetByHand(spec: Spec | null): boolean {
  return HAND_FIELDS.some((field) => byHandIn(spec, field) !== null);
}

/** What may be set of a line's making, by the product that it is of. */
export function settableOf(products: readonly OfferedProduct[], spec: Spec): readonly Settable[] {
  return products.find((product) => product.code === spec.product_type)?.by_hand ?? [];
}

/** Whether what may be set is of this part: the only one, or parts alike, or the one that it names. */
export function isOfPart(settable: Settable, all: readonly Settable[], part: string): boolean {
  return all.length === 1 || settable.part === part;
}

/** The form's own texts: an empty one leaves its figure to the engine. */
export interface Figures extends Record<string, string> {
  readonly press: string;
  readonly method: string;
  readonly n_up: string;
  readonly per_hour: string;
  readonly waste: string;
  readonly reason: string;
}

export function figuresOf(set: ByHand | null): Figures {
  return {
    press: set?.press ?? "",
    method: set?.method ?? "",
    n_up: set?.n_up == null ? "" : formatCount(set.n_up),
    per_hour: set?.per_hour == null ? "" : formatCount(set.per_hour),
    waste: set?.waste != null && isMoney(set.waste) ? fractionToPercent(set.waste) : "",
    reason: set?.reason ?? "",
  };
}

export type Problems = Partial<Record<keyof Figures & string, string>>;

/** What was typed as the API takes it, or what is wrong with which figure. */
export function readFigures(figures: Figures): { readonly set: ByHand; readonly problems: Problems } {
  const problems: Problems = {};
  const whole = (name: "n_up" | "per_hour", most: number) => {
    if (figures[name].trim() === "") return null;
    const count = toCount(figures[name]);
    if (count !== null && count >= 1 && count <= most) return count;
    problems[name] = `A whole number from 1 to ${formatCount(most)}.`;
    return null;
  };
  const waste = figures.waste.trim() === "" ? null : percentToFraction(figures.waste);
  const isShare = waste !== null && /^0(\.\d+)?$/.test(waste);
  if (figures.waste.trim() !== "" && !isShare) problems["waste"] = "A percentage from 0 to 99, such as 4 or 2.5.";
  const set: ByHand = {
    reason: figures.reason.trim(),
    press: figures.press === "" ? null : figures.press,
    method: readMethod(figures.method),
    n_up: whole("n_up", 2_000),
    per_hour: whole("per_hour", 1_000_000),
    waste: isShare ? waste : null,
  };
  return { set, problems };
}

/** Whether anything at all is taken out of the engine's hands. */
export function setsSomething({ press, method, n_up, per_hour, waste }: ByHand): boolean {
  return [press, method, n_up, per_hour, waste].some((value) => value != null);
}

/** What was set, as one says it: "Digital 2, 12 up, 600 an hour, 10 % waste". */
export function wordsOf(set: ByHand, pressName: (code: string) => string): string {
  const method = METHODS.find(({ value }) => value === set.method)?.label.toLowerCase();
  const said = [
    set.press == null ? null : pressName(set.press),
    method,
    set.n_up == null ? null : `${formatCount(set.n_up)} up`,
    set.per_hour == null ? null : `${formatCount(set.per_hour)} an hour`,
    set.waste != null && isMoney(set.waste) ? `${fractionToPercent(set.waste)} % waste` : null,
  ];
  return said.filter(Boolean).join(", ");
}
