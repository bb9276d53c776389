import type { QueryClient } from "@tanstack/react-query";

import { refresh, saveCells, type Sheet } from "@/features/catalog/book/queries";
import { changeProduct, keepProducts, type Products } from "@/features/catalog/products/queries";

export type Kind = "products" | "stocks" | "operations";

/** Something that quick entry knows, with the shop’s own words for it. */
export interface Named {
  readonly kind: Kind;
  readonly code: string;
  readonly name: string;
  readonly words: readonly string[];
  /** Its words were changed and are not published yet. */
  readonly staged: boolean;
}

export const KINDS: readonly { readonly id: Kind; readonly label: string }[] = [
  { id: "products", label: "Products" },
  { id: "stocks", label: "Papers" },
  { id: "operations", label: "Finishing" },
];

export function namedProducts(products: Products): Named[] {
  return products.live.map(({ code, name, aliases }) => ({ kind: "products", code, name, words: aliases, staged: false }));
}

export function namedEntries(sheet: Sheet, kind: "stocks" | "operations"): Named[] {
  return sheet.entries.map(({ code, name, cells, changed }) => ({ kind, code, name, words: wordsIn(cells["aliases"] ?? ""), staged: changed.includes("aliases") }));
}

function wordsIn(cell: string): string[] {
  return cell.split(",").map((word) => word.trim()).filter(Boolean);
}

/** How quick entry compares words: it sees neither case nor spaces nor hyphens. */
function folded(word: string): string {
  return word.toLowerCase().replaceAll(/[\s'-]/g, "");
}

/** What is wrong with a new word for something, or null. */
export function problemWith(word: string, named: Named): string | null {
  const typed = word.trim();
  if (typed === "") return "Write a word.";
  if (/[,;|]/.test(typed)) return "One word at a time, without commas.";
  if (typed.length > 40) return "Nobody types a word as long as this.";
  return named.words.some((one) => folded(one) === folded(typed)) ? "It has this word already." : null;
}

/** What else a word names: quick entry then asks which of them is meant. */
export function alsoNamed(word: string, named: Named, all: readonly Named[]): Named | undefined {
  return all.find((other) => other !== named && [other.name, other.code, ...other.words].some((one) => folded(one) === folded(word)));
}

export interface Books {
  readonly products: Products;
  readonly stocks: Sheet;
  readonly operations: Sheet;
}

/** A product’s words hold at once; those of papers and finishing are staged with their rates. */
export async function saveWords(client: QueryClient, books: Books, { kind, code }: Named, words: readonly string[]): Promise<void> {
  if (kind === "products") {
    const product = books.products.live.find((one) => one.code === code);
    if (product) await keepProducts(client, await changeProduct(books.products.version, { ...product, aliases: [...words] }));
    return;
  }
  await saveCells(kind, books[kind].version, [{ code, field: "aliases", value: words.join(", ") }], null);
  await refresh(client);
}
