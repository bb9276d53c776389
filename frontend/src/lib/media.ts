import { useSyncExternalStore } from "react";

/** Follows a media query: "(min-width: 48rem)". */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => window.matchMedia(query).matches,
  );
}

export const WIDE = "(min-width: 48rem)";
