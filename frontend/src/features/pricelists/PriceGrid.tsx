import { Plus, X } from "lucide-react";
import { useRef, type ClipboardEvent, type KeyboardEvent } from "react";
import { cn } from "@/lib/cn";
import { Button, IconButton } from "@/ui/Button";
import { CONTROL } from "@/ui/Field";
import { Select } from "@/ui/Select";
import { addColumn, addRow, isPrice, isQuantity, pasteBlock, QUANTITY, readBlock, removeColumn, removeRow, setCell, setRunOn, type Draft, type Place } from "./model";
import type { Finding } from "./queries";
import { levelName } from "./words";

interface PriceGridProps {
  draft: Draft;
  findings: readonly Finding[];
  levels: readonly { code: string; name: string }[];
  /** Changes the draft; without it the grid is for reading. */
  change: ((change: (draft: Draft) => Draft) => void) | undefined;
  seesCosts: boolean;
}

export function cellId({ row, column }: Place): string {
  return `price-${row}-${column}`;
}

/** Quantities down, customer levels across; arrows and Enter walk it, a spreadsheet's block pastes into it. */
export function PriceGrid({ draft, findings, levels, change, seesCosts }: PriceGridProps) {
  const grid = useRef<HTMLTableElement>(null);
  const costs = draft.columns.length;
  const free = levels.filter((level) => draft.columns.every((column) => column.level !== level.code));
  const found = (place: Place) => findings.filter((one) => one.cells.some((cell) => cell.row === place.row && cell.column === place.column));

  const walk = (event: KeyboardEvent<HTMLInputElement>, { row, column }: Place) => {
    const down = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }[event.key];
    if (down === undefined) return;
    event.preventDefault();
    const next = grid.current?.querySelector<HTMLInputElement>(`#${cellId({ row: row + down, column })}`);
    next?.focus();
    next?.select();
  };
  const paste = (event: ClipboardEvent<HTMLInputElement>, place: Place) => {
    const block = readBlock(event.clipboardData.getData("text/plain"));
    if (block === null) return;
    event.preventDefault();
    change?.((now) => pasteBlock(now, place, block));
  };
  const cell = (place: Place, label: string, value: string, fine: boolean) => {
    const here = found(place);
    const wrong = here.some((one) => one.is_wrong);
    return (
      <input
        id={cellId(place)}
        aria-label={label}
        aria-invalid={!fine || wrong || undefined}
        title={here.map((one) => one.sentence).join("\n") || undefined}
        inputMode="decimal"
        autoComplete="off"
        readOnly={change === undefined}
        value={value}
        onChange={(event) => change?.((now) => setCell(now, place, event.target.value))}
        onKeyDown={(event) => walk(event, place)}
        onPaste={(event) => paste(event, place)}
        className={cn(CONTROL, "min-w-20 text-right tabular-nums read-only:border-line read-only:bg-sunken", here.length > 0 && !wrong && "border-warn bg-warn-soft", wrong && "bg-bad-soft")}
      />
    );
  };

  return (
    <div className="flex flex-col gap-3 p-4">
      <div className="relative overflow-x-auto">
        <table ref={grid} aria-label="Prices by quantity and customer level" className="border-separate border-spacing-1 text-sm">
          <thead>
            <tr className="text-xs text-soft">
              <th scope="col" className="px-2 text-right font-medium">
                Quantity
              </th>
              {draft.columns.map((column, at) => (
                <th key={column.level} scope="col" className="px-2 text-right font-medium whitespace-nowrap">
                  {levelName(column.level, levels)}
                  {change && draft.columns.length > 1 && <IconButton label={`Remove the column ${levelName(column.level, levels)}`} icon={<X aria-hidden />} className="ml-1 h-6 w-6 md:h-6 md:w-6" onClick={() => change((now) => removeColumn(now, at))} />}
                </th>
              ))}
              {seesCosts && (
                <th scope="col" className="px-2 text-right font-medium">
                  Cost in all
                </th>
              )}
              {change && (
                <th scope="col">
                  <span className="sr-only">Remove</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {draft.rows.map((row, at) => (
              <tr key={at}>
                <th scope="row" className="font-normal">
                  {cell({ row: at, column: QUANTITY }, `Quantity ${at + 1}`, row.quantity, isQuantity(row.quantity))}
                </th>
                {row.prices.map((price, column) => (
                  <td key={draft.columns[column]?.level ?? column}>{cell({ row: at, column }, `${row.quantity}, ${levelName(draft.columns[column]?.level ?? "", levels)}`, price, isPrice(price))}</td>
                ))}
                {seesCosts && <td>{cell({ row: at, column: costs }, `${row.quantity}, cost in all`, row.cost, isPrice(row.cost))}</td>}
                {change && (
                  <td>
                    <IconButton label={`Remove the quantity ${row.quantity}`} icon={<X aria-hidden />} disabled={draft.rows.length === 1} onClick={() => change((now) => removeRow(now, at))} />
                  </td>
                )}
              </tr>
            ))}
            <tr>
              <th scope="row" className="px-2 text-right text-xs font-medium whitespace-nowrap text-soft">
                Each further 1,000
              </th>
              {draft.columns.map((column, at) => (
                <td key={column.level}>
                  <input
                    aria-label={`Run-on per thousand, ${levelName(column.level, levels)}`}
                    aria-invalid={!isPrice(column.runOn) || undefined}
                    inputMode="decimal"
                    autoComplete="off"
                    readOnly={change === undefined}
                    value={column.runOn}
                    onChange={(event) => change?.((now) => setRunOn(now, at, event.target.value))}
                    className={cn(CONTROL, "min-w-20 text-right tabular-nums read-only:border-line read-only:bg-sunken", findings.some((one) => one.kind === "run_on_rises" && one.cells[0]?.column === at) && "bg-bad-soft")}
                  />
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
      {change && (
        <div className="flex flex-wrap items-center gap-2">
          <Button icon={<Plus aria-hidden />} onClick={() => change(addRow)}>
            Add a quantity
          </Button>
          {free.length > 0 && (
            <Select
              aria-label="Add a column"
              className="w-44"
              value=""
              onChange={(event) => change((now) => addColumn(now, event.target.value))}
              options={[{ value: "", label: "Add a column…" }, ...free.map((level) => ({ value: level.code, label: level.name }))]}
            />
          )}
          <p className="text-xs text-faint">A block copied from a spreadsheet fills the grid from the cell that it is pasted into.</p>
        </div>
      )}
    </div>
  );
}
