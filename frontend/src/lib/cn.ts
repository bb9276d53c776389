import { clsx, type ClassValue } from "clsx";
import { createTailwindMerge, validators } from "tailwind-merge";

const { isAny, isArbitraryValue, isNumber } = validators;
type Groups = Parameters<typeof createTailwindMerge>[0] extends () => infer Config ? Config extends { classGroups: infer Known } ? Known : never : never;

/** Each name a group of its own, with any value. */
const alone = (names: string): Groups => Object.fromEntries(names.split(" ").map((name) => [name, [{ [name]: [isAny] }]]));
/** The same where the bare name is a class too. */
const bare = (names: string): Groups => Object.fromEntries(names.split(" ").map((name) => [name, [{ [name]: ["", isAny] }]]));
/** The whole of a box, then its axes and sides: what covers a side takes its place. */
const sides = (name: string, [x, y, top, right, bottom, left]: readonly string[]) => ({ [name]: [x, y, top, right, bottom, left], [`${x}`]: [right, left], [`${y}`]: [top, bottom] });
const around = (name: string) => sides(name, ["x", "y", "t", "r", "b", "l"].map((side) => name + side));
const widths = ["", isNumber];

// Only what this app uses: the library's own table of all of Tailwind is four times as long, and travels with each page.
const merge = createTailwindMerge(() => ({
  cacheSize: 500,
  theme: {},
  orderSensitiveModifiers: [],
  postfixLookupClassGroups: [],
  conflictingClassGroupModifiers: {},
  classGroups: {
    ...alone("p px py pt pr pb pl m mx my mt mr mb ml w h size min-w max-w min-h max-h gap gap-x gap-y inset inset-x inset-y top right bottom left z"),
    ...alone("bg fill leading opacity cursor object line-clamp overflow overflow-x overflow-y items justify self order col-span grid-cols whitespace"),
    ...alone("list align origin animate translate-x translate-y pointer-events underline-offset outline-offset border-spacing border-spacing-x border-spacing-y"),
    ...bare("rounded rounded-t rounded-b shadow transition divide-x divide-y"),
    display: ["block", "inline", "inline-block", "flex", "inline-flex", "grid", "table", "hidden", "contents"],
    position: ["static", "fixed", "absolute", "relative", "sticky"],
    underline: ["underline", "no-underline"],
    visibility: ["visible", "invisible"],
    
    grow: [{ flex: [isNumber, "none", "auto"] }],
    shrink: [{ shrink: widths }],
    basis: [{ basis: [isAny] }],
    direction: [{ flex: ["row", "col"] }],
    wrap: [{ flex: ["wrap", "nowrap"] }],
    weight: [{ font: ["normal", "medium", "semibold"] }],
    face: [{ font: ["sans", "mono"] }],
    text: [{ text: ["left", "center", "right"] }],
    "text-wrap": [{ text: ["balance", "pretty"] }],
    "font-size": [{ text: ["2xs", "xs", "sm", "base", "lg", "xl", "2xl", "3xl", isArbitraryValue] }],
    "text-color": [{ text: [isAny] }],
    "border-width": [{ border: widths }],
    "border-t": [{ "border-t": widths }],
    "border-r": [{ "border-r": widths }],
    "border-b": [{ "border-b": widths }],
    "border-l": [{ "border-l": widths }],
    "border-collapse": [{ border: ["collapse", "separate"] }],
    "border-style": [{ border: ["solid", "dashed"] }],
    "border-color": [{ border: [isAny] }],
    "stroke-width": [{ stroke: [isNumber, isArbitraryValue] }],
    stroke: [{ stroke: [isAny] }],
    "decoration-width": [{ decoration: [isNumber] }],
    decoration: [{ decoration: [isAny] }],
    "divide-color": [{ divide: [isAny] }],
  },
  conflictingClassGroups: {
    ...around("p"),
    ...around("m"),
    ...sides("inset", ["inset-x", "inset-y", "top", "right", "bottom", "left"]),
    size: ["w", "h"],
    gap: ["gap-x", "gap-y"],
    overflow: ["overflow-x", "overflow-y"],
    rounded: ["rounded-t", "rounded-b"],
    grow: ["shrink", "basis"],
    "line-clamp": ["display", "overflow"],
    "font-size": ["leading"],
    "border-width": ["border-t", "border-r", "border-b", "border-l"],
    "border-spacing": ["border-spacing-x", "border-spacing-y"],
  },
}));

/** Class names joined, the later of two that collide wins; one alone collides with nothing and is not searched. */
export function cn(...classes: ClassValue[]): string {
  const given = classes.filter(Boolean);
  return given.length === 1 && typeof given[0] === "string" ? given[0] : merge(clsx(given));
}
