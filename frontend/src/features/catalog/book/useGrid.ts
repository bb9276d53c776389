import { useCallback, useState, type ClipboardEvent, type KeyboardEvent } from "react";
import { parseBlock, writeBlock } from "./cells";
import type { Cell, SheetColumn, SheetEntry } from "./queries";
import type { Edits } from "./useEdits";

export interface Place {
  row: number;
  column: number;
}

export interface Grid {
  at: Place;
  /** The other corner of the selection; the same place where one cell is selected. */
  anchor: Place;
  editing: string | null;
  isSelected: (row: number, column: number) => boolean;
  select: (place: Place, extend?: boolean) => void;
  edit: (text?: string) => void;
  change: (text: string) => void;
  commit: (step?: Place) => void;
  cancel: () => void;
  fillDown: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onPaste: (event: ClipboardEvent) => void;
  onCopy: (event: ClipboardEvent) => void;
}

const STEPS: Record<string, Place> = { ArrowUp: { row: -1, column: 0 }, ArrowDown: { row: 1, column: 0 }, ArrowLeft: { row: 0, column: -1 }, ArrowRight: { row: 0, column: 1 } };
const NOWHERE: Place = { row: 0, column: 0 };
const DOWN: Place = { row: 1, column: 0 };

/** Where the cursor stands in a grid of cells, and what keys, paste and copy do there. */
export function useGrid(entries: readonly SheetEntry[], columns: readonly SheetColumn[], edits: Edits): Grid {
  const [at, setAt] = useState(NOWHERE);
  const [anchor, setAnchor] = useState(NOWHERE);
  const [editing, setEditing] = useState<string | null>(null);

  const inside = (place: Place): Place => ({
    row: Math.max(0, Math.min(entries.length - 1, place.row)),
    column: Math.max(0, Math.min(columns.length - 1, place.column)),
  });
  const select = useCallback((place: Place, extend = false) => {
    setAt(place);
    if (!extend) setAnchor(place);
  }, []);
  const move = (step: Place, extend = false) => select(inside({ row: at.row + step.row, column: at.column + step.column }), extend);
  const rows = [Math.min(at.row, anchor.row), Math.max(at.row, anchor.row)] as const;
  const across = [Math.min(at.column, anchor.column), Math.max(at.column, anchor.column)] as const;

  const block = (texts: readonly (readonly string[])[], from: Place): Cell[] =>
    texts.flatMap((line, down) =>
      line.flatMap((value, right) => {
        const entry = entries[from.row + down];
        const column = columns[from.column + right];
        return entry && column && column.name !== "code" ? [{ code: entry.code, field: column.name, value: value.trim() }] : [];
      }),
    );
  const selected = () =>
    Array.from({ length: rows[1] - rows[0] + 1 }, (_, down) =>
      Array.from({ length: across[1] - across[0] + 1 }, (__, right) => edits.text(entries[rows[0] + down]?.code ?? "", columns[across[0] + right]?.name ?? "")),
    );

  const edit = (text?: string) => {
    const column = columns[at.column];
    if (column && column.name !== "code") setEditing(text ?? edits.text(entries[at.row]?.code ?? "", column.name));
  };
  const commit = (step: Place = NOWHERE) => {
    if (editing !== null) {
      edits.type(block([[editing]], at));
      setEditing(null);
    }
    move(step);
  };
  const fillDown = () => {
    const [first] = selected();
    if (first && rows[1] > rows[0]) edits.type(block(Array.from({ length: rows[1] - rows[0] }, () => first), { row: rows[0] + 1, column: across[0] }));
  };

  const keys = (event: KeyboardEvent): boolean => {
    const control = event.ctrlKey || event.metaKey;
    const step = STEPS[event.key];
    if (step && !event.altKey) move(control ? { row: step.row * entries.length, column: step.column * columns.length } : step, event.shiftKey);
    else if (event.key === "Tab" && !control) {
      const next = at.column + (event.shiftKey ? -1 : 1);
      // At the ends Tab leaves the grid, as it would leave any other control.
      if (next < 0 || next >= columns.length) return false;
      move({ row: 0, column: event.shiftKey ? -1 : 1 });
    } else if (event.key === "Home") move({ row: 0, column: -columns.length }, event.shiftKey);
    else if (event.key === "End") move({ row: 0, column: columns.length }, event.shiftKey);
    else if (event.key === "Enter" || event.key === "F2") edit();
    else if (event.key === "Delete" || event.key === "Backspace") edits.type(block(selected().map((line) => line.map(() => "")), { row: rows[0], column: across[0] }));
    else if (control && event.key.toLowerCase() === "d") fillDown();
    else if (control && event.key.toLowerCase() === "z") edits.undo();
    else if (event.key.length === 1 && !control && !event.altKey) edit(event.key);
    else return false;
    return true;
  };

  return {
    at,
    anchor,
    editing,
    isSelected: (row, column) => row >= rows[0] && row <= rows[1] && column >= across[0] && column <= across[1],
    select,
    edit,
    change: setEditing,
    commit,
    cancel: () => setEditing(null),
    fillDown,
    onKeyDown: (event) => {
      if (editing === null) {
        if (keys(event)) event.preventDefault();
        return;
      }
      if (event.key === "Escape") setEditing(null);
      else if (event.key === "Enter" && !event.altKey) commit(DOWN);
      else if (event.key === "Tab") commit({ row: 0, column: event.shiftKey ? -1 : 1 });
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
    onPaste: (event) => {
      if (editing !== null) return;
      event.preventDefault();
      edits.type(block(parseBlock(event.clipboardData.getData("text/plain")), { row: rows[0], column: across[0] }));
    },
    onCopy: (event) => {
      if (editing !== null) return;
      event.preventDefault();
      event.clipboardData.setData("text/plain", writeBlock(selected()));
    },
  };
}
