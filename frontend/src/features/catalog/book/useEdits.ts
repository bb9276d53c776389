import { useCallback, useMemo, useState } from "react";
import type { ApiError } from "@/api/errors";
import type { Cell, Sheet } from "./queries";

type Texts = ReadonlyMap<string, string>;

export interface Edits {
  count: number;
  cells: Cell[];
  /** What stands in a cell: what was typed, or else what is staged. */
  text: (code: string, field: string) => string;
  isEdited: (code: string, field: string) => boolean;
  problem: (code: string, field: string) => string | undefined;
  type: (typed: readonly Cell[]) => void;
  undo: () => void;
  clear: () => void;
  refuse: (error: ApiError, sent: readonly Cell[]) => void;
}

const keyOf = (code: string, field: string) => `${code}\n${field}`;

/** What was typed into a sheet and not saved; every step can be undone, one paste is one step. */
export function useEdits(sheet: Sheet | undefined): Edits {
  const [steps, setSteps] = useState<readonly Texts[]>([new Map()]);
  const [problems, setProblems] = useState<Texts>(new Map());
  const typed = steps.at(-1) ?? new Map<string, string>();
  const staged = useMemo(() => new Map(sheet?.entries.flatMap((entry) => Object.entries(entry.cells).map(([field, value]) => [keyOf(entry.code, field), value] as const)) ?? []), [sheet]);

  const type = useCallback(
    (cells: readonly Cell[]) => {
      setSteps((current) => {
        const next = new Map(current.at(-1));
        for (const { code, field, value } of cells) {
          const key = keyOf(code, field);
          if (staged.get(key) === value) next.delete(key);
          else next.set(key, value);
        }
        return [...current, next];
      });
      setProblems((current) => new Map([...current].filter(([key]) => !cells.some((cell) => keyOf(cell.code, cell.field) === key))));
    },
    [staged],
  );

  return {
    count: typed.size,
    cells: [...typed].map(([key, value]) => {
      const [code = "", field = ""] = key.split("\n");
      return { code, field, value };
    }),
    text: (code, field) => typed.get(keyOf(code, field)) ?? staged.get(keyOf(code, field)) ?? "",
    isEdited: (code, field) => typed.has(keyOf(code, field)),
    problem: (code, field) => problems.get(keyOf(code, field)),
    type,
    undo: useCallback(() => setSteps((current) => (current.length > 1 ? current.slice(0, -1) : current)), []),
    clear: useCallback(() => {
      setSteps([new Map()]);
      setProblems(new Map());
    }, []),
    refuse: useCallback((error, sent) => {
      const marked = error.fields.flatMap(({ path, message }) => {
        const place = path[0] === "cells" && typeof path[1] === "number" ? sent[path[1]] : undefined;
        return place ? [[keyOf(place.code, place.field), message] as const] : [];
      });
      setProblems(new Map(marked));
    }, []),
  };
}
