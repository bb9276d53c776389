import { createContext, useContext, useEffect, useSyncExternalStore } from "react";

import type { Draft, DraftLine } from "./model/draft";
import { same } from "./model/same";
import type { BuilderSession } from "./model/session";
import type { BuilderState } from "./model/store";
import type { LineEstimate, LineResponse } from "./model/wire";

export const SessionContext = createContext<BuilderSession | null>(null);

export function useSession(): BuilderSession {
  const session = useContext(SessionContext);
  if (!session) throw new Error("useSession needs a builder around it.");
  return session;
}

/** Renders only when what `select` returns changes; it must return parts of the state, not new objects. */
export function useBuilder<T>(select: (state: BuilderState) => T): T {
  const { store } = useSession();
  return useSyncExternalStore(store.subscribe, () => select(store.getState()));
}

export function useHead<K extends keyof Draft["head"]>(field: K): Draft["head"][K] {
  return useBuilder((state) => state.draft.head[field]);
}

export function useLine(id: string): DraftLine | undefined {
  return useBuilder((state) => state.draft.lines[id]);
}

export function useFigures(id: string): LineResponse | undefined {
  return useBuilder((state) => state.figures.lines[id]);
}

/** True while the figures on the screen belong to an older draft. */
export function useStale(): boolean {
  return useBuilder((state) => state.figures.revision < state.revision);
}

/** True while this line's own figures belong to an older draft of it. */
export function useLineStale(id: string): boolean {
  return useBuilder(({ figures, revision, draft }) => figures.revision < revision && figures.asked.lines[id] !== draft.lines[id]);
}

export interface Account {
  readonly estimate: LineEstimate | null;
  /** The line was edited since, and the engine has not answered yet. */
  readonly old: boolean;
}

/** The engine's account of a line: from the last preview, or fetched when the line is opened. */
export function useEstimate(id: string | null): Account {
  const session = useSession();
  const line = useBuilder((state) => (id === null ? undefined : state.draft.lines[id]));
  const saved = useBuilder((state) => (id === null ? undefined : state.saved.lines[id]));
  const priced = useBuilder((state) => (id === null ? undefined : state.estimates[id]));
  const fresh = priced !== undefined && line !== undefined && fits(priced.line, line);
  const missing = line !== undefined && line.kind === "product" && !fresh && line === saved;
  useEffect(() => {
    if (missing && id !== null) void session.explain(id);
  }, [missing, id, session]);
  return { estimate: priced?.estimate ?? null, old: priced !== undefined && !fresh };
}

function fits(asked: DraftLine, line: DraftLine): boolean {
  return asked === line || (same(asked.spec, line.spec) && same(asked.quantities, line.quantities));
}
