import { Download } from "lucide-react";
import { useId } from "react";
import { Link } from "react-router";

import { formatCount, plural } from "@/lib/count";
import { Card, CardHeader } from "@/ui/Card";
import { Notice } from "@/ui/Notice";

import { markedUrl, type Import } from "./queries";
import { sayCounts, wordsOf } from "./words";

type Report = NonNullable<Import["report"]>;

/** What the dry run found: the bad cells first, then what is here already, then what would happen. */
export function ReportCard({ of, report }: { readonly of: Import; readonly report: Report }) {
  const id = useId();
  const bad = report.problem_count > 0;
  return (
    <Card aria-labelledby={id}>
      <CardHeader
        id={id}
        title="What would happen"
        actions={
          bad && (
            <a href={markedUrl(of.id)} className="inline-flex min-h-8 items-center gap-1 text-sm font-medium text-accent-ink underline underline-offset-2">
              <Download className="size-4" aria-hidden /> The file with these cells marked
            </a>
          )
        }
      />
      <div className="flex flex-col gap-4 p-4">
        <Notice tone={bad ? "warn" : "good"}>
          {plural(of.row_count, "row")}: {sayCounts(report.counts)}.{" "}
          {bad
            ? `${plural(report.problem_count, "cell needs", "cells need")} attention: nothing is imported until all are right. Mend them in the file and bring it in again.`
            : "Every cell is right."}
        </Notice>
        {bad && <Problems report={report} />}
        {report.duplicate_count > 0 && <Known report={report} of={of} />}
      </div>
    </Card>
  );
}

function Problems({ report }: { readonly report: Report }) {
  return (
    <div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div className="relative max-h-96 overflow-auto rounded-md border border-line" tabIndex={0} role="region" aria-label="Cells that need attention">
        <table className="w-full text-sm">
          <thead className="sticky top-0 bg-sunken text-left text-xs text-soft">
            <tr>
              <th scope="col" className="px-3 py-2 text-right font-medium">Row</th>
              <th scope="col" className="px-3 py-2 font-medium">Column</th>
              <th scope="col" className="px-3 py-2 font-medium">In the cell</th>
              <th scope="col" className="px-3 py-2 font-medium">What to do</th>
            </tr>
          </thead>
          <tbody>
            {report.problems.map((one) => (
              <tr key={`${one.row} ${one.column ?? ""} ${one.message}`} className="border-t border-line align-top">
                <td className="px-3 py-1.5 text-right tabular-nums">{formatCount(one.row)}</td>
                <td className="px-3 py-1.5">{one.header || "The whole row"}</td>
                <td className="max-w-56 px-3 py-1.5">{one.value === "" ? <span className="text-faint">empty</span> : <mark className="rounded-xs bg-bad-soft px-1 wrap-anywhere text-bad">{one.value}</mark>}</td>
                <td className="min-w-56 px-3 py-1.5 text-pretty">{one.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <More shown={report.problems.length} of={report.problem_count} what="in the marked file" />
    </div>
  );
}

function Known({ report, of }: { readonly report: Report; readonly of: Import }) {
  const will = { skip: "left as they are", update: "updated", create: "added again" }[of.duplicates];
  const { page } = wordsOf(of.kind);
  return (
    <details className="rounded-md border border-line">
      <summary className="cursor-pointer px-3 py-2 text-sm font-medium">
        {formatCount(report.duplicate_count)} in the file are here already and would be {will}
      </summary>
      <ul className="max-h-72 divide-y divide-line overflow-y-auto border-t border-line text-sm">
        {report.duplicates.map((one) => (
          <li key={one.row} className="flex flex-wrap gap-x-3 px-3 py-1.5">
            <span className="tabular-nums text-faint">Row {formatCount(one.row)}</span>
            <span className="min-w-0 wrap-anywhere">{one.label}</span>
            <span className="text-soft">
              same {one.reason} as{" "}
              <Link to={`${page}/${one.known_id}`} className="text-accent-ink underline underline-offset-2">{one.known_label}</Link>
            </span>
          </li>
        ))}
      </ul>
      <More shown={report.duplicates.length} of={report.duplicate_count} what="" />
    </details>
  );
}

function More({ shown, of, what }: { readonly shown: number; readonly of: number; readonly what: string }) {
  if (of <= shown) return null;
  return <p className="mt-1 px-3 text-xs text-faint">and {formatCount(of - shown)} more {what}</p>;
}
