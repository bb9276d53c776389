import { Undo2 } from "lucide-react";
import type { ApiError } from "@/api/errors";
import { formatCount } from "@/lib/count";
import { Button } from "@/ui/Button";
import { DatePicker, Field } from "@/ui/Field";
import { Notice } from "@/ui/Notice";
import type { Edits } from "./useEdits";

interface SaveBarProps {
  edits: Edits;
  busy: boolean;
  problem: ApiError | null;
  /** The day on which typed prices begin; absent where nothing has a price. */
  day?: { value: string; set: (day: string) => void } | undefined;
  onSave: () => void;
  onReload: () => void;
}

/** What was typed and is not saved yet: save all of it, undo a step, or throw it away. */
export function SaveBar({ edits, busy, problem, day, onSave, onReload }: SaveBarProps) {
  if (edits.count === 0 && problem === null) return null;
  const stale = problem?.status === 412;
  return (
    <div className="sticky bottom-0 z-30 flex flex-col gap-2 border-t border-line bg-surface p-3">
      {problem && (
        <Notice tone="bad">
          {problem.message}
          {problem.fields.length > 1 && ` ${problem.fields.length} cells are marked.`}{" "}
          {stale && (
            <button type="button" className="font-semibold underline underline-offset-2" onClick={onReload}>
              Load their version
            </button>
          )}
        </Notice>
      )}
      <div className="flex flex-wrap items-end gap-2">
        <p role="status" className="mr-auto self-center text-sm font-medium">
          {edits.count === 1 ? "1 cell is not saved" : `${formatCount(edits.count)} cells are not saved`}
        </p>
        {day && (
          <Field label="Prices begin on" className="w-40">
            <DatePicker value={day.value} onChange={(event) => day.set(event.target.value)} />
          </Field>
        )}
        <Button icon={<Undo2 aria-hidden />} onClick={edits.undo}>
          Undo
        </Button>
        <Button kind="danger" onClick={edits.clear}>
          Discard
        </Button>
        <Button kind="primary" busy={busy} disabled={edits.count === 0} onClick={onSave}>
          Save
        </Button>
      </div>
    </div>
  );
}
