import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { cn } from "@/lib/cn";
import { Button, IconButton } from "@/ui/Button";
import { CONTROL } from "@/ui/Field";
import { Select } from "@/ui/Select";
import type { ProductField } from "@/ui/spec/spec";
import { isNumeric, moved, readValue, showValue, type Option } from "./model";

export interface Named {
  code: string;
  name: string;
}

interface OptionsEditorProps {
  field: ProductField;
  /** What may be offered; without it an option's value is typed. */
  offered: readonly Named[] | null;
  problem: (place: number) => string | undefined;
  onChange: (options: Option[]) => void;
}

/** The choices of a field in their order, each with the words that people read for it. */
export function OptionsEditor({ field, offered, problem, onChange }: OptionsEditorProps) {
  const { options } = field;
  const numeric = isNumeric(field);
  const put = (place: number, change: Partial<Option>) => onChange(options.map((one, at) => (at === place ? { ...one, ...change } : one)));
  const left = offered?.filter(({ code }) => !options.some(({ value }) => value === code));
  return (
    <fieldset className="min-w-0 md:col-span-2">
      <legend className="mb-1 text-xs font-medium text-soft">Choices</legend>
      <ul className="flex flex-col gap-1">
        {options.map((option, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- a choice is its place in the list
          <li key={place}>
            <div className="flex items-center gap-1">
              {offered === null ? (
                <input
                  aria-label={`Value of choice ${place + 1}`}
                  aria-invalid={problem(place) ? true : undefined}
                  className={cn(CONTROL, "w-28 tabular-nums")}
                  value={showValue(option.value)}
                  onChange={({ target }) => put(place, { value: readValue(target.value, numeric) })}
                />
              ) : (
                <span className="w-28 truncate text-xs text-faint" title={showValue(option.value)}>
                  {showValue(option.value)}
                </span>
              )}
              <input aria-label={`Words of choice ${place + 1}`} className={CONTROL} value={option.label} onChange={({ target }) => put(place, { label: target.value })} />
              <IconButton label={`Move choice ${place + 1} up`} icon={<ArrowUp aria-hidden />} disabled={place === 0} onClick={() => onChange(moved(options, place, -1))} />
              <IconButton label={`Move choice ${place + 1} down`} icon={<ArrowDown aria-hidden />} disabled={place === options.length - 1} onClick={() => onChange(moved(options, place, 1))} />
              <IconButton label={`Remove choice ${place + 1}`} icon={<Trash2 aria-hidden />} onClick={() => onChange(options.filter((_, at) => at !== place))} />
            </div>
            {problem(place) && <p className="mt-0.5 text-xs text-bad">{problem(place)}</p>}
          </li>
        ))}
      </ul>
      {left === undefined ? (
        <Button kind="quiet" icon={<Plus aria-hidden />} onClick={() => onChange([...options, { value: null, label: "" }])}>
          Add a choice
        </Button>
      ) : (
        left.length > 0 && (
          <Select
            aria-label={`Offer another for ${field.label}`}
            className="mt-1 max-w-72"
            value=""
            onChange={({ target }) => {
              const one = left.find(({ code }) => code === target.value);
              if (one) onChange([...options, { value: one.code, label: one.name }]);
            }}
            options={[{ value: "", label: "Offer another…" }, ...left.map(({ code, name }) => ({ value: code, label: name }))]}
          />
        )
      )}
    </fieldset>
  );
}
