import { memo } from "react";

import { formatCount, toCount } from "@/lib/count";
import { Field, Input } from "@/ui/Field";
import { Select } from "@/ui/Select";

import { useSpecForm } from "./context";
import { OperationPicks } from "./OperationPicks";
import { parseSize, showSize } from "./sizes";
import { sameValue, textIn, type ProductField, type ReadSpec } from "./spec";
import { StockField, StocksField } from "./StockField";
import { useTyping } from "./useTyping";

export interface SpecFieldProps {
  readonly field: ProductField;
  readonly spec: ReadSpec;
}

/**
 * One field of a product's form, drawn by its kind. It reads its own value and the unit and nothing else of the
 * specification, so a key in one field leaves the others as they are.
 */
export const SpecField = memo(FieldOfKind, (before, after) =>
  before.field === after.field && before.spec.unit === after.spec.unit && sameValue(before.spec[before.field.name], after.spec[after.field.name]));

function FieldOfKind(props: SpecFieldProps) {
  switch (props.field.kind) {
    case "length":
      return <LengthField {...props} />;
    case "integer":
      return <IntegerField {...props} />;
    case "number":
      return <NumberField {...props} />;
    case "stock":
      return <StockField {...props} />;
    case "stocks":
      return <StocksField {...props} />;
    case "operations":
      return <OperationPicks {...props} />;
    case "choice":
    case "operation":
    case "press":
    case "service":
      return <ChoiceField {...props} />;
  }
}

function LengthField({ field, spec }: SpecFieldProps) {
  const form = useSpecForm();
  const typing = useTyping(form.typist, {
    shown: showSize(textIn(spec, field.name)),
    field: field.name,
    take: (text) => {
      if (field.name === "bleed" && /^0?\.?0*$/.test(text.trim())) {
        form.edit(field.label, { bleed: "0" }, "bleed");
        return null;
      }
      const parsed = parseSize(text);
      if (!parsed.ok) return parsed.problem;
      form.edit(field.label, { [field.name]: parsed.value }, field.name);
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

function IntegerField({ field, spec }: SpecFieldProps) {
  const form = useSpecForm();
  const least = field.minimum ?? 0;
  const most = field.maximum ?? 10_000_000;
  const typing = useTyping(form.typist, {
    shown: textIn(spec, field.name),
    field: field.name,
    take: (text) => {
      const count = toCount(text);
      if (count === null || count < least || count > most) return `A whole number from ${formatCount(least)} to ${formatCount(most)}.`;
      form.edit(field.label, { [field.name]: count }, field.name);
      return null;
    },
  });
  return (
    <Field label={field.label} error={typing.problem ?? undefined}>
      <Input inputMode="numeric" className="tabular-nums" title={field.help} value={typing.value} onChange={typing.onChange} onBlur={typing.onBlur} />
    </Field>
  );
}

const NUMBER = /^\d{1,6}([.]\d{1,4})?$/;

function NumberField({ field, spec }: SpecFieldProps) {
  const form = useSpecForm();
  const typing = useTyping(form.typist, {
    shown: textIn(spec, field.name),
    field: field.name,
    take: (text) => {
      const typed = text.trim();
      if (!NUMBER.test(typed)) return "A number such as 1.5.";
      form.edit(field.label, { [field.name]: typed }, field.name);
      return null;
    },
  });
  return (
    <Field label={field.unit === null ? field.label : `${field.label}, ${field.unit}`} error={typing.problem ?? undefined}>
      <Input inputMode="decimal" className="tabular-nums" title={field.help} value={typing.value} onChange={typing.onChange} onBlur={typing.onBlur} />
    </Field>
  );
}

/** What leaves no choice is said, not asked: the price list that a product is sold from. */
function Settled({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <dl className="col-span-2 flex min-w-0 flex-col gap-1">
      <dt className="text-xs font-medium text-soft">{label}</dt>
      <dd className="flex min-h-10 items-center text-sm md:min-h-8">{value}</dd>
    </dl>
  );
}

/** Options may be numbers, words or nothing at all, so a choice travels by its place in the list. */
function ChoiceField({ field, spec }: SpecFieldProps) {
  const form = useSpecForm();
  const value = spec[field.name] ?? null;
  const none = field.none_label ?? (field.kind === "press" ? "Automatic" : null);
  const options = none === null || field.options.some((option) => option.value === null)
    ? field.options
    : [{ value: null, label: none }, ...field.options];
  const at = options.findIndex((option) => option.value === value);
  const [only] = options;
  if (only && options.length === 1 && at === 0) return <Settled label={field.label} value={only.label} />;
  return (
    <Field label={field.label}>
      <Select
        title={field.help}
        value={at.toString()}
        options={[
          ...(at === -1 ? [{ value: "-1", label: textIn(spec, field.name) || "Not chosen" }] : []),
          ...options.map((option, index) => ({ value: index.toString(), label: option.label })),
        ]}
        onChange={({ target }) => {
          const option = options[toCount(target.value) ?? -1];
          if (option) form.edit(field.label, { [field.name]: option.value });
        }}
      />
    </Field>
  );
}
