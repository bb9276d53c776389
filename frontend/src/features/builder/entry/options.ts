import type { ProductDefinition } from "../model/wire";
import { openPiece, replaced, summary, wordsOf, type EntryReading } from "./reading";

/** One thing that Enter can do; which one is said by the highlight. */
export type EntryOption =
  | { readonly kind: "product"; readonly key: string; readonly label: string; readonly hint: string; readonly product: ProductDefinition }
  | { readonly kind: "text"; readonly key: string; readonly label: string; readonly hint: string; readonly text: string }
  | { readonly kind: "add"; readonly key: string; readonly label: string; readonly hint: string };

export interface Choices {
  /** What the list is about, for people who do not see which word it belongs to. */
  readonly heading: string;
  readonly options: readonly EntryOption[];
  /** The option that Enter takes as long as nobody has moved; -1 where a person must choose. */
  readonly first: number;
}

const NONE: Choices = { heading: "", options: [], first: -1 };

/** Products whose name, group or alias begins a word with what was typed; an exact alias comes first. */
function findProducts(products: readonly ProductDefinition[], text: string): ProductDefinition[] {
  const words = text.trim().toLowerCase();
  if (words === "") return [...products];
  const fits = (name: string) => name.toLowerCase().split(/[\s,]+/).some((word) => word.startsWith(words)) || name.toLowerCase().startsWith(words);
  const exact = (product: ProductDefinition) => product.aliases.includes(words);
  return products
    .filter((product) => [product.name, product.group, ...product.aliases].some(fits))
    .toSorted((a, b) => (exact(a) ? 0 : 1) - (exact(b) ? 0 : 1));
}

function productOption(product: ProductDefinition): EntryOption {
  return { kind: "product", key: product.code, label: product.name, hint: [product.group, ...product.aliases.slice(0, 3)].join(" · "), product };
}

/** What a person can do with what stands in the line: pick a product, choose a meaning, or add it. */
export function choicesFor(products: readonly ProductDefinition[], text: string, reading: EntryReading | null): Choices {
  const named = findProducts(products, text);
  if (named.length > 0) return { heading: "Products", options: named.map(productOption), first: text.trim() === "" ? -1 : 0 };
  if (!reading) return NONE;
  const piece = openPiece(reading);
  if (piece) {
    const words = wordsOf(reading, piece);
    const options = piece.offers.map((offer, index): EntryOption => ({
      kind: "text",
      key: `${index}`,
      label: offer.text === "" ? `Leave “${words}” out` : offer.label,
      hint: offer.hint === "" && offer.text !== offer.label ? offer.text : offer.hint,
      text: replaced(text, piece.start, piece.end, offer.text),
    }));
    return { heading: `“${words}”: ${piece.message}`, options, first: piece.offers[0]?.text ? 0 : -1 };
  }
  if (reading.line) return { heading: "Understood", options: [{ kind: "add", key: "add", label: `Add ${reading.line.title}`, hint: summary(reading) || "as usual" }], first: 0 };
  const lacking = reading.problems[0];
  if (lacking?.field === "product_type") {
    const options = products.map((product): EntryOption => ({
      kind: "text", key: product.code, label: product.name, hint: product.group, text: `${text.trim()} ${product.title.toLowerCase()}`,
    }));
    return { heading: lacking.message, options, first: -1 };
  }
  return { heading: lacking?.message ?? "", options: [], first: -1 };
}
