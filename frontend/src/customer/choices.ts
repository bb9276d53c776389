import type { Choice, OfferDocument, OfferLine } from "./api";

/** The quantity chosen of each line by its place; an option that is not in it is not taken. */
export type Chosen = Readonly<Record<number, number>>;

export function linesOf(document: OfferDocument): OfferLine[] {
  return document.sections.flatMap((section) => section.lines);
}

/** The quantity that was quoted; it is then the only one that can be taken. */
export function quoted(line: OfferLine): number | undefined {
  return line.quantities.find((one) => one.chosen)?.quantity ?? (line.quantities.length === 1 ? line.quantities[0]?.quantity : undefined);
}

/** What is chosen before the customer has touched anything: what was quoted, and what leaves no choice; no options. */
export function firstChoices(document: OfferDocument): Chosen {
  const chosen: Record<number, number> = {};
  for (const line of linesOf(document)) {
    const quantity = quoted(line);
    if (!line.optional && quantity !== undefined) chosen[line.position] = quantity;
  }
  return chosen;
}

export function toChoices(chosen: Chosen, document: OfferDocument): Choice[] {
  return linesOf(document).flatMap((line) => {
    const quantity = chosen[line.position];
    return quantity === undefined ? [] : [{ line: line.position, quantity }];
  });
}
