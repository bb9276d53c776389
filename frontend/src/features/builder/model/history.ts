import type { Draft } from "./draft";
import { merge } from "./merge";

const LIMIT = 200;
/** Keystrokes in one field belong to one intent while they follow each other this closely. */
const PAUSE_MS = 2_000;

interface Step {
  readonly label: string;
  readonly before: Draft;
  readonly after: Draft;
}

export interface History {
  readonly past: readonly Step[];
  readonly future: readonly Step[];
  readonly group: string | null;
  readonly at: number;
}

export const NO_HISTORY: History = { past: [], future: [], group: null, at: 0 };

/** Adds an edit; one that goes on with the intent `group` of the last edit widens that step instead. */
export function record(
  history: History,
  edit: { label: string; before: Draft; after: Draft; group: string | null; at: number },
): History {
  const last = history.past.at(-1);
  const goesOn = last !== undefined && edit.group !== null && edit.group === history.group && edit.at - history.at < PAUSE_MS;
  const step: Step = { label: edit.label, before: goesOn ? last.before : edit.before, after: edit.after };
  const past = [...(goesOn ? history.past.slice(0, -1) : history.past), step].slice(-LIMIT);
  return { past, future: [], group: edit.group, at: edit.at };
}

/** The next edit starts a step of its own, even in the same field. */
export function closeGroup(history: History): History {
  return history.group === null ? history : { ...history, group: null };
}

/**
 * A step is taken back by merging, not by restoring a picture of the whole quote: what a colleague's edits or
 * the server's tidying have changed since stays as it is.
 */
function replay(from: Draft, to: Draft, current: Draft): Draft {
  return merge(from, to, current, {}, "mine").draft;
}

export function undo(history: History, current: Draft): { history: History; draft: Draft } | null {
  const step = history.past.at(-1);
  if (!step) return null;
  return {
    draft: replay(step.after, step.before, current),
    history: { past: history.past.slice(0, -1), future: [...history.future, step], group: null, at: 0 },
  };
}

export function redo(history: History, current: Draft): { history: History; draft: Draft } | null {
  const step = history.future.at(-1);
  if (!step) return null;
  return {
    draft: replay(step.before, step.after, current),
    history: { past: [...history.past, step], future: history.future.slice(0, -1), group: null, at: 0 },
  };
}
