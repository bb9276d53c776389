import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { cn } from "@/lib/cn";
import { useMedia, WIDE } from "@/lib/media";
import { Skeleton } from "./Skeleton";
import { useRowFocus } from "./rowFocus";

export interface Column<Row> {
  id: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** The name that the API sorts by; a column without one cannot be sorted. */
  sort?: string;
  align?: "left" | "right";
  /** Hidden below 1200 px. */
  wideOnly?: boolean;
  /** Names the row; its text is the row's link. */
  primary?: boolean;
  className?: string;
}

export interface Sorting {
  /** "name" ascending, "-name" descending. */
  value: string;
  href: (value: string) => string;
}

export interface DataTableProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  /** Undefined while the first rows are on their way. */
  rows: readonly Row[] | undefined;
  rowId: (row: Row) => string;
  /** Where a row leads to, or what it does; its whole width is the target. */
  rowHref?: ((row: Row) => string) | undefined;
  onOpen?: ((row: Row) => void) | undefined;
  /** The two lines of a row under 768 px. */
  card: (row: Row) => ReactNode;
  sorting?: Sorting;
  /** True while older rows stand in for the ones asked for. */
  stale?: boolean;
  skeletonRows?: number;
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const wide = useMedia(WIDE);
  const { label, rows, stale = false, skeletonRows = 8 } = props;
  const container = useRowFocus(rows !== undefined);
  return (
    <div ref={container} aria-busy={rows === undefined || stale || undefined} className={cn("transition-opacity", stale && "opacity-60")}>
      {rows === undefined && (
        <span role="status" className="sr-only">
          Loading {label.toLowerCase()}
        </span>
      )}
      {wide ? <WideTable {...props} skeletonRows={skeletonRows} /> : <Cards {...props} skeletonRows={skeletonRows} />}
    </div>
  );
}

function hidden<Row>(column: Column<Row>): string | false {
  return column.wideOnly === true && "max-xl:hidden";
}

function WideTable<Row>({ label, columns, rows, rowId, rowHref, onOpen, sorting, skeletonRows }: DataTableProps<Row>) {
  return (
    <div className="overflow-x-auto xl:overflow-visible">
      <table aria-label={label} className="w-full border-collapse text-sm">
        <thead className="xl:sticky xl:top-[3.25rem] xl:z-10">
          <tr>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                aria-sort={ariaSort(column, sorting)}
                className={cn("h-8 bg-surface px-3 text-left text-xs font-medium whitespace-nowrap text-soft shadow-[inset_0_-1px_0_var(--line)]", column.align === "right" && "text-right", hidden(column), column.className)}
              >
                <HeaderCell column={column} sorting={sorting} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows?.map((row) => (
            <tr key={rowId(row)} data-row={rowId(row)} className="relative h-11 border-b border-line last:border-b-0 hover:bg-sunken/60 has-[a[data-row-link]:focus-visible]:bg-accent-soft">
              {columns.map((column) => {
                const Cell = column.primary ? "th" : "td";
                return (
                  <Cell
                    key={column.id}
                    {...(column.primary ? { scope: "row" as const } : {})}
                    className={cn("px-3 py-1 text-left font-normal text-soft", column.align === "right" && "text-right whitespace-nowrap tabular-nums", hidden(column), column.className)}
                  >
                    {column.primary ? <RowLink row={row} href={rowHref} onOpen={onOpen}>{column.cell(row)}</RowLink> : column.cell(row)}
                  </Cell>
                );
              })}
            </tr>
          ))}
          {rows === undefined &&
            Array.from({ length: skeletonRows ?? 0 }, (_, index) => (
              <tr key={index} className="h-11 border-b border-line last:border-b-0">
                {columns.map((column) => (
                  <td key={column.id} className={cn("px-3", hidden(column), column.className)}>
                    <Skeleton className={cn("w-3/5", column.align === "right" && "ml-auto")} />
                  </td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

function Cards<Row>({ label, rows, rowId, rowHref, onOpen, card, skeletonRows }: DataTableProps<Row>) {
  return (
    <ul aria-label={label}>
      {rows?.map((row) => (
        <li key={rowId(row)} data-row={rowId(row)} className="relative border-b border-line px-4 py-2.5 text-sm last:border-b-0">
          <RowLink row={row} href={rowHref} onOpen={onOpen} className="block min-h-10 font-normal text-ink">
            {card(row)}
          </RowLink>
        </li>
      ))}
      {rows === undefined &&
        Array.from({ length: skeletonRows ?? 0 }, (_, index) => (
          <li key={index} className="flex h-[61px] flex-col justify-center gap-2.5 border-b border-line px-4 last:border-b-0">
            <Skeleton className="w-3/5" />
            <Skeleton className="w-2/5" />
          </li>
        ))}
    </ul>
  );
}

interface RowLinkProps<Row> {
  row: Row;
  href: ((row: Row) => string) | undefined;
  onOpen: ((row: Row) => void) | undefined;
  className?: string;
  children: ReactNode;
}

const STRETCHED = "text-left font-medium text-accent-ink after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent-ink";

function RowLink<Row>({ row, href, onOpen, className, children }: RowLinkProps<Row>) {
  if (href) {
    return (
      <Link to={href(row)} data-row-link className={cn(STRETCHED, className)}>
        {children}
      </Link>
    );
  }
  if (onOpen) {
    return (
      <button type="button" data-row-link className={cn(STRETCHED, "w-full", className)} onClick={() => onOpen(row)}>
        {children}
      </button>
    );
  }
  return <span className={cn("font-medium text-ink", className)}>{children}</span>;
}

function ariaSort<Row>(column: Column<Row>, sorting: Sorting | undefined): "ascending" | "descending" | undefined {
  if (!sorting || !column.sort) return undefined;
  if (sorting.value === column.sort) return "ascending";
  return sorting.value === `-${column.sort}` ? "descending" : undefined;
}

function HeaderCell<Row>({ column, sorting }: { column: Column<Row>; sorting: Sorting | undefined }) {
  if (!sorting || !column.sort) return column.header;
  const direction = ariaSort(column, sorting);
  const Icon = direction === "ascending" ? ArrowUp : direction === "descending" ? ArrowDown : ChevronsUpDown;
  const next = direction === "ascending" ? `-${column.sort}` : column.sort;
  return (
    <Link
      to={sorting.href(next)}
      preventScrollReset
      className={cn("-mx-1 inline-flex min-h-6 items-center gap-1 rounded-sm px-1 hover:text-ink", direction && "text-ink")}
    >
      {column.header}
      <Icon className={cn("size-3.5", !direction && "text-faint")} aria-hidden />
    </Link>
  );
}
