import { createContext, use } from "react";

/** Where popups are put: inside the open dialog, else inside <main>, so that nothing lies outside the landmarks. */
export const PortalHost = createContext<HTMLElement | null>(null);

export function usePortalHost(): HTMLElement | null {
  const host = use(PortalHost);
  return host ?? document.querySelector("main");
}
