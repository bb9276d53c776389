import { Link } from "react-router";

import type { ReportRow, ReportTable } from "./queries";
import { changeInWords, formatFigure } from "./words";

/** Every figure of a report, each with the previous period's under it, and all of them together in the last row. */
export function FigureTable({ label, first, table }: { readonly label: string; readonly first: string; readonly table: ReportTable }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reached by keyboard
    <div role="region" aria-label={label} tabIndex={0} className="overflow-x-auto">
      <table className="w-full text-sm">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr className="border-b border-line bg-sunken text-xs text-faint">
            <th scope="col" className="sticky left-0 bg-sunken px-4 py-2 text-left font-medium">{first}</th>
            {table.columns.map((column) => (
              <th key={column.key} scope="col" className="px-3 py-2 text-right font-medium whitespace-nowrap">{column.label}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => <Row key={row.key} row={row} table={table} />)}
        </tbody>
        <tfoot className="font-medium">
          <Row row={table.whole} table={table} />
        </tfoot>
      </table>
    </div>
  );
}

function Row({ row, table }: { readonly row: ReportRow; readonly table: ReportTable }) {
  return (
    <tr className="border-b border-line last:border-0">
      <th scope="row" className="sticky left-0 max-w-56 bg-surface px-4 py-2 text-left font-medium wrap-anywhere">{row.label}</th>
      {table.columns.map((column) => {
        const cell = row.cells[column.key];
        const shown = formatFigure(column.kind, cell?.value);
        const change = column.dated ? changeInWords(column.kind, cell?.value ?? null, cell?.before) : null;
        return (
          <td key={column.key} className="px-3 py-2 text-right align-top whitespace-nowrap tabular-nums">
            {cell?.query == null ? <span className="inline-flex min-h-6 items-center">{shown}</span> : (
              <Link to={`/quotes?${cell.query}`} className="inline-flex min-h-6 items-center text-accent-ink hover:underline">{shown}</Link>
            )}
            {change !== null && <span className="block text-2xs text-faint">{change}</span>}
          </td>
        );
      })}
    </tr>
  );
}
