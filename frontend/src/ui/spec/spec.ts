import type { Schemas } from "@/api/client";

import { convertSize } from "./sizes";

export type ProductDefinition = Schemas["ProductDefinition"];
export type ProductField = Schemas["ProductField"];

type FieldValue = string | number | readonly string[] | null;

/** A specification as a form fills it, by the names that the catalogue gives its fields. */
export interface FormSpec {
  readonly kind?: ProductDefinition["kind"];
  readonly product_type: string;
  readonly unit?: "in" | "mm";
  readonly [field: string]: FieldValue | undefined;
}

/** Any specification, to be read from: it may hold more than a form fills. */
export interface ReadSpec {
  readonly unit?: "in" | "mm";
  readonly [field: string]: unknown;
}

export type Filled = Partial<FormSpec>;

function isCodes(value: unknown): value is readonly string[] {
  return Array.isArray(value);
}

/** A new line of this product: its first usual size, and what each field of its form begins with. */
export function defaultSpec(product: ProductDefinition): FormSpec {
  const size = product.sizes[0];
  const fields: Record<string, FieldValue> = {};
  for (const field of product.fields) {
    if (field.default !== null || field.none_label !== null) fields[field.name] = field.default;
  }
  const spec: FormSpec = { ...fields, kind: product.kind, product_type: product.code };
  if (!size) return spec;
  const sized: FormSpec = { ...spec, trim_width: size.width, trim_height: size.height, unit: size.unit };
  return size.unit === "mm" ? { ...sized, bleed: convertSize(textIn(spec, "bleed"), "mm") } : sized;
}

/** A field that holds text, or nothing. */
export function textIn(spec: ReadSpec, name: string): string {
  const value = spec[name];
  return typeof value === "string" ? value : typeof value === "number" ? value.toString() : "";
}

/** A field that holds codes. */
export function codesIn(spec: ReadSpec, name: string): readonly string[] {
  const value = spec[name];
  return isCodes(value) ? value : [];
}

/** The operations that a product offers in one field of its form. */
export function offeredIn(field: ProductField): string[] {
  return field.options.flatMap(({ value }) => (typeof value === "string" ? [value] : []));
}

/** Whether a field has anything to say for this specification. */
export function isShown(field: ProductField, spec: ReadSpec): boolean {
  if (!field.depends_on) return true;
  const { field: name, any_of } = field.depends_on;
  const value = spec[name];
  if (any_of.length === 0) return value !== null && value !== undefined && value !== "" && value !== 0;
  if (isCodes(value)) return value.some((item) => any_of.includes(item));
  return any_of.some((one) => one === value);
}

/** Inches and millimetres are two ways to say one size. */
export function inUnit(spec: ReadSpec, unit: "in" | "mm"): Filled {
  if ((spec.unit ?? "in") === unit) return {};
  const sizes = ["trim_width", "trim_height", "bleed"].filter((name) => textIn(spec, name) !== "");
  return { unit, ...Object.fromEntries(sizes.map((name) => [name, convertSize(textIn(spec, name), unit)])) };
}

/** Whether a field holds what it held: codes by their items, all else by itself. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (isCodes(a) && isCodes(b)) return a.length === b.length && a.every((item, index) => item === b[index]);
  return a === b;
}
