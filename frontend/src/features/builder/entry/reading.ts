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
  const typed = new Map<number, { price: string; reason: string }>();
  for (const row of line.quantities) {
    if (row.typed_price != null) typed.set(row.quantity, { price: row.typed_price, reason: row.typed_reason ?? "" });
  }
  if (reading.internal) {
    const { margin } = reading.internal;
    const body = { spec: line.spec, quantities: line.quantities.map((row) => row.quantity), margin };
    const label = reading.pieces.find((piece) => piece.field === "margin")?.label ?? "";
    const { prices } = await answer(api.POST("/api/entry/margin", { body }));
    for (const { quantity, price } of prices) typed.set(quantity, { price, reason: `Priced for a ${label}` });
  }
  return {
    id: crypto.randomUUID(),
    kind: "product",
    title: line.title,
    // A specification of any kind of work is a form's fields by their names.
    spec: line.spec as unknown as NonNullable<NewLine["spec"]>,
    quantities: line.quantities.map(({ quantity }) => {
      const price = typed.get(quantity);
      return { id: crypto.randomUUID(), quantity, ...(price ? { typed_price: price.price, typed_reason: price.reason } : {}) };
    }),
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

/** What a line comes to in one breath: "Postcards: 1,000 and 2,500, 6 x 4 in, 14 pt C2S cover". */
export function summary(reading: EntryReading): string {
  const [product, ...rest] = reading.fields;
  return product ? `${product.text}: ${rest.map((field) => field.text).join(", ")}` : "";
}
