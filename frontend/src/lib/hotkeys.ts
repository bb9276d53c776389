import { useEffect, useRef, useSyncExternalStore } from "react";
import { createKeybindingsHandler } from "tinykeys";

export interface Hotkey {
  /** In tinykeys' grammar: "c", "g q", "$mod+k", "Shift+?" */
  keys: string;
  label: string;
  run: (event: KeyboardEvent) => void;
  /** Where the `?` sheet lists it. */
  group?: string;
  /** Fires while typing too; only chords with a modifier, or Escape, should. */
  whileTyping?: boolean;
}

export type ShownHotkey = Pick<Hotkey, "keys" | "label"> & { group: string };

const registered = new Map<symbol, ShownHotkey[]>();
const listeners = new Set<() => void>();
let shown: ShownHotkey[] = [];

function publish(): void {
  shown = [...registered.values()].flat();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const TYPING = "input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable]:not([contenteditable=false])";

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TYPING) !== null;
}

const SINGLE_KEYS = "forge.singleKeys";

/** WCAG 2.1.4: a person may switch the keys without a modifier off, on the account page. */
export function singleKeysAllowed(): boolean {
  return localStorage.getItem(SINGLE_KEYS) !== "off";
}

export function allowSingleKeys(allowed: boolean): void {
  localStorage.setItem(SINGLE_KEYS, allowed ? "on" : "off");
}

function hasModifier(keys: string): boolean {
  return /(\$mod|Control|Meta|Alt)\+/.test(keys);
}

/** Registers keys while the component is mounted and lists them on the `?` sheet. */
export function useHotkeys(hotkeys: Hotkey[], enabled = true): void {
  const latest = useRef(hotkeys);
  useEffect(() => {
    latest.current = hotkeys;
  });
  const signature = hotkeys.map((one) => `${one.keys}:${one.label}:${one.group ?? ""}`).join("|");

  useEffect(() => {
    if (!enabled) return undefined;
    const id = Symbol(signature);
    registered.set(
      id,
      latest.current.map(({ keys, label, group = "Everywhere" }) => ({ keys, label, group })),
    );
    publish();
    const bindings = Object.fromEntries(
      latest.current.map((hotkey, index) => [
        hotkey.keys,
        (event: KeyboardEvent) => {
          const now = latest.current[index];
          if (!now || event.defaultPrevented) return;
          if (isTyping(event.target) && !now.whileTyping) return;
          if (!hasModifier(now.keys) && now.keys !== "Escape" && !singleKeysAllowed()) return;
          if (document.querySelector("dialog[open]:not([data-hotkeys])") && !now.whileTyping) return;
          event.preventDefault();
          now.run(event);
        },
      ]),
    );
    const handler = createKeybindingsHandler(bindings, { ignore: () => false });
    window.addEventListener("keydown", handler);
    return () => {
      window.removeEventListener("keydown", handler);
      registered.delete(id);
      publish();
    };
  }, [enabled, signature]);
}

export function useShownHotkeys(): ShownHotkey[] {
  return useSyncExternalStore(subscribe, () => shown);
}

const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

/** "$mod+k" as the caps that a person sees: ["Ctrl", "K"]. */
export function keyCaps(keys: string): string[] {
  return keys
    .split(" ")
    .flatMap((press) => press.split(/\+(?=.)/))
    .filter((part, index, all) => !(part === "Shift" && all[index + 1] === "?"))
    .map((part) => {
      if (part === "$mod") return isApple ? "⌘" : "Ctrl";
      if (part === "Escape") return "Esc";
      if (part.startsWith("Arrow")) return { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→" }[part] ?? part;
      return part.length === 1 ? part.toUpperCase() : part;
    });
}
