import type { EntryBlock, EntryPiece, EntryReading } from "./reading";

/** What the server would say of a line: the words that a test names, and all else in between. */
export function readingOf(text: string, more: Partial<EntryReading> = {}): EntryReading {
  return {
    text, is_complete: true, unit_price: null, problems: [], pieces: [],
    fields: [
      { name: "product_type", label: "Product", text: "Postcards", pieces: [] },
      { name: "trim_width", label: "Size", text: "6 x 4 in", pieces: [] },
    ],
    line: {
      id: crypto.randomUUID(), kind: "product", title: "Postcards",
      spec: {
        kind: "flat", product_type: "postcard", trim_width: "6", trim_height: "4", unit: "in", bleed: "0.125", colours_front: 4,
        colours_back: 4, stock: "C2S-14", finishing: ["cut"], versions: 1, press: null, grain: "any", turnaround_days: null,
      },
      quantities: [
        { id: crypto.randomUUID(), quantity: 1000, selected: true, typed_unit_price: null },
        { id: crypto.randomUUID(), quantity: 2500, selected: false, typed_unit_price: null },
      ],
    },
    ...more,
  };
}

export function pieceOf(text: string, words: string, more: Partial<EntryPiece> = {}): EntryPiece {
  const start = text.indexOf(words);
  return { start, end: start + words.length, status: "understood", field: "stock", label: words, message: "", offers: [], ...more };
}

export const LEAVE_OUT = { text: "", label: "Leave it out", hint: "" };

/** A line with one word that means nothing. */
export function slipOf(text: string, words: string, meant: string): EntryReading {
  const offers = [{ text: meant, label: meant, hint: "" }, LEAVE_OUT];
  const piece = pieceOf(text, words, { status: "unknown", field: null, message: "This word is not in the vocabulary.", offers });
  return readingOf(text, { is_complete: false, line: null, pieces: [piece] });
}

export function blockOf(text: string, readings: readonly EntryReading[]): EntryBlock {
  return {
    shape: "list", columns: [], passed: [], problem: "",
    rows: readings.map((reading, index) => {
      const start = text.indexOf(reading.text);
      return { number: index + 1, start, end: start + reading.text.length, reading };
    }),
  };
}

export function valueOf(field: HTMLElement): string {
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : "";
}
