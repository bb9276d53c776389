import { useId } from "react";

import { cn } from "@/lib/cn";
import { toCount } from "@/lib/count";
import { Field } from "@/ui/Field";
import { Select } from "@/ui/Select";

import { useSpecForm } from "./context";
import { showSize } from "./sizes";
import { inUnit, isShown, textIn, type ProductDefinition, type ReadSpec } from "./spec";
import { SpecField } from "./SpecField";

interface SpecFieldsProps {
  readonly product: ProductDefinition;
  readonly spec: ReadSpec;
}

/** The form of a product, drawn from what the catalogue keeps for it: its usual sizes and every field that has something to say. */
export function SpecFields({ product, spec }: SpecFieldsProps) {
  return (
    <>
      {(product.sizes.length > 0 || product.fields.some((field) => field.kind === "length")) && <SizeChoice product={product} spec={spec} />}
      {product.fields
        .filter((field) => isShown(field, spec))
        .map((field) => (
          <SpecField key={field.name} field={field} spec={spec} />
        ))}
    </>
  );
}

const CUSTOM = "custom";

/** The usual sizes in one step, and the unit that sizes are written in. */
function SizeChoice({ product, spec }: SpecFieldsProps) {
  const form = useSpecForm();
  const group = useId();
  const unit = spec.unit ?? "in";
  const [width, height] = [showSize(textIn(spec, "trim_width")), showSize(textIn(spec, "trim_height"))];
  const at = product.sizes.findIndex((size) => size.unit === unit && showSize(size.width) === width && showSize(size.height) === height);
  const choose = (value: string) => {
    const size = product.sizes[toCount(value) ?? -1];
    if (!size) return;
    const bleed = inUnit(spec, size.unit)["bleed"];
    form.edit("size", { trim_width: size.width, trim_height: size.height, unit: size.unit, ...(bleed === undefined ? {} : { bleed }) });
  };
  return (
    <div className="col-span-2 flex items-end gap-2" data-first>
      <Field label="Size" className="flex-1">
        <Select
          value={at === -1 ? CUSTOM : at.toString()}
          options={[
            ...(at === -1 ? [{ value: CUSTOM, label: "Custom" }] : []),
            ...product.sizes.map((size, index) => ({ value: index.toString(), label: size.label })),
          ]}
          onChange={({ target }) => choose(target.value)}
        />
      </Field>
      <fieldset className="flex rounded-md border border-line-strong p-px">
        <legend className="sr-only">Unit of the sizes</legend>
        {(["in", "mm"] as const).map((one) => (
          <label
            key={one}
            className={cn(
              "relative flex h-10 items-center rounded-sm px-2.5 text-sm md:h-7 has-focus-visible:outline-2 has-focus-visible:outline-accent-ink",
              unit === one ? "bg-accent-soft font-medium text-accent-ink" : "text-soft",
            )}
          >
            <input
              type="radio"
              name={group}
              className="absolute inset-0 cursor-pointer appearance-none opacity-0"
              checked={unit === one}
              onChange={() => form.edit("unit", inUnit(spec, one))}
            />
            {one}
          </label>
        ))}
      </fieldset>
    </div>
  );
}
