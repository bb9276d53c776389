import { useCallback, useEffect, useMemo, useState } from "react";
import { useSearchParams } from "react-router";

type Defaults = Record<string, string>;

export interface UrlState<T extends Defaults> {
  values: T;
  /** Changes some values; whatever is not named keeps its own, `page` goes back to its default. */
  set: (changes: Partial<T>, how?: { replace?: boolean }) => void;
  /** The query string that `changes` would lead to, for links. */
  href: (changes: Partial<T>) => string;
  isDefault: boolean;
}

function apply(current: URLSearchParams, defaults: Defaults, changes: Partial<Defaults>): URLSearchParams {
  const next = new URLSearchParams(current);
  if (!("page" in changes)) next.delete("page");
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === defaults[name]) next.delete(name);
    else next.set(name, value);
  }
  return next;
}

/** Tabs, filters, sort and page of a screen, held in the address so that Back brings them back. */
export function useUrlState<T extends Defaults>(defaults: T): UrlState<T> {
  const [params, setParams] = useSearchParams();
  const key = JSON.stringify(defaults);
  return useMemo(() => {
    const base = JSON.parse(key) as T;
    const values = Object.fromEntries(
      Object.entries(base).map(([name, fallback]) => [name, params.get(name) ?? fallback]),
    ) as T;
    return {
      values,
      set: (changes, how) => setParams((current) => apply(current, base, changes), { replace: how?.replace ?? false }),
      href: (changes) => `?${apply(params, base, changes)}`,
      isDefault: Object.entries(base).every(([name, fallback]) => values[name] === fallback),
    };
  }, [key, params, setParams]);
}

/** A search field's text: shown at once, told to `commit` when the typing rests. */
export function useDebouncedText(value: string, commit: (text: string) => void, rest = 200): [string, (text: string) => void] {
  const [text, setText] = useState(value);
  const [sent, setSent] = useState(value);
  if (value !== sent) {
    setSent(value);
    setText(value);
  }
  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => {
      setSent(text);
      commit(text);
    }, rest);
    return () => clearTimeout(timer);
  }, [text, value, commit, rest]);
  return [text, useCallback((next: string) => setText(next), [])];
}
