import { codesIn, defaultSpec, offeredIn } from "@/ui/spec/spec";

import { HAND_FIELDS } from "./edits";
import type { ProductDefinition, ProductField, Spec, SpecValue } from "./wire";

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
  const byHand = HAND_FIELDS.filter((field) => spec[field] != null);
  if (from?.kind === to.kind) for (const field of byHand) fields[field] = spec[field];
  else if (byHand.length > 0) dropped.push("figures set by hand");
  return { spec: { ...fields, kind: to.kind, product_type: to.code }, dropped };
}

/** A person's own paper or size stays; what the old product began with gives way to what the new one begins with. */
function isKept(field: ProductField, value: SpecValue, before: Spec | null): boolean {
  if (field.kind === "operation") return offeredIn(field).some((code) => code === value);
  return field.kind !== "stock" || before === null || before[field.name] !== value;
}
