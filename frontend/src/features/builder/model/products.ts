import { convertSize } from "./parse";
import type { ProductDefinition, ProductField, Spec } from "./wire";

/** A new line of this product: its first usual size, its usual paper, its usual finishing. */
export function defaultSpec(product: ProductDefinition): Spec {
  const size = product.sizes[0];
  const spec: Spec = {
    product_type: product.code,
    trim_width: size?.width ?? "1",
    trim_height: size?.height ?? "1",
    unit: size?.unit ?? "in",
    bleed: "0",
    colours_front: 4,
    colours_back: 0,
    stock: product.default_stock,
    finishing: [...product.default_finishing],
    versions: 1,
    press: null,
    grain: "any",
    turnaround_days: null,
  };
  for (const field of product.fields) {
    if (field.name in spec && field.default !== null && !SIZE_FIELDS.has(field.name)) Object.assign(spec, { [field.name]: field.default });
  }
  return spec.unit === "mm" ? { ...spec, bleed: convertSize(spec.bleed ?? "0", "mm") } : spec;
}

const SIZE_FIELDS = new Set(["trim_width", "trim_height"]);

/** The same job as another product: what fits is kept, what does not is named. */
export function changeProduct(
  spec: Spec,
  from: ProductDefinition | undefined,
  to: ProductDefinition,
  named: (code: string) => string,
): { spec: Spec; dropped: string[] } {
  const fresh = defaultSpec(to);
  const untouched = from && spec.stock === from.default_stock;
  const kept = (spec.finishing ?? []).filter((code) => to.finishing.includes(code));
  const dropped = (spec.finishing ?? []).filter((code) => !to.finishing.includes(code)).map(named);
  const finishing = [...new Set([...to.default_finishing, ...kept])];
  return {
    spec: { ...spec, product_type: to.code, finishing, stock: untouched ? fresh.stock : spec.stock },
    dropped,
  };
}

/** Whether a field has anything to say for this specification. */
export function isShown(field: ProductField, spec: Spec): boolean {
  if (!field.depends_on) return true;
  const { field: name, any_of } = field.depends_on;
  const value: unknown = Object.entries(spec).find(([key]) => key === name)?.[1];
  if (Array.isArray(value)) return value.some((item: unknown) => any_of.some((one) => one === item));
  return any_of.some((one) => one === value);
}

/** Inches and millimetres are two ways to say one size. */
export function inUnit(spec: Spec, unit: "in" | "mm"): Partial<Spec> {
  if ((spec.unit ?? "in") === unit) return {};
  return {
    unit,
    trim_width: convertSize(spec.trim_width, unit),
    trim_height: convertSize(spec.trim_height, unit),
    bleed: convertSize(spec.bleed ?? "0", unit),
  };
}
