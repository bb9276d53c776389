import { convertSize } from "./parse";
import { isCodes, type ProductDefinition, type ProductField, type Spec, type SpecValue } from "./wire";

/** A new line of this product: its first usual size, and what each field of its form begins with. */
export function defaultSpec(product: ProductDefinition): Spec {
  const size = product.sizes[0];
  const fields: Record<string, SpecValue> = {};
  for (const field of product.fields) {
    if (field.default !== null || field.none_label !== null) fields[field.name] = field.default;
  }
  const spec: Spec = { ...fields, kind: product.kind, product_type: product.code };
  if (!size) return spec;
  const sized: Spec = { ...spec, trim_width: size.width, trim_height: size.height, unit: size.unit };
  return size.unit === "mm" ? { ...sized, bleed: convertSize(textIn(spec, "bleed"), "mm") } : sized;
}

/** A field that holds text, or nothing. */
export function textIn(spec: Spec, name: string): string {
  const value = spec[name];
  return typeof value === "string" ? value : typeof value === "number" ? value.toString() : "";
}

/** A field that holds codes. */
export function codesIn(spec: Spec, name: string): readonly string[] {
  const value = spec[name];
  return isCodes(value) ? value : [];
}

/** The operations that a product offers in one field of its form. */
export function offeredIn(field: ProductField): string[] {
  return field.options.flatMap(({ value }) => (typeof value === "string" ? [value] : []));
}

interface Change {
  readonly spec: Spec;
  readonly dropped: string[];
}

/** The same job as another product: what fits is kept, what does not is named. */
export function changeProduct(spec: Spec, from: ProductDefinition | undefined, to: ProductDefinition, named: (code: string) => string): Change {
  const fresh = defaultSpec(to);
  const before = from === undefined ? null : defaultSpec(from);
  const fields: Record<string, SpecValue | undefined> = { ...fresh };
  const dropped: string[] = [];
  for (const field of to.fields) {
    const value = spec[field.name];
    if (value === undefined) continue;
    if (field.kind === "operations") {
      const offered = offeredIn(field);
      const picked = codesIn(spec, field.name);
      fields[field.name] = [...new Set([...codesIn(fresh, field.name), ...picked.filter((code) => offered.includes(code))])];
      dropped.push(...picked.filter((code) => !offered.includes(code)).map(named));
    } else if (isKept(field, value, before)) {
      fields[field.name] = value;
    }
  }
  if (to.sizes.length > 0 && spec.unit !== undefined) fields["unit"] = spec.unit;
  return { spec: { ...fields, kind: to.kind, product_type: to.code }, dropped };
}

/** A person's own paper or size stays; what the old product began with gives way to what the new one begins with. */
function isKept(field: ProductField, value: SpecValue, before: Spec | null): boolean {
  if (field.kind === "operation") return offeredIn(field).some((code) => code === value);
  return field.kind !== "stock" || before === null || before[field.name] !== value;
}

/** Whether a field has anything to say for this specification. */
export function isShown(field: ProductField, spec: Spec): boolean {
  if (!field.depends_on) return true;
  const { field: name, any_of } = field.depends_on;
  const value = spec[name];
  if (any_of.length === 0) return value !== null && value !== undefined && value !== "" && value !== 0;
  if (isCodes(value)) return value.some((item) => any_of.includes(item));
  return any_of.some((one) => one === value);
}

/** Inches and millimetres are two ways to say one size. */
export function inUnit(spec: Spec, unit: "in" | "mm"): Partial<Spec> {
  if ((spec.unit ?? "in") === unit) return {};
  const sizes = ["trim_width", "trim_height", "bleed"].filter((name) => textIn(spec, name) !== "");
  return { unit, ...Object.fromEntries(sizes.map((name) => [name, convertSize(textIn(spec, name), unit)])) };
}
