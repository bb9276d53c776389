import { useQueryClient } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";

import { ApiError } from "@/api/errors";
import { Button } from "@/ui/Button";
import { Field } from "@/ui/Field";

import { MentionField } from "./MentionField";
import { mentionsIn } from "./mentions";
import { activityKey, colleaguesQuery, type NoteWords } from "./queries";

interface NoteFormProps {
  readonly quoteId: string;
  readonly label: string;
  readonly verb: string;
  readonly first?: string;
  readonly firstMentions?: readonly string[];
  readonly send: (words: NoteWords) => Promise<unknown>;
  /** Given where the form is there for one change only. */
  readonly onClose?: () => void;
}

const NOBODY: readonly string[] = [];

/** Words for colleagues. What was typed stays until the server has it. */
export function NoteForm({ quoteId, label, verb, first = "", firstMentions = NOBODY, send, onClose }: NoteFormProps) {
  const client = useQueryClient();
  const [body, setBody] = useState(first);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(firstMentions));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  const submit = async () => {
    if (busy || body.trim() === "") return;
    setBusy(true);
    setProblem(undefined);
    try {
      const people = await client.ensureQueryData(colleaguesQuery(quoteId));
      await send({ body: body.trim(), mentions: mentionsIn(body, people, chosen) });
      await client.invalidateQueries({ queryKey: activityKey(quoteId) });
      setBody("");
      onClose?.();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setProblem(error.message);
    } finally {
      setBusy(false);
    }
  };
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    void submit();
  };

  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-2">
      <Field label={label} hideLabel error={problem}>
        <MentionField
          quoteId={quoteId}
          body={body}
          autoFocus={onClose !== undefined}
          placeholder="Write to colleagues; @ names one"
          onBody={setBody}
          onChosen={(id) => setChosen((before) => new Set([...before, id]))}
          onSend={() => void submit()}
        />
      </Field>
      <div className="flex items-center gap-2">
        <Button type="submit" busy={busy} disabled={body.trim() === ""}>{verb}</Button>
        {onClose && <Button kind="quiet" onClick={onClose}>Cancel</Button>}
        <p className="text-xs text-faint">Customers never see it.</p>
      </div>
    </form>
  );
}
