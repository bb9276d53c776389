import { cn } from "@/lib/cn";
import { toCount } from "@/lib/count";
import { Field } from "@/ui/Field";
import { Select } from "@/ui/Select";
import { toast } from "@/ui/toast";

import { operationName, useCatalog } from "../catalog";
import { useSession } from "../context";
import { SpecField } from "../fields/SpecField";
import type { DraftLine } from "../model/draft";
import { replaceSpec, setSpec } from "../model/edits";
import { changeProduct, inUnit, isShown } from "../model/products";
import { same } from "../model/same";
import type { ProductDefinition, Spec } from "../model/wire";

interface ProductFormProps {
  readonly line: DraftLine;
  readonly spec: Spec;
}

/** The specification of a printed piece, drawn from the form that the catalogue keeps for its kind. */
export function ProductForm({ line, spec }: ProductFormProps) {
  const { products } = useCatalog();
  const product = products.find((one) => one.code === spec.product_type);
  if (!product) return null;
  const fields = product.fields.filter((field) => isShown(field, spec));
  return (
    <div className="grid grid-cols-2 gap-3 md:grid-cols-[repeat(auto-fill,minmax(7.5rem,1fr))]">
      <ProductChoice line={line} spec={spec} product={product} />
      <SizeChoice line={line} spec={spec} product={product} />
      {fields.map((field) => (
        <SpecField key={field.name} lineId={line.id} product={product} field={field} spec={spec} />
      ))}
    </div>
  );
}

interface ChoiceProps extends ProductFormProps {
  readonly product: ProductDefinition;
}

function ProductChoice({ line, spec, product }: ChoiceProps) {
  const session = useSession();
  const { products } = useCatalog();
  const change = (code: string) => {
    const to = products.find((one) => one.code === code);
    if (!to) return;
    const { spec: changed, dropped } = changeProduct(spec, product, to, (operation) => operationName(products, operation));
    session.edit("product", replaceSpec(line.id, changed, line.title === product.title ? to.title : line.title));
    if (dropped.length > 0) toast(`${to.name} take no ${dropped.join(", ")}: left out.`, { undo: () => session.store.undo() });
  };
  return (
    <Field label="Product" className="col-span-2 md:col-span-1">
      <Select value={product.code} options={products.map(({ code, name }) => ({ value: code, label: name }))} onChange={({ target }) => change(target.value)} />
    </Field>
  );
}

const CUSTOM = "custom";

/** The usual sizes in one step, and the unit that sizes are written in. */
function SizeChoice({ line, spec, product }: ChoiceProps) {
  const session = useSession();
  const unit = spec.unit ?? "in";
  const at = product.sizes.findIndex(
    (size) => size.unit === unit && same(size.width, spec["trim_width"]) && same(size.height, spec["trim_height"]),
  );
  const choose = (value: string) => {
    const size = product.sizes[toCount(value) ?? -1];
    if (!size) return;
    const { bleed } = inUnit(spec, size.unit);
    session.edit("size", setSpec(line.id, {
      trim_width: size.width, trim_height: size.height, unit: size.unit, ...(bleed === undefined ? {} : { bleed }),
    }));
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
              name={`unit-${line.id}`}
              className="absolute inset-0 cursor-pointer appearance-none opacity-0"
              checked={unit === one}
              onChange={() => session.edit("unit", setSpec(line.id, inUnit(spec, one)))}
            />
            {one}
          </label>
        ))}
      </fieldset>
    </div>
  );
}
