import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, api, type Schemas } from "@/api/client";
import { toCount } from "@/lib/count";
import { parseSize } from "@/ui/spec/sizes";

export type Trial = Schemas["TrialResponse"];
export type TrialRequest = Schemas["TrialRequest"];

/** What is typed into the tester, as it is typed. */
export interface Asked {
  stock: string;
  quantity: string;
  width: string;
  height: string;
  leaves: string;
  cuts: string;
  sections: string;
}

export type AskedField = keyof Asked;

export const FIRST: Omit<Asked, "stock"> = { quantity: "1,000", width: "8.5", height: "11", leaves: "1", cuts: "4", sections: "1" };

const ON_ROLLS = new Set(["hem", "pole_pocket", "grommet", "trim"]);

/** What an operation of this kind is first tried on: a roll, or a coated text; else whatever there is. */
export function firstStock(kind: string, stocks: readonly { code: string; family: string }[]): string {
  const family = ON_ROLLS.has(kind) ? "roll" : "coated_text";
  return (stocks.find((one) => one.family === family) ?? stocks[0])?.code ?? "";
}

const THICK = new Set(["drill", "pad", "round_corner", "saddle_stitch", "perfect_bind", "coil", "wire_o", "three_knife", "shrink_wrap", "pack", "skid"]);
const SECTIONED = new Set(["signature_fold", "collate", "saddle_stitch", "perfect_bind"]);

/** What is worth asking for an operation of this kind, beside quantity, stock and size. */
export function furtherFields(kind: string): AskedField[] {
  return [...(kind === "cut" ? (["cuts"] as const) : []), ...(THICK.has(kind) ? (["leaves"] as const) : []), ...(SECTIONED.has(kind) ? (["sections"] as const) : [])];
}

export const FIELD_WORDS: Record<Exclude<AskedField, "stock">, string> = {
  quantity: "Good ones wanted",
  width: "Width, in",
  height: "Height, in",
  leaves: "Sheets thick",
  cuts: "Cuts through a lift",
  sections: "Sections of each",
};

/** Where the server's refusals point. */
const NAMES: Record<string, AskedField> = { stock: "stock", quantity: "quantity", width_in: "width", height_in: "height", leaves: "leaves", cuts: "cuts", sections: "sections" };

export function fieldOf(step: string | number | undefined): AskedField | null {
  return typeof step === "string" ? (NAMES[step] ?? null) : null;
}

/** What cannot be read of what is typed, by its field. */
export function unreadable(asked: Asked): Partial<Record<AskedField, string>> {
  const found: Partial<Record<AskedField, string>> = {};
  for (const name of ["quantity", "leaves", "cuts", "sections"] as const) {
    if ((toCount(asked[name]) ?? 0) < 1) found[name] = "A whole number from 1.";
  }
  for (const name of ["width", "height"] as const) {
    const size = parseSize(asked[name]);
    if (!size.ok) found[name] = size.problem;
  }
  return found;
}

/** The question as it is sent; null while something cannot be read. */
export function requestOf(asked: Asked, cells: Readonly<Record<string, string>> | null): TrialRequest | null {
  const [width, height] = [parseSize(asked.width), parseSize(asked.height)];
  const [quantity, leaves, cuts, sections] = [toCount(asked.quantity), toCount(asked.leaves), toCount(asked.cuts), toCount(asked.sections)];
  if (asked.stock === "" || Object.keys(unreadable(asked)).length > 0 || !width.ok || !height.ok) return null;
  return { stock: asked.stock, quantity: quantity ?? 1, width_in: width.value, height_in: height.value, leaves: leaves ?? 1, cuts: cuts ?? 1, sections: sections ?? 1, cells } as TrialRequest;
}

export function trialQuery(code: string, request: TrialRequest | null) {
  return queryOptions({
    queryKey: ["catalog", "book", "trial", code, request],
    queryFn: ({ signal }) => (request === null ? null : answer(api.POST("/api/catalog/operations/{code}/try", { params: { path: { code } }, body: request, signal }))),
    enabled: request !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** Minutes as people say them: "1 h 32 min", "6.4 min". */
export function minutesWords(minutes: string): string {
  const [whole = "0"] = minutes.split(".");
  const count = toCount(whole) ?? 0;
  if (count < 60) return `${minutes} min`;
  return `${Math.floor(count / 60)} h ${count % 60} min`;
}
