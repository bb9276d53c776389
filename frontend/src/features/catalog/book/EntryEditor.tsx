import { Archive, RotateCcw } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { CardHeader } from "@/ui/Card";
import { EntryFields } from "./EntryFields";
import type { SheetColumn, SheetEntry } from "./queries";
import type { Edits } from "./useEdits";

interface EntryEditorProps {
  entry: SheetEntry;
  columns: readonly SheetColumn[];
  edits: Edits;
  onArchive: ((entry: SheetEntry) => void) | undefined;
  /** Stands over the fields: what the typed rates come to. */
  tester?: ReactNode;
}

/** One press, operation or the selling terms as a form over the same cells that the grid writes. */
export function EntryEditor({ entry, columns, edits, onArchive, tester }: EntryEditorProps) {
  const mark = (field: string) => (edits.isEdited(entry.code, field) ? "not saved" : entry.changed.includes(field) ? "staged" : undefined);
  return (
    <>
      <CardHeader
        title={entry.name}
        meta={onArchive ? entry.code : undefined}
        actions={
          <>
            {entry.archived && <Badge>Archived</Badge>}
            {onArchive && (
              <Button kind="quiet" icon={entry.archived ? <RotateCcw aria-hidden /> : <Archive aria-hidden />} onClick={() => onArchive(entry)}>
                {entry.archived ? "Restore" : "Archive"}
              </Button>
            )}
          </>
        }
      />
      {tester}
      <div className="p-4">
        <EntryFields
          columns={columns.filter((column) => column.name !== "code")}
          text={(field) => edits.text(entry.code, field)}
          problem={(field) => edits.problem(entry.code, field)}
          mark={mark}
          onChange={(field, value) => edits.type([{ code: entry.code, field, value }])}
        />
      </div>
    </>
  );
}
