import type { LucideIcon } from "lucide-react";
import { useEffect, useRef, useSyncExternalStore } from "react";

/** What the screen in view can do with its record; the palette lists it. */
export interface Command {
  id: string;
  label: string;
  icon?: LucideIcon;
  keys?: string;
  run: () => void;
}

const registered = new Map<symbol, Command[]>();
const listeners = new Set<() => void>();
let shown: Command[] = [];

function publish(): void {
  shown = [...registered.values()].flat();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useCommands(commands: Command[]): void {
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  const signature = commands.map((one) => `${one.id}:${one.label}`).join("|");
  useEffect(() => {
    const id = Symbol(signature);
    registered.set(
      id,
      latest.current.map((command, index) => ({ ...command, run: () => latest.current[index]?.run() })),
    );
    publish();
    return () => {
      registered.delete(id);
      publish();
    };
  }, [signature]);
}

export function useShownCommands(): Command[] {
  return useSyncExternalStore(subscribe, () => shown);
}
