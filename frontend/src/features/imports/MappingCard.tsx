import { useId } from "react";

import { Card, CardHeader } from "@/ui/Card";
import { Select } from "@/ui/Select";

import type { Duplicates, Import } from "./queries";
import { DUPLICATES, wordsOf } from "./words";

interface MappingCardProps {
  readonly of: Import;
  readonly mapping: readonly (string | null)[];
  readonly duplicates: Duplicates;
  readonly disabled: boolean;
  readonly onMap: (mapping: (string | null)[]) => void;
  readonly onDuplicates: (choice: Duplicates) => void;
}

/** Which column of the file fills which field, beside its first cells; and what becomes of what is here already. */
export function MappingCard({ of, mapping, duplicates, disabled, onMap, onDuplicates }: MappingCardProps) {
  const id = useId();
  const options = [{ value: "", label: "Leave out" }, ...of.fields.map((field) => ({ value: field.name, label: field.required ? `${field.label} (needed)` : field.label }))];
  const missing = of.fields.filter((field) => field.required && !mapping.includes(field.name));
  return (
    <Card aria-labelledby={id}>
      <CardHeader id={id} title="What the columns fill" meta="as it was chosen last, or by its name" />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div className="relative overflow-x-auto" tabIndex={0} role="region" aria-label="Columns of the file">
        <table className="w-full text-sm">
          <thead>
            <tr>
              {of.columns.map((column, place) => (
                // oxlint-disable-next-line react/no-array-index-key -- columns of a file are known by their place
                <th key={place} scope="col" className="min-w-40 bg-sunken p-2 text-left align-bottom text-xs font-medium text-soft">
                  <span className="mb-1 block max-w-56 truncate" title={column.header}>{column.header}</span>
                  <Select
                    aria-label={`${column.header} fills`}
                    value={mapping[place] ?? ""}
                    options={options}
                    disabled={disabled}
                    onChange={({ target }) => onMap(mapping.map((one, at) => (at === place ? target.value || null : one === target.value ? null : one)))}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(of.columns[0]?.samples ?? []).map((_, row) => (
              // oxlint-disable-next-line react/no-array-index-key -- rows of a file are known by their place
              <tr key={row}>
                {of.columns.map((column, place) => (
                  // oxlint-disable-next-line react/no-array-index-key -- columns of a file are known by their place
                  <td key={place} className="max-w-56 truncate border-t border-line px-2 py-1.5 tabular-nums">{column.samples[row]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {missing.length > 0 && <p role="status" className="border-t border-line px-4 py-2 text-sm text-warn">Choose the column that fills {missing.map((field) => field.label).join(" and ")}.</p>}
      {!wordsOf(of.kind).fixed && <fieldset className="grid gap-2 border-t border-line p-4 md:grid-cols-3" disabled={disabled}>
        <legend className="sr-only">What is here already</legend>
        <p className="text-xs font-medium text-soft md:col-span-3" aria-hidden>What is here already</p>
        {DUPLICATES.map((choice) => (
          <label key={choice.value} className="flex min-h-11 cursor-pointer items-start gap-2.5 rounded-md text-sm">
            <input
              type="radio"
              name={`${id}-duplicates`}
              className="mt-0.5 size-4 shrink-0 accent-accent"
              checked={duplicates === choice.value}
              onChange={() => onDuplicates(choice.value)}
            />
            <span className="min-w-0 font-medium">
              {choice.label}
              <span className="block text-xs font-normal text-soft">{choice.hint}</span>
            </span>
          </label>
        ))}
      </fieldset>}
    </Card>
  );
}
