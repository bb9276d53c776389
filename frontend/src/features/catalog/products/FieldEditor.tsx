import { useMemo, useState } from "react";
import { toCount } from "@/lib/count";
import { Field, Input } from "@/ui/Field";
import { Select } from "@/ui/Select";
import { SpecFormContext, type PrintableStock, type SpecForm } from "@/ui/spec/context";
import { SpecField } from "@/ui/spec/SpecField";
import { makeTypist } from "@/ui/spec/typist";
import type { ProductField } from "@/ui/spec/spec";
import { FamilyPicks } from "./FamilyPicks";
import { isNumeric, readValue, readWords, type Condition } from "./model";
import { OptionsEditor, type Named } from "./OptionsEditor";
import { WordsInput } from "./WordsInput";

/** What a field may be filled with: the shop's own papers, operations and presses. */
export interface Shop {
  stocks: readonly PrintableStock[];
  families: readonly Named[];
  operations: readonly Named[];
  presses: readonly Named[];
}

interface FieldEditorProps {
  field: ProductField;
  /** The fields above it, on which it may depend. */
  above: readonly ProductField[];
  shop: Shop;
  problem: (...path: (string | number)[]) => string | undefined;
  onChange: (change: Partial<ProductField>) => void;
}

const STOCKED = new Set<ProductField["kind"]>(["stock", "stocks"]);
const COUNTED = new Set<ProductField["kind"]>(["integer", "stocks"]);
const CHOSEN = new Set<ProductField["kind"]>(["choice", "service", "operation", "operations", "press"]);
const MAY_BE_EMPTY = new Set<ProductField["kind"]>(["integer", "choice", "stock", "press", "operation", "service"]);

/** One field of a product's form: its words, its choices, what it starts with and when it is shown. */
export function FieldEditor({ field, above, shop, problem, onChange }: FieldEditorProps) {
  const offered = field.kind === "operation" || field.kind === "operations" ? shop.operations : field.kind === "press" ? shop.presses : null;
  return (
    <div className="grid gap-3 md:grid-cols-2">
      <Field label="Label" error={problem("label")}>
        <Input value={field.label} onChange={({ target }) => onChange({ label: target.value })} />
      </Field>
      <Field label="Help">
        <Input value={field.help} onChange={({ target }) => onChange({ help: target.value })} />
      </Field>
      <StartsWith field={field} shop={shop} error={problem("default")} onChange={(value) => onChange({ default: value })} />
      {MAY_BE_EMPTY.has(field.kind) && (
        <Field label="Left empty it says" hint="Without words it must be filled.">
          <Input value={field.none_label ?? ""} onChange={({ target }) => onChange({ none_label: target.value === "" ? null : target.value })} />
        </Field>
      )}
      {field.kind === "number" && (
        <Field label="Unit">
          <Input value={field.unit ?? ""} onChange={({ target }) => onChange({ unit: target.value === "" ? null : target.value })} />
        </Field>
      )}
      {COUNTED.has(field.kind) && (
        <div className="grid grid-cols-2 gap-3">
          <Field label="At least" error={problem("minimum")}>
            <Input inputMode="numeric" value={field.minimum?.toString() ?? ""} onChange={({ target }) => onChange({ minimum: toCount(target.value) })} />
          </Field>
          <Field label="At most" error={problem("maximum")}>
            <Input inputMode="numeric" value={field.maximum?.toString() ?? ""} onChange={({ target }) => onChange({ maximum: toCount(target.value) })} />
          </Field>
        </div>
      )}
      <Field label="Part" hint="Text or cover, where the job has several.">
        <Input value={field.part} onChange={({ target }) => onChange({ part: target.value })} />
      </Field>
      {STOCKED.has(field.kind) && <FamilyPicks families={shop.families} picked={field.families} onChange={(families) => onChange({ families })} />}
      {CHOSEN.has(field.kind) && <OptionsEditor field={field} offered={offered} problem={(place) => problem("options", place)} onChange={(options) => onChange({ options })} />}
      <ShownWhere field={field} above={above} error={problem("depends_on")} onChange={(depends_on) => onChange({ depends_on })} />
    </div>
  );
}

interface StartsWithProps {
  field: ProductField;
  shop: Shop;
  error: string | undefined;
  onChange: (value: ProductField["default"]) => void;
}

/** The default, filled in by the field itself as the builder draws it. */
function StartsWith({ field, shop, error, onChange }: StartsWithProps) {
  const [typist] = useState(makeTypist);
  const form = useMemo<SpecForm>(
    () => ({
      stocks: shop.stocks,
      operationName: (code) => shop.operations.find((one) => one.code === code)?.name ?? code,
      typist,
      edit: (_label, values) => {
        const value = values[field.name];
        onChange(value === undefined ? null : typeof value === "object" && value !== null ? [...value] : value);
      },
    }),
    [shop, typist, field.name, onChange],
  );
  const drawn = useMemo(() => ({ ...field, label: "Starts with", none_label: field.none_label ?? "Nothing" }), [field]);
  return (
    <div className="min-w-0">
      <SpecFormContext value={form}>
        <SpecField field={drawn} spec={{ [field.name]: field.default ?? (Array.isArray(field.default) || field.kind === "operations" || field.kind === "stocks" ? [] : null) }} />
      </SpecFormContext>
      {error && <p className="mt-1 text-xs text-bad">{error}</p>}
    </div>
  );
}

interface ShownWhereProps {
  field: ProductField;
  above: readonly ProductField[];
  error: string | undefined;
  onChange: (condition: Condition | null) => void;
}

function ShownWhere({ field, above, error, onChange }: ShownWhereProps) {
  const condition = field.depends_on;
  const other = above.find(({ name }) => name === condition?.field);
  const numeric = other ? isNumeric(other) : false;
  return (
    <div className="grid gap-3 md:col-span-2 md:grid-cols-2">
      <Field label="Shown" error={error}>
        <Select
          value={condition?.field ?? ""}
          onChange={({ target }) => onChange(target.value === "" ? null : { field: target.value, any_of: [] })}
          options={[{ value: "", label: "Always" }, ...above.map(({ name, label }) => ({ value: name, label: `Where ${label.toLowerCase()} has` }))]}
        />
      </Field>
      {condition && (
        <Field label="Any of" hint="With commas; left empty, anything will do.">
          <WordsInput items={condition.any_of} read={(text) => readWords(text).map((word) => readValue(word, numeric) ?? word)} onChange={(any_of) => onChange({ ...condition, any_of })} />
        </Field>
      )}
    </div>
  );
}
