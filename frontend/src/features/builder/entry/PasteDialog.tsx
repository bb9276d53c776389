import { useEffect, useId, useState } from "react";

import { ApiError } from "@/api/errors";
import { plural } from "@/lib/count";
import { Button } from "@/ui/Button";
import { Field, Textarea } from "@/ui/Field";
import { Modal } from "@/ui/Modal";
import { Notice } from "@/ui/Notice";
import { toast } from "@/ui/toast";

import { useSession } from "../context";
import { addLines } from "../model/edits";
import { PastedRow } from "./PastedRow";
import { confirmed, readBlock, replaced, type EntryBlock, type EntryRow } from "./reading";

interface PasteDialogProps {
  /** What was pasted into the line; empty where a person opens this to paste here. */
  readonly pasted: string;
  readonly onClose: () => void;
}

/** Many lines at once, each shown as it was understood: nothing is added or priced before a person says so. */
export function PasteDialog({ pasted, onClose }: PasteDialogProps) {
  const session = useSession();
  const formId = useId();
  const [text, setText] = useState(pasted);
  const [writing, setWriting] = useState(pasted === "");
  const [block, setBlock] = useState<EntryBlock | null>(null);
  /** Rows that a person switched on or off, by the line that they begin on. */
  const [picked, setPicked] = useState<Readonly<Record<string, boolean>>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    if (writing) return undefined;
    const stop = new AbortController();
    readBlock(text, stop.signal).then(setBlock, (error: unknown) => {
      if (!stop.signal.aborted) setProblem(sentence(error));
    });
    return () => stop.abort();
  }, [text, writing]);

  const rows = block?.rows ?? [];
  const isOn = (row: EntryRow) => row.reading.line !== null && (picked[keyOf(row)] ?? row.reading.is_complete);
  const chosen = rows.filter(isOn);
  const waiting = rows.filter((row) => row.reading.line === null).length;

  const mend = (start: number, end: number, offered: string) => {
    setProblem(null);
    setText((before) => replaced(before, start, end, offered));
  };
  const add = async () => {
    setBusy(true);
    try {
      const lines = await Promise.all(chosen.flatMap(({ reading }) => (reading.line ? [confirmed(reading, reading.line)] : [])));
      const label = plural(lines.length, "line");
      session.edit(`add ${label}`, addLines(lines));
      toast(`${label} added.`, { undo: () => session.store.undo() });
      onClose();
    } catch (error) {
      setProblem(sentence(error));
      setBusy(false);
    }
  };

  return (
    <Modal
      open
      onClose={onClose}
      size="large"
      title={writing ? "Paste a list or an e-mail" : "Lines from what you pasted"}
      description={writing ? "Rows from a spreadsheet, a list, or a customer's e-mail." : "Nothing is priced until you add the lines."}
      footer={writing ? (
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form={formId} disabled={text.trim() === ""}>Read it</Button>
        </>
      ) : (
        <>
          <Button onClick={() => { setWriting(true); setBlock(null); }}>Change the text</Button>
          <Button kind="primary" busy={busy} disabled={chosen.length === 0} onClick={() => void add()}>
            {chosen.length === 0 ? "Add lines" : `Add ${plural(chosen.length, "line")}`}
          </Button>
        </>
      )}
    >
      {problem !== null && <Notice tone="bad" className="mb-3">{problem}</Notice>}
      {writing ? (
        <form id={formId} onSubmit={(event) => { event.preventDefault(); setProblem(null); setWriting(false); }}>
          <Field label="Text" hint="Each job becomes a line. A header row names the columns; in a letter the jobs are found in its sentences.">
            <Textarea rows={10} value={text} onChange={({ target }) => setText(target.value)} />
          </Field>
        </form>
      ) : (
        <>
          <p role="status" className="mb-3 text-sm text-soft">
            {block === null ? "Reading…" : counted(block, waiting)}
          </p>
          {block?.problem && <Notice tone="warn" className="mb-3">{block.problem}</Notice>}
          <ol aria-label="Jobs found" className="flex flex-col gap-2">
            {rows.map((row) => (
              <PastedRow
                key={keyOf(row)}
                row={row}
                on={isOn(row)}
                onSwitch={(on) => setPicked((before) => ({ ...before, [keyOf(row)]: on }))}
                onMend={(start, end, offered) => mend(row.start + start, row.start + end, offered)}
              />
            ))}
          </ol>
          {block !== null && block.passed.length > 0 && <Passed texts={block.passed.map(({ start, end }) => text.slice(start, end))} />}
        </>
      )}
    </Modal>
  );
}

function Passed({ texts }: { readonly texts: readonly string[] }) {
  return (
    <details className="mt-3 text-sm">
      <summary className="min-h-6 text-soft">Not read as a job</summary>
      {texts.map((text, index) => (
        <p key={index} className="mt-1.5 rounded-md bg-sunken px-3 py-2 text-xs whitespace-pre-wrap text-soft">{text}</p>
      ))}
    </details>
  );
}

/** Two jobs of a letter may begin on one line; which of them is which stays as their words are mended. */
function keyOf(row: EntryRow): string {
  return `${row.number}/${row.reading.fields.find((field) => field.name === "product_type")?.text ?? ""}`;
}

function counted(block: EntryBlock, waiting: number): string {
  if (block.rows.length === 0) return "No job was found in this text.";
  const found = `${plural(block.rows.length, "job")} found.`;
  return waiting === 0 ? found : `${found} ${plural(waiting, "job needs", "jobs need")} a word from you.`;
}

function sentence(error: unknown): string {
  return error instanceof ApiError ? error.message : "This could not be read. Try again.";
}
