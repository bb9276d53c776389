import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { formatMoment } from "@/lib/dates";
import { Button } from "@/ui/Button";
import { ConfirmModal } from "@/ui/ConfirmModal";

import { pieces } from "./mentions";
import { NoteForm } from "./NoteForm";
import { activityKey, changeNote, deleteNote } from "./queries";

/** A note as the timeline's entry brings it. */
export interface Note {
  readonly note_id: string;
  readonly body: string;
  readonly mentions: readonly { readonly id: string; readonly name: string }[];
  readonly edited_at: string | null;
  readonly changeable: boolean;
}

export function isNote(details: object): details is Note {
  return "note_id" in details && "mentions" in details;
}

/** A colleague's words; for a day, its author mends or deletes them. */
export function NoteBody({ quoteId, note }: { readonly quoteId: string; readonly note: Note }) {
  const client = useQueryClient();
  const [door, setDoor] = useState<"edit" | "delete" | null>(null);
  const close = () => setDoor(null);
  if (door === "edit") {
    return (
      <div className="py-1">
        <NoteForm
          quoteId={quoteId}
          label="Change the note"
          verb="Save"
          first={note.body}
          firstMentions={note.mentions.map(({ id }) => id)}
          send={(words) => changeNote(quoteId, note.note_id, words)}
          onClose={close}
        />
      </div>
    );
  }
  return (
    <>
      {note.body !== "" && (
        <p className="mt-1 rounded-md bg-sunken px-3 py-2 wrap-anywhere whitespace-pre-wrap">
          {pieces(note.body, note.mentions.map(({ name }) => name)).map(({ text, isName }, place) => (isName ? <span key={place} className="font-medium text-accent-ink">{text}</span> : text))}
          {note.edited_at !== null && <span className="text-xs text-faint" title={formatMoment(note.edited_at)}> (edited)</span>}
        </p>
      )}
      {note.changeable && (
        <div className="-ml-2 flex gap-1">
          <Button kind="quiet" onClick={() => setDoor("edit")}>Edit</Button>
          <Button kind="quiet" onClick={() => setDoor("delete")}>Delete</Button>
        </div>
      )}
      <ConfirmModal
        open={door === "delete"}
        danger
        title="Delete this note?"
        verb="Delete"
        onClose={close}
        onConfirm={async () => {
          await deleteNote(quoteId, note.note_id);
          await client.invalidateQueries({ queryKey: activityKey(quoteId) });
        }}
      >
        Colleagues do not see it any more. The audit log keeps what it said.
      </ConfirmModal>
    </>
  );
}
