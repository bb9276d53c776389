import { Plus, Trash2, X } from "lucide-react";
import { useEffect, useId, useRef, useState, type ClipboardEvent, type FocusEvent, type KeyboardEvent } from "react";
import { flushSync } from "react-dom";

import { cn } from "@/lib/cn";
import { Button, IconButton } from "@/ui/Button";
import { CONTROL, Field, Input } from "@/ui/Field";
import { Select } from "@/ui/Select";

import { useBuilder, useSession } from "../context";
import type { DraftLine } from "../model/draft";
import { setLine } from "../model/edits";
import { addRow, COLUMNS, isEmpty, NEW_TABLE, pasteInto, readTable, removeRow, setCell, textOf, type Column, type LookUp, type Spot, type TableText } from "./vendorRows";

interface VendorTableProps {
  readonly line: DraftLine;
  /** Puts the table away; the vendor's one price takes its place. */
  readonly onRemove: () => void;
}

const LOOK_UPS: readonly { value: LookUp; label: string }[] = [
  { value: "step", label: "The lower row's price each" },
  { value: "linear", label: "A straight line between the rows" },
];

/** What the vendor asks for each quantity: typed, or pasted from a spreadsheet. */
export function VendorTable({ line, onRemove }: VendorTableProps) {
  const { text, problems, change } = useTable(line);
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const grid = useRef<HTMLTableElement>(null);
  const title = useId();

  const focus = (at: number, column: Column) => {
    const cell = grid.current?.querySelector<HTMLInputElement>(`[data-vendor="${at}/${column}"]`);
    cell?.focus();
    cell?.select();
    return cell != null;
  };
  const walk = (event: KeyboardEvent, at: number, column: Column) => {
    const by = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }[event.key];
    if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (focus(at + by, column) || event.key !== "Enter") return;
    flushSync(() => change(addRow(text)));
    focus(at + by, column === "total" ? "quantity" : column);
  };
  const paste = (event: ClipboardEvent, at: number, column: Column) => {
    const filled = pasteInto(text, at, column, event.clipboardData.getData("text/plain"));
    if (filled === null) return;
    event.preventDefault();
    change(filled);
    setLeft(new Set(filled.rows.keys()));
  };
  // A row is judged when it is left, not while it is half typed.
  const leave = (event: FocusEvent, at: number) => {
    if (!(event.relatedTarget instanceof Element) || event.relatedTarget.closest("tr") !== event.currentTarget) setLeft((rows) => new Set([...rows, at]));
  };
  const problem = (spot: Spot) => problems.get(spot);

  return (
    <section aria-labelledby={title} className="flex flex-col gap-3 rounded-md border border-line bg-surface p-3">
      <div className="flex flex-wrap items-center gap-2">
        <h3 id={title} className="mr-auto text-sm font-medium">Vendor's prices</h3>
        <Button kind="quiet" icon={<Trash2 aria-hidden="true" />} onClick={onRemove}>Remove the table</Button>
      </div>
      <div className="flex flex-wrap gap-x-6 gap-y-3">
        <div className="w-full md:w-80">
          <table ref={grid} aria-labelledby={title} className="w-full border-separate border-spacing-x-1 border-spacing-y-1">
            <thead>
              <tr className="text-xs text-soft">
                <th scope="col" className="text-right font-medium">Quantity</th>
                <th scope="col" className="text-right font-medium">All of them, $</th>
                <th scope="col"><span className="sr-only">Remove</span></th>
              </tr>
            </thead>
            <tbody>
              {text.rows.map((row, at) => (
                // oxlint-disable-next-line react/no-array-index-key -- a row of the grid is its place
                <tr key={at} onBlur={(event) => leave(event, at)}>
                  {COLUMNS.map((column) => {
                    const spot: Spot = `${at}/${column}`;
                    return (
                      <Cell
                        key={column}
                        spot={spot}
                        label={column === "quantity" ? `Vendor's quantity ${(at + 1).toString()}` : `Vendor's price of ${row.quantity === "" ? `row ${(at + 1).toString()}` : row.quantity}`}
                        value={row[column]}
                        problem={left.has(at) ? problem(spot) : undefined}
                        onType={(typed) => change(setCell(text, at, column, typed))}
                        onKeyDown={(event) => walk(event, at, column)}
                        onPaste={(event) => paste(event, at, column)}
                      />
                    );
                  })}
                  <td className="w-8 align-top">
                    <IconButton label={`Remove row ${(at + 1).toString()}`} icon={<X aria-hidden="true" />} disabled={text.rows.length === 1 && isEmpty(row)} onClick={() => change(removeRow(text, at))} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <div className="mt-1 flex flex-wrap items-center gap-2">
            <Button kind="quiet" icon={<Plus aria-hidden="true" />} onClick={() => change(addRow(text))}>Add a row</Button>
          </div>
          <p className="mt-1 text-xs text-pretty text-faint">Paste the vendor's two columns into any cell: they fill the table from there.</p>
        </div>
        <div className="grid min-w-56 flex-1 content-start gap-3 md:max-w-72">
          <Field label="Between two quantities">
            <Select
              value={text.lookUp}
              options={LOOK_UPS}
              onChange={({ target }) => change({ ...text, lookUp: target.value === "linear" ? "linear" : "step" })}
            />
          </Field>
          <div className="grid grid-cols-2 items-start gap-3">
            <Field label="Freight in, $" error={problem("freight")}>
              <Input inputMode="decimal" className="text-right tabular-nums" placeholder="0.00" value={text.freight} onChange={({ target }) => change({ ...text, freight: target.value })} />
            </Field>
            <Field label="Mark-up, %" error={problem("markUp")}>
              <Input inputMode="decimal" className="text-right tabular-nums" placeholder="Rate book's" value={text.markUp} onChange={({ target }) => change({ ...text, markUp: target.value })} />
            </Field>
          </div>
        </div>
      </div>
    </section>
  );
}

interface CellProps {
  readonly spot: Spot;
  readonly label: string;
  readonly value: string;
  readonly problem: string | undefined;
  readonly onType: (typed: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onPaste: (event: ClipboardEvent) => void;
}

function Cell({ spot, label, value, problem, onType, onKeyDown, onPaste }: CellProps) {
  const describe = useId();
  return (
    <td className="align-top">
      <input
        className={cn(CONTROL, "text-right tabular-nums")}
        inputMode="decimal"
        autoComplete="off"
        aria-label={label}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={problem === undefined ? undefined : describe}
        data-vendor={spot}
        value={value}
        onChange={({ target }) => onType(target.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      {problem !== undefined && <p id={describe} role="alert" className="mt-0.5 text-xs text-bad">{problem}</p>}
    </td>
  );
}

/**
 * The table's texts beside the draft: what can be read as a whole goes into the draft, and anything that comes
 * into the draft otherwise (an undo, a colleague) takes the texts' place.
 */
function useTable(line: DraftLine) {
  const session = useSession();
  const epoch = useBuilder((state) => state.epoch);
  const [typed, setTyped] = useState<{ text: TableText; epoch: number } | null>(null);
  const current = typed?.epoch === epoch ? typed.text : null;
  const text = current ?? (line.vendor_costs === null ? NEW_TABLE : textOf(line.vendor_costs));
  const field = `${line.id}/vendor_costs`;
  useEffect(() => () => session.store.setUnread(field, null), [field, session]);
  const change = (next: TableText) => {
    setTyped({ text: next, epoch });
    const { table, problems } = readTable(next);
    const [problem] = problems.values();
    session.store.setUnread(field, problem === undefined ? null : `The vendor's table of ${line.title}: ${problem}`);
    if (table) session.edit("vendor's table", setLine(line.id, { vendor_costs: table }), `${line.id}.vendor_costs`);
  };
  return { text, problems: readTable(text).problems, change };
}
