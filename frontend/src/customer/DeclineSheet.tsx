import { useState } from "react";

import { decline, type Offer } from "./api";
import { Action, Notice, Sheet, TextArea } from "./parts";
import { useAnswer } from "./useAnswer";

const REASONS = [
  ["price", "It costs too much"],
  ["turnaround", "It takes too long"],
  ["competitor", "We chose another shop"],
  ["cancelled", "The job is cancelled"],
  ["other", "Another reason"],
] as const;

interface DeclineSheetProps {
  readonly onAnswered: (offer: Offer) => void;
  readonly onClose: () => void;
}

/** The no, and why. */
export function DeclineSheet({ onAnswered, onClose }: DeclineSheetProps) {
  const [reason, setReason] = useState<(typeof REASONS)[number][0] | null>(null);
  const [note, setNote] = useState("");
  const { busy, problem, give } = useAnswer(onAnswered);
  return (
    <Sheet title="Decline this quote" onClose={onClose}>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason !== null) void give(() => decline({ reason, note: note.trim() }));
        }}
      >
        {problem !== null && <Notice tone="bad">{problem}</Notice>}
        <fieldset>
          <legend className="mb-1 text-sm font-medium text-soft">Why not?</legend>
          {REASONS.map(([value, words]) => (
            <label key={value} className="flex min-h-11 items-center gap-3">
              <input type="radio" name="reason" className="size-5 accent-accent" checked={reason === value} onChange={() => setReason(value)} />
              {words}
            </label>
          ))}
        </fieldset>
        <TextArea label="Would you tell us more?" value={note} onChange={({ target }) => setNote(target.value)} />
        <Action type="submit" busy={busy} disabled={reason === null}>Decline the quote</Action>
        <Action onClick={onClose}>Back</Action>
      </form>
    </Sheet>
  );
}
