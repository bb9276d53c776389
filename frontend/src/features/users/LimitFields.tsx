import { fractionToPercent, percentToFraction, type Money } from "@/lib/money";
import { CurrencyInput } from "@/ui/CurrencyInput";
import { Field, Input } from "@/ui/Field";
import type { Limits } from "./queries";

/** A person's own authority as it is typed: percents as percents, nothing for the shop’s own. */
export type LimitValues = {
  max_total: Money | null;
  min_margin: string;
  max_discount: string;
};

export const NO_LIMITS: LimitValues = { max_total: null, min_margin: "", max_discount: "" };

export function typedLimits(limits: { max_total: Money | null; min_margin: Money | null; max_discount: Money | null }): LimitValues {
  return {
    max_total: limits.max_total,
    min_margin: limits.min_margin === null ? "" : fractionToPercent(limits.min_margin),
    max_discount: limits.max_discount === null ? "" : fractionToPercent(limits.max_discount),
  };
}

export function limitsOf(values: LimitValues): Limits {
  return {
    max_total: values.max_total,
    min_margin: values.min_margin.trim() === "" ? null : percentToFraction(values.min_margin),
    max_discount: values.max_discount.trim() === "" ? null : percentToFraction(values.max_discount),
  };
}

export function limitProblems(values: LimitValues): { min_margin?: string; max_discount?: string } {
  const wrong = (typed: string) => typed.trim() !== "" && percentToFraction(typed) === null;
  return {
    ...(wrong(values.min_margin) ? { min_margin: "Write a percentage, like 25 or 12.5." } : {}),
    ...(wrong(values.max_discount) ? { max_discount: "Write a percentage, like 10 or 7.5." } : {}),
  };
}

interface LimitFieldsProps {
  values: LimitValues;
  errors: Partial<Record<keyof LimitValues, string>>;
  change: (values: Partial<LimitValues>) => void;
}

export function LimitFields({ values, errors, change }: LimitFieldsProps) {
  return (
    <fieldset className="grid gap-4 md:grid-cols-3">
      <legend className="mb-1 text-xs font-semibold text-faint">May send without approval · leave empty for the shop’s rules</legend>
      <Field label="Largest total" error={errors.max_total}>
        <CurrencyInput value={values.max_total} onChange={(value) => change({ max_total: value })} name="max_total" />
      </Field>
      <Field label="Smallest margin, %" error={errors.min_margin}>
        <Input name="min_margin" inputMode="decimal" className="text-right tabular-nums" value={values.min_margin} onChange={(event) => change({ min_margin: event.target.value })} />
      </Field>
      <Field label="Largest discount, %" error={errors.max_discount}>
        <Input name="max_discount" inputMode="decimal" className="text-right tabular-nums" value={values.max_discount} onChange={(event) => change({ max_discount: event.target.value })} />
      </Field>
    </fieldset>
  );
}
