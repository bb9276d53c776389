import { useRef, useState } from "react";
import { useHotkeys } from "@/lib/hotkeys";
import type { QuoteSummary } from "../queries";

export type Chosen = ReadonlyMap<string, QuoteSummary>;

export interface Selection {
  chosen: Chosen;
  choose: (rows: readonly QuoteSummary[], on: boolean) => void;
  /** The row that was clicked; with Shift all from the one before to it. */
  click: (row: QuoteSummary, range: boolean) => void;
  clear: () => void;
}

/** Which rows are chosen, on this page and on others; X chooses the one in focus. */
export function useSelection(rows: readonly QuoteSummary[]): Selection {
  const [chosen, setChosen] = useState<Chosen>(new Map());
  const last = useRef("");

  const choose = (some: readonly QuoteSummary[], on: boolean) =>
    setChosen((before) => {
      const after = new Map(before);
      for (const row of some) if (on) after.set(row.id, row); else after.delete(row.id);
      return after;
    });

  const click = (row: QuoteSummary, range: boolean) => {
    const from = rows.findIndex((one) => one.id === last.current);
    const to = rows.findIndex((one) => one.id === row.id);
    last.current = row.id;
    choose(range && from >= 0 ? rows.slice(Math.min(from, to), Math.max(from, to) + 1) : [row], !chosen.has(row.id));
  };

  useHotkeys([
    {
      keys: "x", label: "Choose the row", group: "Lists",
      run: () => {
        const id = document.activeElement?.closest<HTMLElement>("[data-row]")?.dataset["row"];
        const row = rows.find((one) => one.id === id);
        if (row) click(row, false);
      },
    },
  ]);
  return { chosen, choose, click, clear: () => setChosen(new Map()) };
}
