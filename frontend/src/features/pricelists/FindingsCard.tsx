import { CircleAlert, CircleCheck, Info, Wand2 } from "lucide-react";
import { ApiError } from "@/api/errors";
import { formatCount, plural } from "@/lib/count";
import { Button } from "@/ui/Button";
import { Card, CardHeader } from "@/ui/Card";
import { Notice } from "@/ui/Notice";
import { applyFixes, type Draft } from "./model";
import { cellId } from "./PriceGrid";
import type { Finding } from "./queries";

interface FindingsCardProps {
  findings: readonly Finding[];
  /** Why there is nothing to judge: a figure that cannot be read, or what the server refused. */
  problem: Error | string | null;
  stale: boolean;
  change: (change: (draft: Draft) => Draft) => void;
}

/** What the linter says of the grid, each finding with the way to its cell and what mends it. */
export function FindingsCard({ findings, problem, stale, change }: FindingsCardProps) {
  const mended = findings.filter((one) => one.fix !== null && one.fix.mode === null);
  return (
    <Card aria-busy={stale || undefined}>
      <CardHeader
        title="Checks"
        meta={findings.length > 0 ? plural(findings.length, "finding") : null}
        actions={
          mended.length > 1 && (
            <Button icon={<Wand2 aria-hidden />} onClick={() => change((draft) => applyFixes(draft, mended))}>
              Apply all fixes
            </Button>
          )
        }
      />
      {problem !== null ? (
        <Notice tone="warn" className="m-4">
          {typeof problem === "string" ? problem : problem instanceof ApiError ? problem.message : "The checks could not be made. Try again in a moment."}
        </Notice>
      ) : findings.length === 0 ? (
        <p className="flex items-center gap-2 p-4 text-sm text-soft">
          <CircleCheck className="size-4 text-good" aria-hidden />
          More never costs less, and no cell is empty or under its cost.
        </p>
      ) : (
        <ul aria-label="Findings">
          {findings.map((one, at) => (
            <li key={at} className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2 text-sm last:border-b-0">
              {one.is_wrong ? <CircleAlert className="size-4 shrink-0 text-bad" aria-label="Wrong" /> : <Info className="size-4 shrink-0 text-warn" aria-label="Careful" />}
              <span className="min-w-48 flex-1 text-pretty">{one.sentence}</span>
              {one.cells[0] && (
                <Button kind="quiet" onClick={() => document.querySelector<HTMLElement>(`#${cellId(one.cells.at(-1) ?? { row: 0, column: 0 })}`)?.focus()}>
                  Show
                </Button>
              )}
              {one.fix && (
                <Button onClick={() => change((draft) => applyFixes(draft, [one]))}>
                  {fixWord(one)}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function fixWord({ fix }: Finding): string {
  if (fix?.mode) return "Use straight lines";
  const added = fix?.added.map((one) => formatCount(one.quantity)) ?? [];
  if (added.length > 0) return `Add ${added.join(", ")}`;
  const price = fix?.run_on ?? (fix?.prices.length === 1 ? fix.prices[0]?.price : undefined);
  return price === undefined ? "Apply fix" : `Apply fix: ${price}`;
}
