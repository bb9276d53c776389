import { memo, useMemo } from "react";

import { formatCount, toCount } from "@/lib/count";
import { Combobox } from "@/ui/Combobox";
import { Field, Input } from "@/ui/Field";
import { Select } from "@/ui/Select";

import { stocksFor, useCatalog } from "../catalog";
import { useSession } from "../context";
import { setSpec } from "../model/edits";
import { parseSize, showSize } from "../model/parse";
import { same } from "../model/same";
import type { ProductDefinition, ProductField, Spec } from "../model/wire";
import { OperationPicks } from "./OperationPicks";
import { useTyping } from "./useTyping";

export interface SpecFieldProps {
  readonly lineId: string;
  readonly product: ProductDefinition;
  readonly field: ProductField;
  readonly spec: Spec;
}

/**
 * One field of a product's form, drawn by its kind. It reads its own value and the unit and nothing else of the
 * specification, so a key in one field leaves the others as they are.
 */
export const SpecField = memo(FieldOfKind, (before, after) =>
  before.lineId === after.lineId && before.product === after.product && before.field === after.field
  && before.spec.unit === after.spec.unit && same(valueOf(before.spec, before.field.name), valueOf(after.spec, after.field.name)));

function FieldOfKind(props: SpecFieldProps) {
  switch (props.field.kind) {
    case "length":
      return <LengthField {...props} />;
    case "integer":
      return <IntegerField {...props} />;
    case "stock":
      return <StockField {...props} />;
    case "operations":
      return <OperationPicks {...props} />;
    case "choice":
    case "press":
      return <ChoiceField {...props} />;
  }
}

function valueOf(spec: Spec, name: string): unknown {
  return Object.entries(spec).find(([key]) => key === name)?.[1];
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? value.toString() : "";
}

function LengthField({ lineId, field, spec }: SpecFieldProps) {
  const session = useSession();
  const typing = useTyping({
    shown: showSize(textOf(valueOf(spec, field.name))),
    field: `${lineId}/spec.${field.name}`,
    take: (text) => {
      if (field.name === "bleed" && /^0?\.?0*$/.test(text.trim())) {
        session.edit(field.label, setSpec(lineId, { bleed: "0" }), `${lineId}.bleed`);
        return null;
      }
      const parsed = parseSize(text);
      if (!parsed.ok) return parsed.problem;
      session.edit(field.label, setSpec(lineId, { [field.name]: parsed.value }), `${lineId}.${field.name}`);
      return null;
    },
  });
  return (
    <Field label={`${field.label}, ${spec.unit ?? "in"}`} error={typing.problem ?? undefined}>
      <Input
        inputMode="text"
        className="tabular-nums"
        title={field.help}
        value={typing.value}
        onChange={typing.onChange}
        onBlur={typing.onBlur}
        data-spec={field.name}
      />
    </Field>
  );
}

function IntegerField({ lineId, field, spec }: SpecFieldProps) {
  const session = useSession();
  const least = field.minimum ?? 0;
  const most = field.maximum ?? 10_000_000;
  const typing = useTyping({
    shown: textOf(valueOf(spec, field.name)),
    field: `${lineId}/spec.${field.name}`,
    take: (text) => {
      const count = toCount(text);
      if (count === null || count < least || count > most) return `A whole number from ${formatCount(least)} to ${formatCount(most)}.`;
      session.edit(field.label, setSpec(lineId, { [field.name]: count }), `${lineId}.${field.name}`);
      return null;
    },
  });
  return (
    <Field label={field.label} error={typing.problem ?? undefined}>
      <Input inputMode="numeric" className="tabular-nums" title={field.help} value={typing.value} onChange={typing.onChange} onBlur={typing.onBlur} />
    </Field>
  );
}

/** Options may be numbers, words or nothing at all, so a choice travels by its place in the list. */
function ChoiceField({ lineId, field, spec }: SpecFieldProps) {
  const session = useSession();
  const value = valueOf(spec, field.name) ?? null;
  const options = field.options.some((option) => option.value === null) || field.kind === "choice"
    ? field.options
    : [{ value: null, label: "Automatic" }, ...field.options];
  const at = options.findIndex((option) => option.value === value);
  return (
    <Field label={field.label}>
      <Select
        title={field.help}
        value={at.toString()}
        options={[
          ...(at === -1 ? [{ value: "-1", label: textOf(value) === "" ? "Not chosen" : textOf(value) }] : []),
          ...options.map((option, index) => ({ value: index.toString(), label: option.label })),
        ]}
        onChange={({ target }) => {
          const option = options[toCount(target.value) ?? -1];
          if (option) session.edit(field.label, setSpec(lineId, { [field.name]: option.value }));
        }}
      />
    </Field>
  );
}

function StockField({ lineId, field, spec, product }: SpecFieldProps) {
  const session = useSession();
  const { stocks } = useCatalog();
  const items = useMemo(() => stocksFor(stocks, product.stock_families), [stocks, product]);
  const chosen = items.find((stock) => stock.code === spec.stock) ?? null;
  return (
    <Field label={field.label} error={chosen === null && stocks.length > 0 ? `The rate book has no paper ${spec.stock}. Choose another.` : undefined} className="col-span-2">
      <Combobox
        items={items}
        value={chosen}
        itemKey={(stock) => stock.code}
        itemLabel={(stock) => stock.name}
        itemHint={(stock) => `${stock.family_name} · ${showSize(stock.sheet_width_in)} × ${showSize(stock.sheet_height_in)} in · ${stock.finish}`}
        emptyText="No paper of that name runs on a press"
        onChange={(stock) => {
          if (stock) session.edit(field.label, setSpec(lineId, { stock: stock.code }));
        }}
      />
    </Field>
  );
}
