import { useSyncExternalStore } from "react";

export interface ToastMessage {
  id: number;
  text: string;
  tone: "plain" | "bad";
  action?: { label: string; run: () => void };
  /** When it is too late for the action: then it goes, and until then it says how long there is. */
  until?: number;
}

let messages: readonly ToastMessage[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function change(next: readonly ToastMessage[]): void {
  messages = next;
  for (const listener of listeners) listener();
}

export function dismissToast(id: number): void {
  change(messages.filter((message) => message.id !== id));
}

/** Takes all away: what one person may still undo is not for the next one at this screen. */
export function dismissToasts(): void {
  change([]);
}

interface ToastOptions {
  tone?: "plain" | "bad";
  undo?: () => void;
  action?: { label: string; run: () => void };
  until?: number;
}

/** Says what has happened; with `undo` it can be taken back while it is shown. */
export function toast(text: string, { tone = "plain", undo, action, until }: ToastOptions = {}): void {
  lastId += 1;
  const act = action ?? (undo ? { label: "Undo", run: undo } : undefined);
  change([...messages, { id: lastId, text, tone, ...(act ? { action: act } : {}), ...(until ? { until } : {}) }].slice(-3));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useToasts(): readonly ToastMessage[] {
  return useSyncExternalStore(subscribe, () => messages);
}
