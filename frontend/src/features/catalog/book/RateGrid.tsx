import { useEffect, useRef, useState } from "react";
import { cn } from "@/lib/cn";
import type { SheetColumn, SheetEntry } from "./queries";
import type { Edits } from "./useEdits";
import { useGrid, type Grid } from "./useGrid";

interface RateGridProps {
  label: string;
  entries: readonly SheetEntry[];
  columns: readonly SheetColumn[];
  edits: Edits;
  /** Tells which row the cursor stands in. */
  onRow: (code: string) => void;
}

const NUMBERS = new Set(["number", "share", "length", "integer"]);

/** A spreadsheet of the rate book: arrows move, typing edits, a block from a spreadsheet pastes. */
export function RateGrid({ label, entries, columns, edits, onRow }: RateGridProps) {
  const grid = useGrid(entries, columns, edits);
  const box = useRef<HTMLDivElement>(null);
  const [inside, setInside] = useState(false);
  const { row, column } = grid.at;
  const editing = grid.editing !== null;
  const code = entries[row]?.code ?? "";

  useEffect(() => onRow(code), [onRow, code]);

  useEffect(() => {
    if (!inside || editing) return;
    const cell = box.current?.querySelector<HTMLElement>(`[data-cell="${row}-${column}"]`);
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [inside, editing, row, column]);

  return (
    <div
      ref={box}
      className="relative max-h-[70dvh] overflow-auto overscroll-x-contain"
      onFocus={() => setInside(true)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setInside(false);
      }}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a table whose cells are typed into is a grid */}
      <table role="grid" aria-label={label} aria-rowcount={entries.length + 1} aria-multiselectable className="border-separate border-spacing-0 text-sm" onKeyDown={grid.onKeyDown} onPaste={grid.onPaste} onCopy={grid.onCopy}>
        <thead>
          <tr>
            {columns.map((one, index) => (
              <th
                key={one.name}
                scope="col"
                className={cn(
                  "sticky top-0 z-10 h-9 border-r border-b border-line bg-sunken px-2 text-left text-xs font-medium whitespace-nowrap text-soft",
                  NUMBERS.has(one.kind) && "text-right",
                  index === 0 && "left-0 z-20",
                )}
              >
                {one.label}
                {one.unit !== "" && <span className="font-normal text-faint"> {one.unit}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry, index) => (
            <tr key={entry.code} aria-rowindex={index + 2}>
              {columns.map((one, place) => (
                <GridCell key={one.name} grid={grid} entry={entry} column={one} row={index} place={place} edits={edits} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface GridCellProps {
  grid: Grid;
  entry: SheetEntry;
  column: SheetColumn;
  row: number;
  place: number;
  edits: Edits;
}

function GridCell({ grid, entry, column, row, place, edits }: GridCellProps) {
  const current = grid.at.row === row && grid.at.column === place;
  const text = edits.text(entry.code, column.name);
  const problem = edits.problem(entry.code, column.name);
  const edited = edits.isEdited(entry.code, column.name);
  const staged = entry.changed.includes(column.name);
  const state = [problem, edited ? "not saved" : "", staged && !edited ? "staged" : ""].filter(Boolean).join(", ");
  return (
    <td
      data-cell={`${row}-${place}`}
      tabIndex={current ? 0 : -1}
      aria-selected={grid.isSelected(row, place)}
      aria-invalid={problem ? true : undefined}
      title={problem ?? (staged ? "Staged, not published" : undefined)}
      className={cn(
        "relative h-8 max-w-64 min-w-16 cursor-cell border-r border-b border-line bg-surface px-2 whitespace-nowrap tabular-nums outline-offset-[-2px] select-none",
        NUMBERS.has(column.kind) && "text-right",
        place === 0 && "sticky left-0 z-[5] font-medium",
        staged && "bg-violet-soft text-violet",
        edited && "bg-warn-soft text-warn",
        grid.isSelected(row, place) && "shadow-[inset_0_0_0_1px_var(--accent)] forced-colors:outline",
        problem && "bg-bad-soft text-bad",
      )}
      onMouseDown={(event) => grid.select({ row, column: place }, event.shiftKey)}
      onDoubleClick={() => grid.edit()}
    >
      {current && grid.editing !== null ? (
        <CellInput label={`${column.label}, ${entry.code}`} text={grid.editing} choices={column.choices} grid={grid} />
      ) : (
        <span className="block truncate">{column.kind === "choice" ? text.replaceAll("_", " ") : text}</span>
      )}
      {state !== "" && <span className="sr-only">, {state}</span>}
    </td>
  );
}

function CellInput({ label, text, choices, grid }: { label: string; text: string; choices: readonly string[]; grid: Grid }) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
    input.current?.setSelectionRange(-1, -1);
  }, []);
  const list = choices.length > 0 ? "grid-choices" : undefined;
  return (
    <>
      <input
        ref={input}
        aria-label={label}
        list={list}
        value={text}
        autoComplete="off"
        onChange={(event) => grid.change(event.target.value)}
        onBlur={() => grid.commit()}
        className="absolute inset-0 h-full w-full min-w-32 border-2 border-accent bg-surface px-1.5 text-ink outline-none"
      />
      {list && (
        <datalist id={list}>
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </datalist>
      )}
    </>
  );
}
