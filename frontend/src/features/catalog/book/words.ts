import type { EntryKind, SheetKind } from "./queries";

export const KINDS: readonly SheetKind[] = ["stocks", "presses", "operations", "terms"];

export const MANY: Record<SheetKind, string> = { stocks: "Stocks", presses: "Presses", operations: "Finishing", terms: "Selling terms" };

export const ONE: Record<EntryKind, string> = { stocks: "stock", presses: "press", operations: "operation" };

export function isKind(text: string | undefined): text is SheetKind {
  return text !== undefined && text in MANY;
}
