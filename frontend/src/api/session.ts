import { useSyncExternalStore } from "react";

/** Who this browser is signed in as, as far as requests care: the CSRF token, and whether the server still knows it. */
interface SessionState {
  csrfToken: string | null;
  expired: boolean;
}

let state: SessionState = { csrfToken: null, expired: false };
let waiting: PromiseWithResolvers<boolean> | null = null;
const listeners = new Set<() => void>();

function change(next: SessionState): void {
  state = next;
  for (const listener of listeners) listener();
}

export const session = {
  csrfToken: (): string | null => state.csrfToken,

  opened(csrfToken: string): void {
    change({ csrfToken, expired: false });
    waiting?.resolve(true);
    waiting = null;
  },

  closed(): void {
    change({ csrfToken: null, expired: false });
    waiting?.resolve(false);
    waiting = null;
  },

  /** The server no longer knows us. Resolves to true when the person has signed in again over their work. */
  lost(): Promise<boolean> {
    waiting ??= Promise.withResolvers<boolean>();
    if (!state.expired) change({ ...state, expired: true });
    return waiting.promise;
  },

  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

export function useSessionExpired(): boolean {
  return useSyncExternalStore(session.subscribe, () => state.expired);
}
