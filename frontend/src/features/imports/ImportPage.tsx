import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams } from "react-router";

import { formatCount, plural } from "@/lib/count";
import { formatMoment } from "@/lib/dates";
import { Badge } from "@/ui/Badge";
import { Button, ButtonLink } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { Notice } from "@/ui/Notice";
import { PageHeader } from "@/ui/PageHeader";
import { QueryProblem } from "@/ui/QueryProblem";
import { SkeletonLines } from "@/ui/Skeleton";

import { MappingCard } from "./MappingCard";
import { applyImport, cancelImport, importQuery, isBusy, mapImport, type Import } from "./queries";
import { ReportCard } from "./ReportCard";
import { useStep } from "./useStep";
import { sayCounts, STATES, wordsOf } from "./words";

/** One file on its way in: match its columns, see what would happen, then all of it or nothing. */
function ImportPage() {
  const { importId = "" } = useParams();
  const { data, error, refetch } = useQuery(importQuery(importId));
  if (error && !data) {
    return <QueryProblem error={error} title="The import could not be opened" retry={() => void refetch()} thing="import" back={{ to: "/imports", label: "Go to the imports" }} />;
  }
  if (!data) {
    return (
      <div className="pt-14">
        <title>Import · PatriotForge</title>
        <h1 className="sr-only">Import</h1>
        <Card><SkeletonLines lines={8} label="Opening the import" /></Card>
      </div>
    );
  }
  // What is chosen here begins anew with each step that the file takes.
  return <OpenImport key={`${data.id} ${data.version}`} of={data} />;
}

export const Component = ImportPage;

function OpenImport({ of }: { readonly of: Import }) {
  const [mapping, setMapping] = useState<(string | null)[]>(() => of.columns.map((column) => column.field));
  const [duplicates, setDuplicates] = useState(of.duplicates);
  const { busy, problem, take } = useStep(of.id);
  const { label, tone } = STATES[of.state];
  const working = isBusy(of.state);
  const over = of.state === "applied" || of.state === "cancelled";
  const changed = duplicates !== of.duplicates || mapping.some((field, place) => field !== of.columns[place]?.field);
  const ready = of.state === "checked" && of.report?.problem_count === 0 && !changed;
  const missing = of.fields.some((field) => field.required && !mapping.includes(field.name));
  return (
    <>
      <title>{`${of.file_name} · PatriotForge`}</title>
      <PageHeader
        title={of.file_name}
        back={{ to: "/imports", label: "Import" }}
        meta={<><Badge tone={tone}>{label}</Badge><span>{wordsOf(of.kind).label}, {plural(of.row_count, "row")}</span></>}
        actions={
          !over && of.state !== "applying" && (
            <>
              <Button busy={busy === "cancel"} onClick={() => void take("cancel", () => cancelImport(of))}>Cancel</Button>
              {!working && (
                <Button kind={ready ? "plain" : "primary"} busy={busy === "check"} disabled={missing} onClick={() => void take("check", () => mapImport(of, { mapping, duplicates }))}>
                  {of.state === "checked" ? "Check again" : "Check the file"}
                </Button>
              )}
              {of.state === "checked" && (
                <Button kind="primary" busy={busy === "apply"} disabled={!ready} onClick={() => void take("apply", () => applyImport(of))}>
                  Import {plural(of.row_count, "row")}
                </Button>
              )}
            </>
          )
        }
      />
      <div className="flex flex-col gap-4">
        {problem && <Notice tone="bad">{problem.message}</Notice>}
        {of.problem !== null && <Notice tone="bad">{of.problem}</Notice>}
        {of.applied_before !== null && !over && (
          <Notice tone="warn">This very file was imported on {formatMoment(of.applied_before)}. What it brought is here already and is not added a second time.</Notice>
        )}
        {working && <Progress of={of} />}
        {of.result && <Result of={of} result={of.result} />}
        {of.state === "cancelled" && <Notice tone="info">This import was cancelled. Nothing of it was written.</Notice>}
        {of.report && !working && of.state !== "cancelled" && of.state !== "applied" && !changed && <ReportCard of={of} report={of.report} />}
        {!over && <MappingCard of={of} mapping={mapping} duplicates={duplicates} disabled={working} onMap={setMapping} onDuplicates={setDuplicates} />}
      </div>
    </>
  );
}

function Progress({ of }: { readonly of: Import }) {
  const doing = of.state === "checking" ? "Checking every cell" : "Writing; until the last row, nothing of it is kept";
  return (
    <Card className="p-4">
      <p role="status" className="mb-2 flex justify-between gap-3 text-sm">
        <span>{doing}</span>
        <span className="text-faint tabular-nums">{formatCount(of.done)} of {formatCount(of.row_count)}</span>
      </p>
      <progress aria-label={doing} value={of.done} max={of.row_count} className="h-2 w-full overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent" />
    </Card>
  );
}

function Result({ of, result }: { readonly of: Import; readonly result: NonNullable<Import["result"]> }) {
  const { page, list } = wordsOf(of.kind);
  return (
    <Card className="flex flex-col gap-3 p-4">
      <Notice tone="good">Imported {of.applied_at === null ? "" : formatMoment(of.applied_at)}: {sayCounts(result.counts)}.</Notice>
      {result.examples.length > 0 && (
        <ul className="flex flex-wrap gap-x-5 gap-y-2 text-sm">
          {result.examples.map((one) => (
            <li key={one.id}><Link to={`${page}/${one.id}`} className="text-accent-ink underline underline-offset-2">{one.label}</Link></li>
          ))}
        </ul>
      )}
      <p className="flex flex-wrap gap-2">
        <ButtonLink to={list.to}>{list.label}</ButtonLink>
        <ButtonLink to="/imports">Another file</ButtonLink>
      </p>
    </Card>
  );
}
