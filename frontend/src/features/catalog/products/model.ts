import { toCount } from "@/lib/count";
import type { ProductField } from "@/ui/spec/spec";
import type { Product } from "./queries";

export type Option = ProductField["options"][number];
export type Condition = NonNullable<ProductField["depends_on"]>;

const WORK: Readonly<Record<string, string>> = {
  flat: "Flat and folded sheets",
  bound: "Bound pages",
  set: "Sets of plies",
  wide: "Wide format",
  hours: "Hours and services",
  listed: "Price list",
};

/** What a kind of work is called. */
export function workWord(kind: Product["kind"]): string {
  return WORK[kind] ?? kind;
}

export const FIELD_KINDS: Record<ProductField["kind"], string> = {
  length: "a length",
  integer: "a whole number",
  number: "a number",
  choice: "a choice",
  stock: "a paper",
  stocks: "papers, one a ply",
  operation: "one operation",
  operations: "operations",
  press: "a press",
  service: "a service",
};

const CODE = /^[a-z][a-z0-9_]{0,39}$/;

/** What a product's code may look like. */
export function isProductCode(text: string): boolean {
  return CODE.test(text);
}

/** "Table tents, A5" is known as table_tents_a5. */
export function codeFor(name: string): string {
  const word = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_").replaceAll(/^[_0-9]+|_+$/g, "");
  return word.slice(0, 40);
}

/** A new product like another one; the words that people type for it are its own. */
export function copyOf(product: Product, name: string, code: string): Product {
  return { ...product, name, code, title: name, aliases: [] };
}

/** The fields that a kind of work has and this form has not, as other products draw them. */
export function missingFields(product: Product, all: readonly Product[]): ProductField[] {
  const known = new Map(all.filter((one) => one.kind === product.kind).flatMap((one) => one.fields.map((field) => [field.name, field] as const)));
  for (const { name } of product.fields) known.delete(name);
  return [...known.values()].map((field) => ({ ...field, depends_on: null }));
}

/** Whether the values of a field's options are numbers, such as numbers of inks. */
export function isNumeric(field: ProductField): boolean {
  return [field.default, ...field.options.map(({ value }) => value)].some((value) => typeof value === "number");
}

/** What somebody types as an option's value: a number where the field holds numbers, nothing where it is left empty. */
export function readValue(text: string, numeric: boolean): string | number | null {
  const typed = text.trim();
  if (typed === "") return null;
  return numeric ? (toCount(typed) ?? typed) : typed;
}

export function showValue(value: Option["value"]): string {
  return value === null ? "" : String(value);
}

/** The words of a list that is typed with commas. */
export function readWords(text: string): string[] {
  return text.split(",").map((word) => word.trim()).filter((word) => word !== "");
}

export function readCounts(text: string): number[] {
  return text.split(/[\s,;/]+/).map(toCount).filter((count) => count !== null && count > 0).map((count) => count ?? 0);
}

/** A list with one item a place up or down; where there is no place it stays. */
export function moved<T>(items: readonly T[], from: number, by: -1 | 1): T[] {
  const to = from + by;
  const [item, other] = [items[from], items[to]];
  if (item === undefined || other === undefined) return [...items];
  return items.map((one, at) => (at === from ? other : at === to ? item : one));
}

/** The fields above one on which its showing may depend. */
export function fieldsAbove(product: Product, name: string): ProductField[] {
  return product.fields.slice(0, product.fields.findIndex((field) => field.name === name));
}

export interface FieldProblem {
  path: readonly (string | number)[];
  message: string;
}

/** What the server says of one place of the form: "fields", 2, "default". */
export function problemAt(problems: readonly FieldProblem[], ...path: (string | number)[]): string | undefined {
  return problems.find((one) => path.every((step, place) => one.path[place] === step))?.message;
}
