import { Plus, Trash2 } from "lucide-react";
import type { ClipboardEvent } from "react";
import { cn } from "@/lib/cn";
import { Button, IconButton } from "@/ui/Button";
import { CONTROL } from "@/ui/Field";
import { parseBlock } from "./cells";

export interface SmallColumn {
  label: string;
  unit: string;
}

interface SmallTableProps {
  label: string;
  columns: readonly SmallColumn[];
  rows: readonly (readonly string[])[];
  /** What a new row begins with. */
  fresh: readonly string[];
  problem?: (row: number, column: number) => string | undefined;
  onChange: (rows: string[][]) => void;
}

/** A table of a few rows to type into; a block from a spreadsheet is pasted from the cell where it lands. */
export function SmallTable({ label, columns, rows, fresh, problem, onChange }: SmallTableProps) {
  const put = (row: number, column: number, value: string) => onChange(rows.map((old, at) => (at === row ? old.map((cell, over) => (over === column ? value : cell)) : [...old])));
  const paste = (event: ClipboardEvent, row: number, column: number) => {
    const block = parseBlock(event.clipboardData.getData("text/plain"));
    if (block.length === 1 && block[0]?.length === 1) return;
    event.preventDefault();
    const long = Math.max(rows.length, row + block.length);
    onChange(
      Array.from({ length: long }, (_, at) =>
        columns.map((__, over) => {
          const pasted = block[at - row]?.[over - column];
          return pasted === undefined ? (rows[at]?.[over] ?? (over === 0 && at >= row ? "" : fresh[over]) ?? "") : pasted.trim().replaceAll("|", "");
        }),
      ),
    );
  };
  const said = [...new Set(rows.flatMap((_, row) => columns.map((__, column) => problem?.(row, column))).filter((one) => one !== undefined))];
  return (
    <>
      <div className="relative overflow-x-auto rounded-md border border-line">
        <table aria-label={label} className="w-full text-sm">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.label} scope="col" className="bg-sunken px-2 py-1 text-left text-xs font-medium whitespace-nowrap text-soft">
                  {column.label}
                  {column.unit !== "" && <span className="font-normal text-faint"> {column.unit}</span>}
                </th>
              ))}
              <th className="w-8 bg-sunken">
                <span className="sr-only">Remove</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, place) => (
              // oxlint-disable-next-line react/no-array-index-key -- rows are known by their place alone
              <tr key={place}>
                {columns.map((column, index) => (
                  <td key={column.label} className="min-w-24 p-1">
                    <input
                      aria-label={`${label}, ${column.label}, row ${place + 1}`}
                      aria-invalid={problem?.(place, index) === undefined ? undefined : true}
                      className={cn(CONTROL, "tabular-nums")}
                      autoComplete="off"
                      value={row[index] ?? ""}
                      onPaste={(event) => paste(event, place, index)}
                      onChange={(event) => put(place, index, event.target.value.replaceAll("|", ""))}
                    />
                  </td>
                ))}
                <td className="p-1">
                  <IconButton label={`Remove row ${place + 1}`} icon={<Trash2 aria-hidden />} onClick={() => onChange(rows.filter((_, at) => at !== place).map((one) => [...one]))} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <Button kind="quiet" icon={<Plus aria-hidden />} onClick={() => onChange([...rows.map((one) => [...one]), [...fresh]])}>
          Add a row
        </Button>
      </div>
      {said.map((sentence) => (
        <p key={sentence} className="mt-1 text-xs text-bad">
          {sentence}
        </p>
      ))}
    </>
  );
}
