import { useEffect } from "react";

export interface Recent {
  kind: "quote" | "customer";
  label: string;
  href: string;
}

const KEY = "forge.recents";
const MOST = 8;

export function recents(): Recent[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "[]") as Recent[];
  } catch {
    return [];
  }
}

/** Puts the record in view at the head of the palette's recents. */
export function useRecent(kind: Recent["kind"], href: string, label: string | undefined): void {
  useEffect(() => {
    if (label === undefined) return;
    const others = recents().filter((one) => one.href !== href);
    localStorage.setItem(KEY, JSON.stringify([{ kind, label, href }, ...others].slice(0, MOST)));
  }, [kind, href, label]);
}

export function forgetRecents(): void {
  localStorage.removeItem(KEY);
}
