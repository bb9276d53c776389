import { useQuery, useQueryClient } from "@tanstack/react-query";
import { FilePlus2, Plus, RotateCcw, TriangleAlert } from "lucide-react";
import { lazy, Suspense, useCallback, useDeferredValue, useState } from "react";

import { useCan } from "@/features/auth/queries";
import { toCount } from "@/lib/count";
import { formatAgo } from "@/lib/dates";
import { dollars, percent } from "@/lib/figures";
import { useUrlState } from "@/lib/urlState";
import { Button, ButtonLink } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { DataTable, type Column } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { ExportMenu } from "@/ui/ExportMenu";
import { PageHeader } from "@/ui/PageHeader";
import { Pagination } from "@/ui/Pagination";
import { SearchInput } from "@/ui/SearchInput";
import { StatusBadge } from "@/ui/StatusBadge";
import { Tabs } from "@/ui/Tabs";
import { toast } from "@/ui/toast";

import { selectColumn } from "./list/selectColumn";
import { useSelection } from "./list/selection";
import { NARROWED, PER_PAGE, quoteListQuery, restoreQuote, type QuoteSummary, type Sort, type Tab } from "./queries";

const Narrowed = lazy(() => import("./Narrowed").then((module) => ({ default: module.Narrowed })));
const FilterModal = lazy(() => import("./list/FilterModal").then((module) => ({ default: module.FilterModal })));
const BulkBar = lazy(() => import("./list/BulkBar").then((module) => ({ default: module.BulkBar })));

const NO_ROWS: readonly QuoteSummary[] = [];
const TABS: readonly { id: Tab; label: string }[] = [
  { id: "all", label: "All" },
  { id: "mine", label: "My drafts" },
  { id: "pending_review", label: "Pending Review" },
  { id: "sent", label: "Sent" },
  { id: "approved", label: "Approved" },
  { id: "declined", label: "Declined" },
  { id: "expired", label: "Expired" },
  { id: "deleted", label: "Deleted" },
];

const SORTS: readonly Sort[] = ["number", "-number", "customer", "-customer", "status", "-status", "total", "-total", "updated_at", "-updated_at"];

const UNNARROWED: Record<string, string> = Object.fromEntries(NARROWED.map((name) => [name, ""]));
const DEFAULTS = { ...UNNARROWED, tab: "all", q: "", sort: "-updated_at", page: "1" };

function QuoteListPage() {
  const can = useCan();
  const client = useQueryClient();
  const url = useUrlState(DEFAULTS);
  const tab = TABS.find((one) => one.id === url.values.tab)?.id ?? "all";
  const page = toCount(url.values.page) ?? 1;
  const narrowed = Object.fromEntries(Object.entries(url.values).filter(([name, value]) => name in UNNARROWED && value !== ""));
  const list = useQuery(quoteListQuery({
    tab, q: url.values.q, sort: SORTS.find((one) => one === url.values.sort) ?? "-updated_at", page, narrowed,
  }));
  // In small steps, so that no key waits for a whole page of rows.
  const rows = useDeferredValue(list.data?.items);
  const { set } = url;
  const selection = useSelection(rows ?? NO_ROWS);
  const [filtering, setFiltering] = useState(false);
  const search = useCallback((q: string) => set({ q }, { replace: true }), [set]);
  const writes = can("quotes:write_own") || can("quotes:write_all");

  const restore = async (row: QuoteSummary) => {
    const restored = await restoreQuote(row);
    toast(`${restored.number} is back among the drafts.`);
    await client.invalidateQueries({ queryKey: ["quotes"] });
  };

  return (
    <>
      <title>Quotes · PatriotForge</title>
      <PageHeader
        title="Quotes"
        meta={list.data && <span>{dollars(list.data.sums.total)} in this list</span>}
        actions={
          <>
            {can("quotes:write_all") && <ButtonLink to="/imports?kind=quotes">Import</ButtonLink>}
            {can("exports:read") && <ExportMenu list="quotes" filters={{ ...url.values, page: "" }} />}
          </>
        }
      />
      <Card aria-label="Quotes">
        <Tabs
          label="Quotes by status"
          current={tab}
          tabs={TABS.map(({ id, label }) => ({ id, label, href: url.href({ tab: id }), count: list.data?.counts[id] }))}
        />
        <div className="flex flex-wrap items-center gap-2 border-b border-line p-2.5">
          <SearchInput label="Number, customer, job" value={url.values.q} onSearch={search} />
          <Button onClick={() => setFiltering(true)}>Filters</Button>
          <Suspense>{Object.keys(narrowed).length > 0 && <Narrowed filters={narrowed} clear={url.href(UNNARROWED)} />}</Suspense>
        </div>
        {list.data?.mended && <p role="status" className="border-b border-line bg-sunken px-4 py-2 text-sm text-soft">Nothing has “{url.values.q}”. This is what has <strong className="font-medium text-ink">{list.data.mended}</strong>.</p>}
        {list.error && !list.data ? (
          <ErrorState error={list.error} title="The quotes could not be loaded" retry={() => void list.refetch()} />
        ) : list.data?.items.length === 0 ? (
          <Nothing filtered={!url.isDefault} clear={url.href(DEFAULTS)} writes={writes} tab={tab} />
        ) : (
          <DataTable
            label="Quotes"
            columns={[...(writes ? [selectColumn(rows ?? NO_ROWS, selection)] : []), ...columnsFor(tab, can("costs:view"), (row) => void restore(row))]}
            rows={rows}
            rowId={(row) => row.id}
            rowHref={hrefOf}
            card={cardOf}
            sorting={{ value: url.values.sort, href: (sort) => url.href({ sort }) }}
            stale={list.isPlaceholderData}
            skeletonRows={12}
          />
        )}
        {list.data && list.data.total > 0 && (
          <Pagination page={page} perPage={PER_PAGE} total={list.data.total} href={(to) => url.href({ page: to.toString() })}>
            Sum of filter: <span className="font-medium text-ink">{dollars(list.data.sums.total)}</span>
          </Pagination>
        )}
        <Suspense>
          {selection.chosen.size > 0 && <BulkBar selection={selection} query={{ tab, q: url.values.q, sort: url.values.sort, ...narrowed }} total={list.data?.total ?? 0} deleted={tab === "deleted"} />}
          {filtering && <FilterModal values={{ ...UNNARROWED, ...narrowed }} onApply={(values) => set(values)} onClose={() => setFiltering(false)} />}
        </Suspense>
      </Card>
    </>
  );
}

export { QuoteListPage as Component };

function hrefOf(row: QuoteSummary): string {
  return row.status === "draft" && row.deleted_at === null ? `/quotes/${row.id}/edit` : `/quotes/${row.id}`;
}

function columnsFor(tab: Tab, margin: boolean, restore: (row: QuoteSummary) => void): Column<QuoteSummary>[] {
  const columns: Column<QuoteSummary>[] = [
    { id: "number", header: "Quote", sort: "number", primary: true, className: "w-24 tabular-nums", cell: (row) => row.number },
    {
      id: "customer", header: "Customer", sort: "customer", className: "max-w-80",
      cell: (row) => (
        <>
          <span className="block truncate text-ink">{row.customer_name}</span>
          <span className="block truncate text-xs text-faint">{row.title}</span>
        </>
      ),
    },
    { id: "status", header: "Status", sort: "status", className: "w-36", cell: (row) => <StatusBadge status={row.status} flags={row.flags} /> },
    {
      id: "total", header: "Total", sort: "total", align: "right", className: "w-32",
      cell: (row) => <span className="font-medium text-ink">{dollars(row.total)}</span>,
    },
    { id: "margin", header: "Margin", align: "right", className: "w-36", wideOnly: true, cell: (row) => <Margin row={row} figures={margin} /> },
    { id: "rep", header: "Rep", className: "w-36 truncate", wideOnly: true, cell: (row) => row.owner.name },
    {
      id: "updated", header: "Updated", sort: "updated_at", align: "right", className: "w-28 whitespace-nowrap",
      cell: (row) => <time dateTime={row.updated_at}>{formatAgo(row.updated_at)}</time>,
    },
  ];
  if (tab !== "deleted") return columns;
  return [
    ...columns,
    {
      id: "restore", header: <span className="sr-only">Restore</span>, align: "right", className: "w-28",
      cell: (row) => (
        <Button className="relative z-1" icon={<RotateCcw aria-hidden="true" />} aria-label={`Restore ${row.number}`} onClick={() => restore(row)}>
          Restore
        </Button>
      ),
    },
  ];
}

const LIGHT_WORDS = { green: "On target", amber: "Below target", red: "Below floor" } as const;

/** A number with a word, or for who may not see numbers, the word alone. */
function Margin({ row, figures }: { readonly row: QuoteSummary; readonly figures: boolean }) {
  if (!row.light) return <span className="text-faint">–</span>;
  const low = row.light === "red";
  return (
    <span className={low ? "inline-flex items-center gap-1 text-bad" : row.light === "amber" ? "text-warn" : undefined}>
      {low && <TriangleAlert className="size-3.5" aria-hidden="true" />}
      {figures && row.internal ? `${percent(row.internal.margin_percent)}${low ? " below floor" : ""}` : LIGHT_WORDS[row.light]}
    </span>
  );
}

function cardOf(row: QuoteSummary) {
  return (
    <span className="flex flex-col gap-1">
      <span className="flex items-baseline justify-between gap-3">
        <span className="truncate font-medium text-ink">{row.customer_name}</span>
        <span className="font-medium text-ink tabular-nums">{dollars(row.total)}</span>
      </span>
      <span className="flex items-center justify-between gap-3 text-xs text-faint">
        <span className="min-w-0 truncate">
          <span className="text-accent-ink tabular-nums">{row.number}</span> · {row.title}
        </span>
        <StatusBadge status={row.status} flags={row.flags} />
      </span>
    </span>
  );
}

function Nothing({ filtered, clear, writes, tab }: { readonly filtered: boolean; readonly clear: string; readonly writes: boolean; readonly tab: Tab }) {
  return (
    <EmptyState
      title={tab === "deleted" ? "Nothing is deleted" : filtered ? "No quote fits" : "No quotes yet"}
      hint={filtered ? "Another tab or other words may find it." : "The first one takes a minute: choose a customer, type what is to be printed."}
      icon={<FilePlus2 aria-hidden="true" />}
    >
      {writes && <ButtonLink kind="primary" to="/quotes/new" icon={<Plus aria-hidden="true" />}>New quote</ButtonLink>}
      {filtered && <ButtonLink to={clear === "?" ? "/quotes" : clear}>Clear filters</ButtonLink>}
    </EmptyState>
  );
}
