import { useEffect } from "react";
import { cn } from "@/lib/cn";
import { Kbd } from "@/ui/Kbd";
import type { Entry } from "./entries";

interface PaletteListProps {
  id: string;
  entries: readonly Entry[];
  current: Entry | undefined;
  onOpen: (entry: Entry) => void;
  onPoint: (entry: Entry) => void;
}

export function PaletteList({ id, entries, current, onOpen, onPoint }: PaletteListProps) {
  const chosen = current && `${id}-${current.id}`;
  useEffect(() => {
    if (chosen) document.getElementById(chosen)?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const groups = [...new Set(entries.map((entry) => entry.group))];
  return (
    <div id={id} role="listbox" aria-label="Results" className="max-h-[min(28rem,60dvh)] overflow-y-auto p-1.5">
      {groups.map((group) => (
        <div key={group} role="group" aria-label={group} className="pb-1.5">
          <p aria-hidden className="px-2.5 pt-2 pb-1 text-2xs font-medium text-faint">
            {group}
          </p>
          {entries
            .filter((entry) => entry.group === group)
            .map((entry) => (
              <div
                key={entry.id}
                id={`${id}-${entry.id}`}
                role="option"
                tabIndex={-1}
                aria-selected={entry === current}
                onPointerMove={() => entry !== current && onPoint(entry)}
                onClick={() => onOpen(entry)}
                onKeyDown={(event) => event.key === "Enter" && onOpen(entry)}
                className={cn("flex min-h-11 cursor-default items-center gap-3 rounded-md px-2.5 text-sm md:min-h-9", entry === current && "bg-accent-soft text-accent-ink forced-colors:outline")}
              >
                <entry.Icon className="size-4 shrink-0 stroke-[1.75] text-faint" aria-hidden />
                <span className="min-w-0 flex-1 truncate">
                  {entry.label}
                  {entry.hint && <span className="ml-2 text-faint">{entry.hint}</span>}
                </span>
                {entry.keys && <Kbd keys={entry.keys} />}
              </div>
            ))}
        </div>
      ))}
    </div>
  );
}
