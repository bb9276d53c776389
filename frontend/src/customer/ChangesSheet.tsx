import { useState } from "react";

import { askForChanges, type Offer, type OfferDocument } from "./api";
import { linesOf } from "./choices";
import { Action, Notice, Sheet, TextArea } from "./parts";
import { useAnswer } from "./useAnswer";

interface ChangesSheetProps {
  readonly paper: OfferDocument;
  readonly onAnswered: (offer: Offer) => void;
  readonly onClose: () => void;
}

/** Not like this: what is to change, line by line and all in all. */
export function ChangesSheet({ paper, onAnswered, onClose }: ChangesSheetProps) {
  const [note, setNote] = useState("");
  const [texts, setTexts] = useState<Readonly<Record<number, string>>>({});
  const { busy, problem, give } = useAnswer(onAnswered);
  const comments = linesOf(paper).flatMap(({ position }) => (texts[position]?.trim() ? [{ line: position, text: texts[position].trim() }] : []));
  const said = note.trim() !== "" || comments.length > 0;
  return (
    <Sheet title="Ask for changes" onClose={onClose}>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (said) void give(() => askForChanges({ note: note.trim(), comments }));
        }}
      >
        {problem !== null && <Notice tone="bad">{problem}</Notice>}
        {linesOf(paper).filter((line) => line.quantities.length > 0).map((line) => (
          <TextArea key={line.position} label={line.title} rows={2} value={texts[line.position] ?? ""} onChange={({ target }) => setTexts((current) => ({ ...current, [line.position]: target.value }))} />
        ))}
        <TextArea label="Anything else" value={note} onChange={({ target }) => setNote(target.value)} />
        <Action kind="primary" type="submit" busy={busy} disabled={!said}>Send to the shop</Action>
        <Action onClick={onClose}>Back</Action>
      </form>
    </Sheet>
  );
}
