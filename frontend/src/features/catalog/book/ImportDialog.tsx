import { useQueryClient } from "@tanstack/react-query";
import { Download, FileUp } from "lucide-react";
import { useState } from "react";
import { ApiError } from "@/api/errors";
import { plural } from "@/lib/count";
import { Button } from "@/ui/Button";
import { DatePicker, Field, Input } from "@/ui/Field";
import { Modal } from "@/ui/Modal";
import { Notice } from "@/ui/Notice";
import { toast } from "@/ui/toast";
import { ImportMapping, ImportProblems } from "./ImportReport";
import { checkImport, importFile, refresh, type EntryKind, type ImportReport, type Sheet } from "./queries";
import { MANY } from "./words";

const LARGEST = 700_000;

async function toBase64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let start = 0; start < bytes.length; start += 8192) text += String.fromCodePoint(...bytes.subarray(start, start + 8192));
  return btoa(text);
}

/** A price file: choose it, see what it would change and which cells are wrong, then stage all of it. */
export function ImportDialog({ sheet, kind, onClose }: { sheet: Sheet; kind: EntryKind; onClose: () => void }) {
  const client = useQueryClient();
  const [content, setContent] = useState<string | null>(null);
  const [name, setName] = useState("");
  const [day, setDay] = useState("");
  const [report, setReport] = useState<ImportReport | null>(null);
  const [problem, setProblem] = useState<ApiError | string | null>(null);
  const [busy, setBusy] = useState(false);

  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const body = (file: string, mapping: Record<string, string> | null, from: string) => ({ content: file, mapping, effective_on: from === "" ? null : from });
  const mappingOf = (found: ImportReport) => Object.fromEntries(found.columns.map((column) => [column.header, column.field ?? ""]));

  const choose = (file: File | undefined) => {
    if (!file) return;
    setReport(null);
    setName(file.name);
    if (file.size > LARGEST) {
      setProblem("This file is larger than 700 KB: split it, or leave out what is no price.");
      return;
    }
    void run(async () => {
      const read = await toBase64(file);
      setContent(read);
      setReport(await checkImport(kind, body(read, null, day)));
    });
  };
  const again = (mapping: Record<string, string>, from = day) => {
    if (content !== null) void run(async () => setReport(await checkImport(kind, body(content, mapping, from))));
  };
  const stage = () =>
    run(async () => {
      if (content === null || report === null) return;
      await importFile(kind, sheet.version, body(content, mappingOf(report), day));
      await refresh(client);
      toast(`${plural(report.changed_cells, "cell")} of ${name} staged.`);
      onClose();
    });
  const ready = report !== null && report.problem_count === 0 && report.changed_cells > 0;

  return (
    <Modal
      open
      onClose={onClose}
      size="wide"
      title={`Import ${MANY[kind].toLowerCase()}`}
      description="XLSX or CSV, one row for each entry, with its code. Empty cells leave what is there; a code that is not there is added."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" busy={busy} disabled={!ready} onClick={() => void stage()}>
            {report ? `Stage ${plural(report.changed_cells, "cell")}` : "Stage"}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {problem && <Notice tone="bad">{typeof problem === "string" ? problem : problem.message}</Notice>}
        <div className="flex flex-wrap items-end gap-3">
          <Field label="File" className="min-w-64 flex-1">
            <Input type="file" accept=".csv,.xlsx" className="py-1.5 md:py-0.5" onChange={(event) => choose(event.target.files?.[0])} />
          </Field>
          {kind === "stocks" && (
            <Field label="Prices begin on" className="w-44" hint="Today where empty">
              <DatePicker
                value={day}
                onChange={(event) => {
                  setDay(event.target.value);
                  if (report) again(mappingOf(report), event.target.value);
                }}
              />
            </Field>
          )}
        </div>
        {report ? (
          <>
            <p role="status" className="text-sm">
              {plural(report.rows, "row")}: {plural(report.changed_cells, "cell")} would change, {plural(report.added, "entry", "entries")} would be added, {plural(report.problem_count, "cell needs", "cells need")} attention.
            </p>
            <ImportMapping report={report} columns={sheet.columns} onMap={(header, field) => again({ ...mappingOf(report), [header]: field })} />
            {report.problem_count > 0 && <ImportProblems report={report} />}
          </>
        ) : (
          <p className="flex items-center gap-2 text-sm text-soft">
            <FileUp className="size-4" aria-hidden /> Nothing is written before you have seen what would change. To start from what is there,
            <a href={`/api/catalog/staged/${kind}/export?format=xlsx`} className="inline-flex items-center gap-1 font-medium text-accent-ink underline underline-offset-2">
              <Download className="size-4" aria-hidden /> export it
            </a>
          </p>
        )}
      </div>
    </Modal>
  );
}
