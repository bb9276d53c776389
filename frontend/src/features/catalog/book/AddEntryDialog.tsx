import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "@/api/errors";
import { Button } from "@/ui/Button";
import { Field } from "@/ui/Field";
import { Modal } from "@/ui/Modal";
import { Notice } from "@/ui/Notice";
import { Select } from "@/ui/Select";
import { toast } from "@/ui/toast";
import { EntryFields } from "./EntryFields";
import { addEntry, refresh, type EntryKind, type Sheet } from "./queries";
import { ONE } from "./words";

const FIRST = ["code", "name", "price", "basis"];

/** A new entry starts as a copy of one like it: only what differs needs typing. */
export function AddEntryDialog({ sheet, kind, onClose }: { sheet: Sheet; kind: EntryKind; onClose: () => void }) {
  const client = useQueryClient();
  const [like, setLike] = useState(sheet.entries[0]?.code ?? "");
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const model = sheet.entries.find((entry) => entry.code === like);
  const own = new Set([...FIRST, "aliases"]);
  const text = (field: string) => typed[field] ?? (own.has(field) ? "" : (model?.cells[field] ?? ""));

  const save = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await addEntry(kind, sheet.version, typed, like === "" ? null : like);
      await refresh(client);
      toast(`${typed["name"] ?? "The entry"} is staged.`);
      onClose();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal
      open
      onClose={onClose}
      size="wide"
      title={`New ${ONE[kind]}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" busy={busy} onClick={() => void save()}>
            Stage it
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {problem && <Notice tone="bad">{problem.message}</Notice>}
        <Field label="Like" hint="Everything that is not typed below is taken from it.">
          <Select value={like} onChange={(event) => setLike(event.target.value)} options={[{ value: "", label: "Nothing: start empty" }, ...sheet.entries.map((entry) => ({ value: entry.code, label: `${entry.name} (${entry.code})` }))]} />
        </Field>
        <EntryFields
          columns={[...sheet.columns.filter((one) => FIRST.includes(one.name)), ...sheet.columns.filter((one) => !FIRST.includes(one.name))]}
          text={text}
          problem={(field) => problem?.fields.find(({ path }) => path[0] === "cells" && path[1] === field)?.message}
          onChange={(field, value) => setTyped((current) => ({ ...current, [field]: value }))}
        />
      </div>
    </Modal>
  );
}
