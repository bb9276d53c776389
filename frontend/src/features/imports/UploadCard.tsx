import { useQueryClient } from "@tanstack/react-query";
import { BookOpen, Download, FileUp } from "lucide-react";
import { useId, useState } from "react";
import { Link, useNavigate } from "react-router";

import { ApiError } from "@/api/errors";
import { useCan } from "@/features/auth/queries";
import { cn } from "@/lib/cn";
import { LoadingSpinner } from "@/ui/LoadingSpinner";
import { Card, CardHeader } from "@/ui/Card";
import { Notice } from "@/ui/Notice";

import { importQuery, templateUrl, uploadImport, type ImportKind } from "./queries";
import { KINDS } from "./words";

const LARGEST = 10 * 1024 * 1024;

/** What is in the file, then the file itself: chosen, or dropped anywhere on the box. */
export function UploadCard({ initial }: { readonly initial: ImportKind }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const can = useCan();
  const id = useId();
  const [kind, setKind] = useState(initial);
  const [name, setName] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const kinds = KINDS.filter(({ permission }) => can(permission));

  const send = async (file: File | undefined) => {
    setOver(false);
    if (!file || name !== null) return;
    setProblem(file.size > LARGEST ? "This file is larger than 10 MB: split it, or leave out what is no record." : null);
    if (file.size > LARGEST) return;
    setName(file.name);
    try {
      const found = await uploadImport(kind, file);
      client.setQueryData(importQuery(found.id).queryKey, found);
      await client.invalidateQueries({ queryKey: ["imports", "list"] });
      await navigate(`/imports/${found.id}`);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setProblem(error.message);
    } finally {
      setName(null);
    }
  };

  return (
    <Card aria-labelledby={id}>
      <CardHeader id={id} title="Bring in a file" />
      <div className="flex flex-col gap-4 p-4">
        <fieldset className="grid gap-2 md:grid-cols-2 xl:grid-cols-4">
          <legend className="mb-1 text-xs font-medium text-soft">What is in it?</legend>
          {kinds.map((one) => (
            <label
              key={one.kind}
              className="flex min-h-11 cursor-pointer items-start gap-2.5 rounded-md border border-line p-3 text-sm has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent"
            >
              <input type="radio" name={id} className="mt-0.5 size-4 shrink-0 accent-accent" checked={kind === one.kind} onChange={() => setKind(one.kind)} />
              <span className="min-w-0 font-medium">
                {one.label}
                <span className="block text-xs font-normal text-soft">{one.hint}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {problem !== null && <Notice tone="bad">{problem}</Notice>}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dropping is the second way: the input inside is the first */}
        <label
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            void send(event.dataTransfer.files[0]);
          }}
          className={cn(
            "flex cursor-pointer flex-col items-center gap-1 rounded-md border border-dashed border-line-strong px-4 py-8 text-center text-sm hover:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-accent",
            over && "border-accent bg-accent-soft",
          )}
        >
          {name === null ? <FileUp className="size-6 text-faint" aria-hidden /> : <LoadingSpinner label={`Reading ${name}`} />}
          <span className="font-medium">{name === null ? "Choose a CSV or XLSX file, or drop it here" : `Reading ${name}…`}</span>
          <span className="text-xs text-soft">Up to 10,000 rows and 10 MB. Nothing is written before you have seen what would change.</span>
          <input
            type="file"
            accept=".csv,.txt,.tsv,.xlsx"
            aria-label="File to import"
            className="sr-only"
            disabled={name !== null}
            onChange={(event) => {
              void send(event.target.files?.[0]);
              event.target.value = "";
            }}
          />
        </label>
        <p className="flex flex-wrap items-center gap-x-5 gap-y-2 text-sm text-soft">
          <a href={templateUrl(kind)} className="inline-flex min-h-6 items-center gap-1 font-medium text-accent-ink underline underline-offset-2">
            <Download className="size-4" aria-hidden /> An empty sheet with these columns
          </a>
          {can("rates:stage") && (
            <span className="inline-flex flex-wrap items-center gap-1">
              <BookOpen className="size-4" aria-hidden /> Stocks, presses and operations come in where they are staged:
              <Link to="/rate-book/edit/stocks?import=1" className="font-medium text-accent-ink underline underline-offset-2">
                open the rate book
              </Link>
            </span>
          )}
        </p>
      </div>
    </Card>
  );
}
