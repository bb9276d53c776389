import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useBlocker, type Blocker } from "react-router";

import { ApiError } from "@/api/errors";
import { toast } from "@/ui/toast";

import { keepGroup, settingsQuery, type Group, type Save, type Settings } from "./queries";

export interface GroupForm<Values extends object> {
  readonly values: Values;
  readonly group: Group<Values>;
  readonly dirty: boolean;
  readonly busy: boolean;
  readonly problem: ApiError | null;
  /** Somebody else’s version, which came first; what differs from it by name. */
  readonly theirs: Group<Values> | null;
  readonly leaving: Blocker;
  change: (some: Partial<Values>) => void;
  error: (name: keyof Values & string, place?: number) => string | undefined;
  save: () => Promise<void>;
  discard: () => void;
  /** Goes on from their version: with one’s own changes on top, or without them. */
  goOn: (keepMine: boolean) => void;
}

export function sameValue(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What was changed since `start`, on top of `theirs`. */
export function onTop<Values extends object>(start: Values, mine: Values, theirs: Values): Values {
  const changed = Object.entries(mine).filter(([name, value]) => !sameValue(value, start[name as keyof Values]));
  return { ...theirs, ...Object.fromEntries(changed) };
}

type FormName = Exclude<keyof Settings, "numbering">;

/** A group’s form: kept until it is saved, warned of when left, never lost to somebody who was faster. */
export function useGroup<Values extends object>(name: FormName, kept: Group<Values>, send: Save<Values>, read: (typed: Values) => Values = (typed) => typed): GroupForm<Values> {
  const client = useQueryClient();
  const [group, setGroup] = useState(kept);
  const [values, setValues] = useState(kept.values);
  const [theirs, setTheirs] = useState<Group<Values> | null>(null);
  const [problem, setProblem] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const dirty = !sameValue(values, group.values);
  // What somebody else saved is taken in as long as there is nothing of one's own in the form.
  if (!dirty && kept.version > group.version) {
    setGroup(kept);
    setValues(kept.values);
  }
  const leaving = useBlocker(({ currentLocation, nextLocation }) => dirty && currentLocation.pathname !== nextLocation.pathname);

  useEffect(() => {
    if (!dirty) return undefined;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    globalThis.addEventListener("beforeunload", stay);
    return () => globalThis.removeEventListener("beforeunload", stay);
  }, [dirty]);

  const take = (next: Group<Values>, shown: Values) => {
    setGroup(next);
    setValues(shown);
    setTheirs(null);
    setProblem(null);
  };
  return {
    values,
    group,
    dirty,
    busy,
    problem,
    theirs,
    leaving,
    change: (some) => setValues((before) => ({ ...before, ...some })),
    error: (field, place) => problem?.fields.find(({ path }) => path[0] === field && (place === undefined || path[1] === place || path.length === 1))?.message,
    save: async () => {
      setBusy(true);
      setProblem(null);
      try {
        const saved = await send(group.version, read(values));
        take(saved, saved.values);
        await keepGroup(client, name, saved as unknown as Settings[FormName]);
        toast("The settings are saved. They hold from now on.");
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        setProblem(error);
        if (error.status === 412) {
          const current = error.details["current"] as Group<Values>;
          setTheirs(current);
          client.setQueryData<Settings>(settingsQuery().queryKey, (known) => known && { ...known, [name]: current });
        }
        requestAnimationFrame(() => document.querySelector<HTMLElement>("form [aria-invalid=true]")?.focus());
      } finally {
        setBusy(false);
      }
    },
    discard: () => take(group, group.values),
    goOn: (keepMine) => {
      if (theirs) take(theirs, keepMine ? onTop(group.values, values, theirs.values) : theirs.values);
    },
  };
}
