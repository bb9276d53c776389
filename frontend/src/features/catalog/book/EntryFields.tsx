import { useId } from "react";
import { cn } from "@/lib/cn";
import { Field, Input } from "@/ui/Field";
import { Select } from "@/ui/Select";
import { tableRows, tableText } from "./cells";
import type { SheetColumn } from "./queries";
import { SmallTable } from "./SmallTable";

interface EntryFieldsProps {
  columns: readonly SheetColumn[];
  text: (field: string) => string;
  problem: (field: string) => string | undefined;
  /** Marks what is typed or staged. */
  mark?: (field: string) => string | undefined;
  onChange: (field: string, text: string) => void;
}

/** The cells of one entry as a form, drawn from their columns: a new figure of the engine is a new field. */
export function EntryFields({ columns, text, problem, mark, onChange }: EntryFieldsProps) {
  return (
    <div className="grid gap-x-4 gap-y-3 md:grid-cols-2 xl:grid-cols-3">
      {columns.map((column) => (
        <EntryField key={column.name} column={column} text={text(column.name)} error={problem(column.name)} mark={mark?.(column.name)} onChange={(value) => onChange(column.name, value)} />
      ))}
    </div>
  );
}

interface EntryFieldProps {
  column: SheetColumn;
  text: string;
  error: string | undefined;
  mark: string | undefined;
  onChange: (text: string) => void;
}

function EntryField({ column, text, error, mark, onChange }: EntryFieldProps) {
  if (column.kind === "table") return <TableField column={column} text={text} error={error} mark={mark} onChange={onChange} />;
  const label = column.unit === "" ? column.label : `${column.label}, ${column.unit}`;
  return (
    <Field label={<Marked label={label} mark={mark} />} error={error} required={column.required}>
      {column.kind === "choice" || column.kind === "flag" ? (
        <Select
          value={text}
          onChange={(event) => onChange(event.target.value)}
          options={[...(column.required ? [] : [{ value: "", label: "—" }]), ...(column.kind === "flag" ? ["yes", "no"] : column.choices).map((value) => ({ value, label: value.replaceAll("_", " ") }))]}
        />
      ) : (
        <Input value={text} inputMode={column.kind === "text" || column.kind === "list" ? "text" : "decimal"} onChange={(event) => onChange(event.target.value)} className="tabular-nums" />
      )}
    </Field>
  );
}

function Marked({ label, mark }: { label: string; mark: string | undefined }) {
  return (
    <>
      {label}
      {mark && <span className={cn("ml-1.5 font-normal", mark === "staged" ? "text-violet" : "text-warn")}>{mark}</span>}
    </>
  );
}

function TableField({ column, text, error, mark, onChange }: EntryFieldProps) {
  const id = useId();
  const rows = tableRows(text, column.columns.length);
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined} className="min-w-0 md:col-span-2 xl:col-span-3">
      <legend className="mb-1 text-xs font-medium text-soft">
        <Marked label={column.label} mark={mark} />
      </legend>
      <SmallTable label={column.label} columns={column.columns} rows={rows} fresh={["0", ...column.columns.slice(1).map(() => "")]} onChange={(next) => onChange(tableText(next))} />
      {error && (
        <p id={`${id}-error`} className="mt-1 text-xs text-bad">
          {error}
        </p>
      )}
    </fieldset>
  );
}
