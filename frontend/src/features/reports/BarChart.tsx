import { Link } from "react-router";

import type { ReportColumn, ReportRow } from "./queries";
import { axisOf, formatFigure, formatTick, lengthOn } from "./words";

const LIST = "/quotes?";

/**
 * Lying bars on one axis from zero. Each bar's name leads to the list of the quotes that it counts. The same figures
 * stand in the table, so the drawing itself is left out for who listens.
 */
export function BarChart({ label, column, rows, listColumn, countColumn }: {
  readonly label: string;
  readonly column: ReportColumn;
  readonly rows: readonly ReportRow[];
  /** Where the list of a bar's quotes stands, if not in the figure's own cell. */
  readonly listColumn?: string;
  /** How many quotes a bar is of, where that is not the bar itself. */
  readonly countColumn?: string;
}) {
  const axis = axisOf(rows.map((row) => row.cells[column.key]?.value ?? null), column.kind);
  return (
    <figure aria-label={label} className="px-4 pt-3 pb-4">
      <ol className="flex flex-col gap-1">
        {rows.map((row) => {
          const cell = row.cells[column.key];
          const count = countColumn === undefined ? null : row.cells[countColumn];
          const query = cell?.query ?? (listColumn === undefined ? null : row.cells[listColumn]?.query);
          return (
            <li key={row.key} className="grid min-h-11 grid-cols-[1fr_auto] items-center gap-x-3 md:min-h-8 md:grid-cols-[12rem_1fr_8rem]">
              {query == null ? <span className="truncate text-sm text-ink">{row.label}</span> : (
                <Link to={LIST + query} className="flex min-h-6 min-w-0 items-center rounded-sm text-sm text-accent-ink hover:underline">
                  <span className="truncate">{row.label}</span>
                </Link>
              )}
              <svg aria-hidden="true" viewBox="0 0 1000 16" preserveAspectRatio="none" className="h-4 w-full max-md:order-last max-md:col-span-2">
                {axis.ticks.map((tick) => {
                  const x = lengthOn(axis.most, tickText(tick));
                  return <line key={tick.toString()} x1={x} x2={x} y1="0" y2="16" className="stroke-line" vectorEffect="non-scaling-stroke" />;
                })}
                <rect x="0" y="2" height="12" width={lengthOn(axis.most, cell?.value ?? null)} className="fill-accent forced-colors:fill-[CanvasText]" />
              </svg>
              <span className="text-right text-sm text-ink tabular-nums">
                {formatFigure(column.kind, cell?.value)}
                {count && <span className="block text-2xs text-faint">{formatFigure("count", count.value)} quotes</span>}
              </span>
            </li>
          );
        })}
      </ol>
      <div aria-hidden="true" className="mt-1 grid grid-cols-1 gap-x-3 md:grid-cols-[12rem_1fr_8rem]">
        <span className="flex justify-between text-2xs text-faint tabular-nums md:col-start-2">
          {axis.ticks.map((tick) => <span key={tick.toString()}>{formatTick(column.kind, tick)}</span>)}
        </span>
      </div>
    </figure>
  );
}

function tickText(tick: bigint): string {
  return `${tick / 10_000n}.${(tick % 10_000n).toString().padStart(4, "0")}`;
}
