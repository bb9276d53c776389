import { ArrowDown, ArrowUp, ChevronDown, ChevronRight, Trash2 } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/ui/Button";
import { Card, CardHeader } from "@/ui/Card";
import { Select } from "@/ui/Select";
import type { ProductField } from "@/ui/spec/spec";
import { FieldEditor, type Shop } from "./FieldEditor";
import { FIELD_KINDS, fieldsAbove, missingFields, moved, problemAt, type FieldProblem } from "./model";
import type { Product } from "./queries";

interface FieldsCardProps {
  product: Product;
  /** Every product of the shop: where a field that is missing here is taken from. */
  all: readonly Product[];
  shop: Shop;
  problems: readonly FieldProblem[];
  editable: boolean;
  onChange: (fields: ProductField[]) => void;
}

/** The fields of the form in their order; one is open for changing at a time. */
export function FieldsCard({ product, all, shop, problems, editable, onChange }: FieldsCardProps) {
  const [open, setOpen] = useState<string | null>(null);
  const { fields } = product;
  const missing = missingFields(product, all);
  const put = (name: string, change: Partial<ProductField>) => onChange(fields.map((field) => (field.name === name ? { ...field, ...change } : field)));
  return (
    <Card>
      <CardHeader
        title="Fields"
        meta={fields.length}
        actions={
          editable &&
          missing.length > 0 && (
            <Select
              aria-label="Add a field"
              className="w-48"
              value=""
              onChange={({ target }) => {
                const field = missing.find(({ name }) => name === target.value);
                if (!field) return;
                onChange([...fields, field]);
                setOpen(field.name);
              }}
              options={[{ value: "", label: "Add a field…" }, ...missing.map(({ name, label }) => ({ value: name, label }))]}
            />
          )
        }
      />
      <ul className="divide-y divide-line">
        {fields.map((field, place) => {
          const shown = open === field.name;
          const wrong = problemAt(problems, "fields", place);
          return (
            <li key={field.name}>
              <div className="flex items-center gap-1 px-2 py-1">
                <button
                  type="button"
                  aria-expanded={shown}
                  disabled={!editable}
                  className="flex min-h-9 min-w-0 flex-1 items-center gap-2 rounded-md px-2 text-left text-sm enabled:hover:bg-sunken"
                  onClick={() => setOpen(shown ? null : field.name)}
                >
                  {editable && (shown ? <ChevronDown className="size-4 shrink-0 text-faint" aria-hidden /> : <ChevronRight className="size-4 shrink-0 text-faint" aria-hidden />)}
                  <span className="truncate font-medium">{field.label || field.name}</span>{" "}
                  <span className="shrink-0 text-xs text-faint">
                    {FIELD_KINDS[field.kind]}
                    {field.part && `, ${field.part.toLowerCase()}`}
                  </span>
                  {field.depends_on && <span className="truncate text-xs text-faint max-md:hidden">shown by {field.depends_on.field.replaceAll("_", " ")}</span>}
                  {wrong && <span className="truncate text-xs text-bad">{wrong}</span>}
                </button>
                {editable && (
                  <>
                    <IconButton label={`Move ${field.label} up`} icon={<ArrowUp aria-hidden />} disabled={place === 0} onClick={() => onChange(moved(fields, place, -1))} />
                    <IconButton label={`Move ${field.label} down`} icon={<ArrowDown aria-hidden />} disabled={place === fields.length - 1} onClick={() => onChange(moved(fields, place, 1))} />
                    <IconButton label={`Remove ${field.label}`} icon={<Trash2 aria-hidden />} disabled={fields.length === 1} onClick={() => onChange(fields.filter((one) => one.name !== field.name))} />
                  </>
                )}
              </div>
              {shown && editable && (
                <div className="border-t border-line bg-canvas p-4">
                  <FieldEditor field={field} above={fieldsAbove(product, field.name)} shop={shop} problem={(...path) => problemAt(problems, "fields", place, ...path)} onChange={(change) => put(field.name, change)} />
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
