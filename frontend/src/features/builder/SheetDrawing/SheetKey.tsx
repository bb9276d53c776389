import type { ReactNode } from "react";

import type { PieceLines, SheetLayout } from "./geometry";
import { LINES } from "./looks";

interface SheetKeyProps {
  readonly layout: SheetLayout;
  /** The lines of all pieces, where they are not those of the layout. */
  readonly lines?: readonly PieceLines[];
}

/** What the strokes of the drawing mean, of those that it has; and where the lines of a piece come from. */
export function SheetKey({ layout, lines }: SheetKeyProps) {
  const pieces = lines ?? [layout];
  const notes = [...new Set(pieces.flatMap((piece) => piece.line_notes ?? []))];
  return (
    <div className="border-t border-line px-4 py-2 text-xs text-soft">
      <ul aria-label="Key to the drawing" className="flex flex-wrap gap-x-3 gap-y-1">
        <Entry word="Trim"><Stroke look="stroke-trim" /></Entry>
        {layout.bleed > 0 && <Entry word="Bleed"><Stroke look="stroke-bleed" dashes="2.5 2" /></Entry>}
        <Entry word="Cut marks"><Stroke look="stroke-soft" upright /></Entry>
        {LINES.map(({ name, word, look, dashes }) => (
          pieces.some((piece) => (piece[name] ?? []).length > 0) && <Entry key={name} word={word}><Stroke look={look} dashes={dashes} /></Entry>
        ))}
        {layout.gripper > 0 && <Entry word="Gripper"><path d="M1 9L7 3M6 9L12 3M11 9L17 3" className="stroke-line-strong" /></Entry>}
        {layout.colour_bar > 0 && <Entry word="Colour bar"><path d="M2 6H16" strokeWidth="5" strokeDasharray="3.5 1" className="stroke-bleed" /></Entry>}
        {layout.grain !== "none" && <Entry word={`Grain along the ${layout.grain}`}><path d="M1 6H17M14 3L17 6L14 9M4 3L1 6L4 9" className="fill-none stroke-soft" /></Entry>}
      </ul>
      {notes.length > 0 && <p className="mt-1 text-pretty text-faint">{notes.join(" ")}</p>}
    </div>
  );
}

function Entry({ word, children }: { readonly word: string; readonly children: ReactNode }) {
  return (
    <li className="flex items-center gap-1.5 whitespace-nowrap">
      <svg viewBox="0 0 18 12" width="18" height="12" className="shrink-0" aria-hidden="true">{children}</svg>
      {word}
    </li>
  );
}

function Stroke({ look, dashes, upright = false }: { readonly look: string; readonly dashes?: string; readonly upright?: boolean }) {
  return <path d={upright ? "M9 1V11" : "M0 6H18"} className={look} strokeWidth="1.5" strokeDasharray={dashes} />;
}
