import { Fragment, type ReactNode } from "react";

import { cn } from "@/lib/cn";

import type { EntryPiece, EntryReading } from "./reading";

const LINES: Record<EntryPiece["status"], string> = {
  understood: "underline decoration-good decoration-2 underline-offset-4",
  ambiguous: "underline decoration-warn decoration-dotted decoration-2 underline-offset-4",
  unknown: "underline decoration-bad decoration-wavy decoration-1 underline-offset-4",
};

interface MarkedProps {
  readonly reading: EntryReading;
  /** Drawn for each piece that means something, or should. */
  readonly piece?: (piece: EntryPiece, words: string) => ReactNode;
}

/** A typed text with each piece underlined as it was understood. */
export function Marked({ reading, piece: draw }: MarkedProps) {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const piece of reading.pieces) {
    parts.push(<Fragment key={`t${at}`}>{plain(reading.text.slice(at, piece.start))}</Fragment>);
    const words = reading.text.slice(piece.start, piece.end);
    const silent = piece.field === null && piece.status === "understood";
    parts.push(silent ? <Fragment key={piece.start}>{words}</Fragment> : (
      <span key={piece.start} className={LINES[piece.status]}>{draw ? draw(piece, words) : words}</span>
    ));
    at = piece.end;
  }
  parts.push(<Fragment key="end">{plain(reading.text.slice(at))}</Fragment>);
  return <span>{parts}</span>;
}

/** The border between two cells is seen, wherever a tab stood. */
function plain(text: string): ReactNode {
  if (!text.includes("\t")) return text;
  return text.split("\t").map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <span aria-hidden className="mx-1.5 border-l border-line-strong" />}
      {index > 0 && " "}
      {part}
    </Fragment>
  ));
}

interface UnderstoodProps {
  readonly reading: EntryReading;
  readonly className?: string;
}

/** The specification as it stands: what was typed in ink, what is as always in grey. */
export function Understood({ reading, className }: UnderstoodProps) {
  return (
    <dl className={cn("flex flex-wrap gap-x-3 gap-y-1 text-xs", className)}>
      {reading.fields.map((field) => (
        <div key={field.name} className="flex gap-1">
          <dt className="text-faint">{field.label}</dt>
          <dd className={field.pieces.length > 0 ? "font-medium text-ink" : "text-soft"}>
            {field.text}
            {field.pieces.length === 0 && <span className="sr-only"> as usual</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
