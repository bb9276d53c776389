import { answer, api, type Schemas } from "@/api/client";

import type { NewLine } from "../model/edits";

export type EntryReading = Schemas["EntryReading"];
export type EntryPiece = Schemas["EntryPiece"];
export type EntryBlock = Schemas["EntryBlock"];
export type EntryRow = Schemas["EntryRow"];
export type EntryLine = Schemas["EntryLine"];

export function readEntry(text: string, signal?: AbortSignal): Promise<EntryReading> {
  return answer(api.POST("/api/entry/read", { body: { text }, ...(signal ? { signal } : {}) }));
}

export function readBlock(text: string, signal?: AbortSignal): Promise<EntryBlock> {
  return answer(api.POST("/api/entry/read-block", { body: { text }, ...(signal ? { signal } : {}) }));
}

/** The line that a confirmed reading becomes; a margin is priced now and not before. */
export async function confirmed(reading: EntryReading, line: EntryLine): Promise<NewLine> {
  const { spec, title } = line;
  const margin = reading.internal?.margin;
  const quantities = line.quantities.map(async ({ quantity, typed_unit_price: each }) => {
    const row = { id: crypto.randomUUID(), quantity };
    if (margin === undefined) return each === null ? row : { ...row, typed_unit_price: each };
    const body = { spec, quantity, target: { kind: "margin" as const, value: margin } };
    const { price } = await answer(api.POST("/api/estimates/target", { body }));
    return { ...row, typed_price: price, typed_reason: `Priced for a ${reading.pieces.find((piece) => piece.field === "margin")?.label ?? "margin"}` };
  });
  return {
    id: crypto.randomUUID(),
    kind: "product",
    title,
    // A specification of any kind of work is a form's fields by their names.
    spec: spec as unknown as NonNullable<NewLine["spec"]>,
    quantities: await Promise.all(quantities),
  };
}

/** The first words that a person must say more about. */
export function openPiece(reading: EntryReading): EntryPiece | null {
  return reading.pieces.find((piece) => piece.status !== "understood") ?? null;
}

export function wordsOf(reading: EntryReading, piece: EntryPiece): string {
  return reading.text.slice(piece.start, piece.end);
}

/** The text with what was offered in the place of the words; without words of its own the gap closes too. */
export function replaced(text: string, start: number, end: number, offered: string): string {
  const before = text.slice(0, start);
  const after = text.slice(end);
  if (offered !== "") return before + offered + after;
  return /(^|\s)$/.test(before) ? before + after.replace(/^[ ,;]+/, "") : before + after;
}

/** What was typed in one breath: "1,000 and 2,500, 6 x 4 in, 14 pt C2S cover"; what is as usual goes without saying. */
export function summary(reading: EntryReading): string {
  return reading.fields.filter((field) => field.name !== "product_type" && field.pieces.length > 0).map((field) => field.text).join(", ");
}
