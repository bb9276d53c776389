import { useMemo } from "react";

import { Field } from "@/ui/Field";
import { Select } from "@/ui/Select";
import { SpecFormContext, type SpecForm } from "@/ui/spec/context";
import { SpecFields } from "@/ui/spec/SpecFields";
import { toast } from "@/ui/toast";

import { operationName, useCatalog } from "../catalog";
import { useSession } from "../context";
import { typistOf } from "../fields/useTyping";
import type { DraftLine } from "../model/draft";
import { replaceSpec, setSpec } from "../model/edits";
import { changeProduct } from "../model/products";
import type { ProductDefinition, Spec } from "../model/wire";
import { isSetByHand } from "../production/byHand";
import { useBuilderUi } from "../ui";

interface ProductFormProps {
  readonly line: DraftLine;
  readonly spec: Spec;
}

/** The specification of a printed piece, drawn from the form that the catalogue keeps for its kind. */
export function ProductForm({ line, spec }: ProductFormProps) {
  const session = useSession();
  const { products, stocks } = useCatalog();
  const typist = useMemo(() => typistOf(session, `${line.id}/spec.`), [session, line.id]);
  const form = useMemo<SpecForm>(() => ({
    stocks,
    operationName: (code) => operationName(products, code),
    edit: (label, values, name) => session.edit(label, setSpec(line.id, values), name === undefined ? undefined : `${line.id}.${name}`),
    typist,
  }), [session, stocks, products, line.id, typist]);
  const product = products.find((one) => one.code === spec.product_type);
  if (!product) return null;
  return (
    <div className="grid grid-cols-2 gap-3 md:grid-cols-[repeat(auto-fill,minmax(7.5rem,1fr))]">
      <ProductChoice line={line} spec={spec} product={product} />
      <SpecFormContext value={form}>
        <SpecFields product={product} spec={spec} />
      </SpecFormContext>
    </div>
  );
}

interface ChoiceProps extends ProductFormProps {
  readonly product: ProductDefinition;
}

function ProductChoice({ line, spec, product }: ChoiceProps) {
  const session = useSession();
  const { products } = useCatalog();
  const { canProduce } = useBuilderUi();
  // Another kind of work leaves behind what was set by hand, which is not everybody's to take away.
  const offered = canProduce || !isSetByHand(spec) ? products : products.filter(({ kind }) => kind === product.kind);
  const change = (code: string) => {
    const to = products.find((one) => one.code === code);
    if (!to) return;
    const { spec: changed, dropped } = changeProduct(spec, product, to, (operation) => operationName(products, operation));
    session.edit("product", replaceSpec(line.id, changed, line.title === product.title ? to.title : line.title));
    if (dropped.length > 0) toast(`${to.name} take no ${dropped.join(", ")}: left out.`, { undo: () => session.store.undo() });
  };
  return (
    <Field label="Product" className="col-span-2 md:col-span-1">
      <Select value={product.code} options={offered.map(({ code, name }) => ({ value: code, label: name }))} onChange={({ target }) => change(target.value)} />
    </Field>
  );
}
