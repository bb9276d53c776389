import { useEffect, useRef, type RefObject } from "react";
import { NavigationType, useLocation, useNavigationType } from "react-router";
import { toCount } from "@/lib/count";
import { useHotkeys } from "@/lib/hotkeys";

const KEY = "forge.row";

/**
 * J and K walk the rows of the list inside the returned element, Enter follows the one in focus, and coming back
 * puts the focus on the row that was left. A page that was left altogether is loaded anew: the router brings its
 * scrolling back before the rows are there, so it is brought back once more with them.
 */
export function useRowFocus(ready: boolean): RefObject<HTMLDivElement | null> {
  const container = useRef<HTMLDivElement>(null);
  const { pathname, search } = useLocation();
  const arrived = useNavigationType();
  const place = `${KEY}:${pathname}${search}`;

  const step = (by: 1 | -1) => {
    const links = [...(container.current?.querySelectorAll<HTMLElement>("[data-row-link]") ?? [])];
    const at = links.findIndex((link) => link === document.activeElement);
    const next = at === -1 ? (by === 1 ? 0 : links.length - 1) : at + by;
    links[next]?.focus();
    links[next]?.scrollIntoView({ block: "nearest" });
  };

  useHotkeys([
    { keys: "j", label: "Next row", group: "Lists", run: () => step(1) },
    { keys: "k", label: "Previous row", group: "Lists", run: () => step(-1) },
  ]);

  useEffect(() => {
    const element = container.current;
    if (!element) return undefined;
    const remember = (event: FocusEvent) => {
      const row = event.target instanceof Element ? event.target.closest("[data-row]") : null;
      if (row instanceof HTMLElement) sessionStorage.setItem(place, row.dataset["row"] ?? "");
    };
    element.addEventListener("focusin", remember);
    return () => element.removeEventListener("focusin", remember);
  }, [place]);

  useEffect(() => {
    const keep = () => sessionStorage.setItem(`${place} scrolled`, Math.round(scrollY).toString());
    addEventListener("pagehide", keep);
    return () => removeEventListener("pagehide", keep);
  }, [place]);

  useEffect(() => {
    const scrolled = toCount(sessionStorage.getItem(`${place} scrolled`) ?? "");
    if (!ready || scrolled === null) return;
    sessionStorage.removeItem(`${place} scrolled`);
    if (arrived === NavigationType.Pop) scrollTo(0, scrolled);
  }, [ready, arrived, place]);

  useEffect(() => {
    if (!ready || arrived !== NavigationType.Pop || document.activeElement !== document.body) return;
    const left = sessionStorage.getItem(place);
    if (left === null) return;
    container.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(left)}"] [data-row-link]`)?.focus({ preventScroll: true });
  }, [ready, arrived, place]);

  return container;
}
