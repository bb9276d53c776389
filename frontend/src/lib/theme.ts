import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark" | "system";

const KEY = "forge.theme";
const listeners = new Set<() => void>();

function currentTheme(): Theme {
  const chosen = localStorage.getItem(KEY);
  return chosen === "light" || chosen === "dark" ? chosen : "system";
}

function darkOutside(): MediaQueryList {
  return window.matchMedia("(prefers-color-scheme: dark)");
}

function paint(): void {
  const theme = currentTheme();
  const dark = theme === "dark" || (theme === "system" && darkOutside().matches);
  document.documentElement.dataset["theme"] = dark ? "dark" : "light";
}

export function chooseTheme(theme: Theme): void {
  if (theme === "system") localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, theme);
  paint();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  const outside = darkOutside();
  outside.addEventListener("change", paint);
  return () => {
    listeners.delete(listener);
    outside.removeEventListener("change", paint);
  };
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, currentTheme);
}
