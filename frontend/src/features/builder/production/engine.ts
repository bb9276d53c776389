import { formatCount, plural, toCount } from "@/lib/count";

import type { QuantityEstimate, Settable } from "../model/wire";
import { METHODS } from "./byHand";

export type Part = QuantityEstimate["parts"][number];
export type FigureName = Settable["figures"][number];

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
}

const ENGINES = { value: "", label: "The engine's choice" } as const;

/** The presses that can make the work, and behind them those that cannot. */
export function pressChoices(parts: readonly Part[], chosen: string): Choice[] {
  const can = new Map(parts.flatMap((part) => [
    [part.press, part.press_name] as const,
    ...(part.internal?.other_routes ?? []).map((route) => [route.press, route.name] as const),
  ]));
  const cannot = new Map(parts.flatMap((part) => part.refused_routes.map((route) => [route.press, route.name] as const)));
  const choices: Choice[] = [ENGINES];
  for (const [value, label] of can) if (value !== "") choices.push({ value, label });
  for (const [value, label] of cannot) if (!can.has(value)) choices.push({ value, label: `${label} (cannot print this)`, disabled: value !== chosen });
  return choices.some(({ value }) => value === chosen) ? choices : [...choices, { value: chosen, label: chosen }];
}

/** The methods that a way of making the work on this press has; all of them where none is known. */
export function methodChoices(parts: readonly Part[], press: string, chosen: string): Choice[] {
  const known = new Set<string>(parts.flatMap((part) => [
    ...(press === "" || press === part.press ? [part.method] : []),
    ...(part.internal?.other_routes ?? []).flatMap((route) => (route.method && (press === "" || press === route.press) ? [route.method] : [])),
  ]));
  const offered = METHODS.filter(({ value }) => known.size === 0 || known.has(value) || value === chosen);
  return [ENGINES, ...offered];
}

/** What the engine takes by itself, beside each figure that may be set over it. */
export function engineHints(one: QuantityEstimate | undefined, part: Part | undefined): Partial<Record<FigureName, string>> {
  if (!one || !part) return {};
  const speed = speedOf(one, part);
  const over = part.gross_sheets - part.net_sheets;
  return {
    press: `Engine: ${part.press_name} for ${formatCount(one.quantity)}`,
    method: `Engine: ${METHODS.find(({ value }) => value === part.method)?.label.toLowerCase() ?? part.method}`,
    ...(part.layout && { n_up: `Engine: ${formatCount(part.layout.n_up)} up, at most ${formatCount(part.layout.max_up)} fit` }),
    ...(speed !== null && { per_hour: `Engine: ${speed}` }),
    ...(part.gross_sheets > 0 && { waste: `Engine: ${formatCount(over)} of ${plural(part.gross_sheets, "sheet")}, make-ready included` }),
  };
}

/** Digital presses are counted by sides, offset ones by impressions, rolls and boards by their area. */
export function speedLabel(parts: readonly Part[], press: string): string {
  const kinds = new Set(parts.flatMap((part) => (press === "" || press === part.press ? [part.press_kind] : [])));
  if (kinds.size !== 1) return "Speed, an hour";
  if (kinds.has("digital")) return "Sides an hour";
  return kinds.has("wide_format") ? "Square feet an hour" : "Impressions an hour";
}

function speedOf(one: QuantityEstimate, part: Part): string | null {
  for (const { inputs } of one.internal?.items.filter((item) => item.part === part.name) ?? []) {
    const { sides_per_minute: sides, impressions_per_hour: impressions } = inputs;
    const minute = sides === undefined ? null : toCount(sides);
    if (minute !== null) return `${formatCount(minute * 60)} sides`;
    if (impressions !== undefined) return `${formatCount(parseInt(impressions, 10))} impressions`;
  }
  return null;
}

/** How a part is made, with its press, which the engine's words do not always name. */
export function wordsOfWay({ press_name, words }: Part): string {
  return press_name === "" || words.startsWith(press_name) ? words : `${press_name}, ${words}`;
}

export interface Way {
  readonly quantities: readonly number[];
  readonly part: string;
  readonly words: string;
}

/** How each part is made; quantities that are made alike stand together. */
export function waysOf(quantities: readonly QuantityEstimate[]): Way[] {
  const ways = new Map<string, { part: Part; quantities: number[] }>();
  for (const one of quantities) {
    for (const part of one.parts) {
      if (part.words === "") continue;
      const key = `${part.name}/${part.words}`;
      const way = ways.get(key) ?? { part, quantities: [] };
      way.quantities.push(one.quantity);
      ways.set(key, way);
    }
  }
  return [...ways.values()].map(({ part, quantities: made }) => ({ quantities: made, part: part.name, words: wordsOfWay(part) }));
}
