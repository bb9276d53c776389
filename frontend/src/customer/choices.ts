import type { Choice, OfferDocument, OfferLine } from "./api";

/** The quantity chosen of each line by its place; an option or alternate that is not in it is not taken. */
export type Chosen = Readonly<Record<number, number>>;

export function linesOf(document: OfferDocument): OfferLine[] {
  return document.sections.flatMap((section) => section.lines);
}

/** The quantity that was quoted; it is then the only one that can be taken. */
export function quoted(line: OfferLine): number | undefined {
  return line.quantities.find((one) => one.chosen)?.quantity ?? (line.quantities.length === 1 ? line.quantities[0]?.quantity : undefined);
}

/** What is chosen before the customer has touched anything: what was quoted, and what leaves no choice; no options or alternates. */
export function firstChoices(document: OfferDocument): Chosen {
  const chosen: Record<number, number> = {};
  for (const line of linesOf(document)) {
    const quantity = quoted(line);
    if (!line.optional && line.alternate_of === null && quantity !== undefined) chosen[line.position] = quantity;
  }
  return chosen;
}

/** What is chosen once this quantity of a line is taken, or none of it: of alternates there is never more than one. */
export function choose(chosen: Chosen, document: OfferDocument, line: OfferLine, quantity: number | undefined): Chosen {
  const taken: Record<number, number> = {};
  for (const one of linesOf(document)) {
    const kept = rootOf(one) === rootOf(line) ? undefined : chosen[one.position];
    if (kept !== undefined) taken[one.position] = kept;
  }
  return quantity === undefined ? taken : { ...taken, [line.position]: quantity };
}

function rootOf(line: OfferLine): number {
  return line.alternate_of ?? line.position;
}

/** The lines with those of which one is taken together; their first is the one that was quoted. */
export function groupsOf(lines: readonly OfferLine[]): OfferLine[][] {
  const groups = new Map<number, OfferLine[]>();
  for (const line of lines) groups.set(rootOf(line), [...(groups.get(rootOf(line)) ?? []), line]);
  return [...groups.values()];
}

export function toChoices(chosen: Chosen, document: OfferDocument): Choice[] {
  return linesOf(document).flatMap((line) => {
    const quantity = chosen[line.position];
    return quantity === undefined ? [] : [{ line: line.position, quantity }];
  });
}
