import { useQuery } from "@tanstack/react-query";
import { Combine } from "lucide-react";
import { useMemo } from "react";

import { cn } from "@/lib/cn";
import { Button } from "@/ui/Button";

import { useBuilder } from "../context";
import { fingerprintOf, gangsQuery, type Gang, type Shown } from "./query";
import { savingOf } from "./words";

interface GangStripProps {
  readonly onShow: (shown: Shown) => void;
}

/** Lines that are cheaper on one sheet, proposed in one line each: nothing where there are none, and nothing while it is asked. */
export function GangStrip({ onShow }: GangStripProps) {
  const quoteId = useBuilder((state) => state.quote.id);
  const saved = useBuilder((state) => state.saved);
  const fingerprint = useMemo(() => fingerprintOf(saved), [saved]);
  const { data, isPlaceholderData } = useQuery(gangsQuery(quoteId, fingerprint));
  if (fingerprint === null || data === undefined || data.gangs.length === 0) return null;
  return (
    <section aria-label="Lines that could run together" aria-busy={isPlaceholderData}>
      <ul className={cn("flex flex-col gap-2 transition-opacity delay-150", isPlaceholderData && "opacity-60")}>
        {data.gangs.map((gang) => (
          <li key={keyOf(gang)} className="flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-lg border border-line bg-surface px-4 py-2">
            <Combine aria-hidden className="size-4 shrink-0 text-accent-ink" />
            <p className="min-w-0 flex-1 text-sm text-pretty">
              {gang.sentence} <span className="text-soft">{savingOf(gang)}</span>
            </p>
            <Button aria-haspopup="dialog" onClick={() => onShow({ gang, alone: data.alone })}>Show the sheet</Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function keyOf(gang: Gang): string {
  return gang.lines.map((line) => line.line_id).join(" ");
}
