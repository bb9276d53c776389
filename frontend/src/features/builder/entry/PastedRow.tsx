import { CircleAlert, CircleHelp } from "lucide-react";

import { cn } from "@/lib/cn";
import { Button } from "@/ui/Button";
import { Checkbox } from "@/ui/Checkbox";

import { Marked, Understood } from "./Marked";
import { wordsOf, type EntryPiece, type EntryRow } from "./reading";

interface PastedRowProps {
  readonly row: EntryRow;
  readonly on: boolean;
  readonly onSwitch: (on: boolean) => void;
  /** What was chosen for the words from `start` to `end` of the row. */
  readonly onMend: (start: number, end: number, offered: string) => void;
}

/** One job as it stood in the text, with what was understood of it and what is still open. */
export function PastedRow({ row, on, onSwitch, onMend }: PastedRowProps) {
  const { reading } = row;
  const open = reading.pieces.filter((piece) => piece.status !== "understood");
  const title = reading.line?.title ?? reading.fields[0]?.text ?? "No product";
  return (
    <li className={cn("rounded-md border bg-surface px-3 py-2", reading.line === null ? "border-line-strong" : "border-line")}>
      <Checkbox
        label={<span className="font-medium">{`Line ${row.number}: ${title}`}</span>}
        checked={on}
        disabled={reading.line === null}
        onChange={({ target }) => onSwitch(target.checked)}
      />
      <p className="mt-1 text-sm leading-7 whitespace-pre-wrap wrap-anywhere">
        <Marked reading={reading} piece={(piece, words) => <span title={piece.label || piece.message}>{words}</span>} />
      </p>
      <Understood reading={reading} className="mt-1.5" />
      {reading.problems.map((problem) => (
        <p key={problem.message} className="mt-1.5 flex items-start gap-1.5 text-xs text-warn">
          <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          {problem.message}
        </p>
      ))}
      {open.map((piece) => (
        <OpenWord key={`${piece.start}-${piece.end}`} piece={piece} words={wordsOf(reading, piece)} onMend={(offered) => onMend(piece.start, piece.end, offered)} />
      ))}
    </li>
  );
}

interface OpenWordProps {
  readonly piece: EntryPiece;
  readonly words: string;
  readonly onMend: (offered: string) => void;
}

function OpenWord({ piece, words, onMend }: OpenWordProps) {
  const unknown = piece.status === "unknown";
  const Icon = unknown ? CircleAlert : CircleHelp;
  return (
    <div role="group" aria-label={`About “${words}”`} className="mt-1.5 flex flex-wrap items-center gap-1.5">
      <p className={cn("flex items-start gap-1.5 text-xs", unknown ? "text-bad" : "text-warn")}>
        <Icon aria-hidden className="mt-px size-3.5 shrink-0" />
        {`“${words}”: ${piece.message}`}
      </p>
      {piece.offers.map((offer) => (
        <Button key={offer.text} kind="plain" className="h-11 max-w-full px-2 text-xs md:h-6" onClick={() => onMend(offer.text)}>
          <span className="truncate">{offer.label}</span>
        </Button>
      ))}
    </div>
  );
}
