import type { Column } from "@/ui/DataTable";
import type { QuoteSummary } from "../queries";
import type { Selection } from "./selection";

const BOX = "relative z-1 size-4 accent-accent";

/** A box in each row, and one for the page; larger than it looks, so that no click opens the row instead. */
export function selectColumn(rows: readonly QuoteSummary[], { chosen, choose, click }: Selection): Column<QuoteSummary> {
  const all = rows.length > 0 && rows.every((row) => chosen.has(row.id));
  return {
    id: "select", className: "w-10 pr-0",
    header: <label className="flex size-6 items-center justify-center"><input type="checkbox" aria-label="Choose this page" className={BOX} checked={all} onChange={() => choose(rows, !all)} /></label>,
    cell: (row) => (
      <label className="relative z-1 flex size-6 items-center justify-center">
        <input type="checkbox" aria-label={`Choose ${row.number}`} className={BOX} checked={chosen.has(row.id)} onChange={() => undefined} onClick={(event) => click(row, event.shiftKey)} />
      </label>
    ),
  };
}
