import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useDeferredValue, useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { useNavigate } from "react-router";
import { useCan } from "@/features/auth/queries";
import { useSignOut } from "@/features/auth/useSignOut";
import { useShownCommands } from "@/lib/commands";
import { Kbd } from "@/ui/Kbd";
import { LoadingSpinner } from "@/ui/LoadingSpinner";
import { localEntries, matches, recentEntries, type Entry } from "./entries";
import { PaletteList } from "./PaletteList";
import { searchQuery } from "./search";

const NUMBER = /^#?\d{3,}(Q?(-R\d+)?|SO)$/i;

/** One input: go to, act, find. */
export function Palette({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const listId = useId();
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const navigate = useNavigate();
  const client = useQueryClient();
  const can = useCan();
  const signOut = useSignOut();
  const commands = useShownCommands();
  const text = typed.trim();
  const asked = useDeferredValue(useRested(text));
  const server = useQuery({ ...searchQuery(asked), enabled: asked.length >= 2 });

  const local = localEntries(can, commands, signOut);
  const own = text === "" ? [...local.filter((one) => !ONLY_WHEN_TYPED.has(one.id)), ...recentEntries()] : [...local, ...recentEntries()].filter((one) => matches(one, text));
  const found = text.length >= 2 ? (server.data ?? []) : [];
  const entries = NUMBER.test(text) ? [...found, ...own] : [...own, ...found];
  const current = entries[Math.min(chosen, entries.length - 1)];

  useEffect(() => {
    const before = document.activeElement;
    const element = dialog.current;
    element?.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  const open = (entry: Entry) => {
    onClose();
    if (entry.href !== undefined) void navigate(entry.href);
    else entry.run?.();
  };

  const enter = async () => {
    if (NUMBER.test(text)) {
      // A failed search is told below the list, where the typed number still stands.
      const [first] = await client.ensureQueryData(searchQuery(text)).catch(() => []);
      if (first) open(first);
    } else if (current) open(current);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const last = entries.length - 1;
    const moves: Record<string, number> = { ArrowDown: chosen >= last ? 0 : chosen + 1, ArrowUp: chosen <= 0 ? last : chosen - 1, Home: 0, End: last };
    const to = moves[event.key];
    if (to !== undefined && (event.key.startsWith("Arrow") || event.ctrlKey)) {
      event.preventDefault();
      setChosen(to);
    } else if (event.key === "Enter") {
      event.preventDefault();
      void enter();
    }
  };

  return (
    // The backdrop is a second way out for a pointer; Escape is the first.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <dialog
      ref={dialog}
      aria-label="Search or jump to"
      onClose={onClose}
      onMouseDown={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      className="mx-auto mt-[min(12vh,6.75rem)] w-[calc(100%-1.5rem)] max-w-[37.5rem] overflow-hidden rounded-xl bg-raised p-0 text-ink shadow-pop backdrop:bg-scrim forced-colors:border"
    >
      <div className="flex h-12 items-center gap-3 border-b border-line px-4">
        <Search className="size-4 shrink-0 text-faint" aria-hidden />
        <input
          type="text"
          role="combobox"
          aria-label="Search quotes, customers, commands"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={current ? `${listId}-${current.id}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder="Search quotes, customers, notes, commands…"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
          className="h-full min-w-0 flex-1 bg-transparent text-base outline-none"
        />
        {server.isFetching && <LoadingSpinner label="Searching" />}
        <Kbd keys="Escape" />
      </div>
      <PaletteList id={listId} entries={entries} current={current} onOpen={open} onPoint={(entry) => setChosen(entries.indexOf(entry))} />
      {entries.length === 0 && <p className="px-4 pb-6 text-center text-sm text-faint">{server.isFetching ? "Searching…" : server.error ? server.error.message : `Nothing matches “${text}”.`}</p>}
    </dialog>
  );
}

const ONLY_WHEN_TYPED = new Set(["light", "dark", "system", "sign-out"]);

function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), 120);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}
