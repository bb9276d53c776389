import type { Typist } from "./useTyping";

/** A keeper of typed text for a form of its own, that nothing else changes. */
export function makeTypist(): Typist {
  const problems = new Map<string, string>();
  const listeners = new Set<() => void>();
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    epoch: () => 0,
    unread: (field) => problems.get(field) ?? null,
    setUnread: (field, problem) => {
      if ((problems.get(field) ?? null) === problem) return;
      if (problem === null) problems.delete(field);
      else problems.set(field, problem);
      for (const listener of listeners) listener();
    },
    leave: () => undefined,
  };
}
