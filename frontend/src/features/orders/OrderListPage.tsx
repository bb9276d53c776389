import { useQuery } from "@tanstack/react-query";
import { PackageCheck } from "lucide-react";

import { useCan } from "@/features/auth/queries";
import { plural, toCount } from "@/lib/count";
import { formatDay, formatShort } from "@/lib/dates";
import { dollars } from "@/lib/figures";
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

import { ORDERS_PER_PAGE, ordersQuery, type OrderSummary } from "./queries";

const COLUMNS: Column<OrderSummary>[] = [
  { id: "number", header: "Order", primary: true, cell: (row) => <span className="tabular-nums">{row.number}</span> },
  {
    id: "customer",
    header: "Customer and job",
    cell: (row) => (
      <>
        <span className="block wrap-anywhere text-ink">{row.customer_name}</span>
        <span className="block text-xs wrap-anywhere text-faint">{row.title}</span>
      </>
    ),
  },
  { id: "po", header: "PO number", wideOnly: true, cell: (row) => row.po_number || "–" },
  { id: "due", header: "Due", cell: (row) => <span className="tabular-nums">{row.due_on === null ? "–" : formatDay(row.due_on)}</span> },
  { id: "total", header: "Total", align: "right", cell: (row) => dollars(row.total) },
  { id: "placed", header: "Placed", align: "right", cell: (row) => formatShort(row.placed_at) },
  { id: "by", header: "By", wideOnly: true, cell: (row) => row.placed_by },
];

function OrderListPage() {
  const url = useUrlState({ q: "", page: "1" });
  const { q } = url.values;
  const page = toCount(url.values.page) ?? 1;
  const { data, error, isPlaceholderData, refetch } = useQuery(ordersQuery({ q, page }));
  const exports = useCan()("exports:read");
  return (
    <>
      <title>Orders · PatriotForge</title>
      <PageHeader
        title="Orders"
        meta={data ? plural(data.total, "order") : null}
        actions={exports && <ExportMenu list="orders" filters={{ q }} />}
      />
      <Card>
        <div className="border-b border-line p-2.5">
          <SearchInput label="Number, customer, job, PO" value={q} onSearch={(text) => url.set({ q: text }, { replace: true })} />
        </div>
        {error && !data ? (
          <ErrorState error={error} title="The orders could not be loaded" retry={() => void refetch()} />
        ) : data?.total === 0 ? (
          <EmptyState
            title={q === "" ? "No orders yet" : `No order matches “${q}”`}
            icon={<PackageCheck aria-hidden />}
            hint={q === "" ? "An approved quote becomes an order on its own page." : "Try a part of the number, of the customer’s name or of the job."}
          >
            {q === "" ? <ButtonLink to="/quotes?tab=approved">Approved quotes</ButtonLink> : <Button onClick={() => url.set({ q: "" })}>Clear the search</Button>}
          </EmptyState>
        ) : (
          <DataTable
            label="Orders"
            columns={COLUMNS}
            rows={data?.items}
            rowId={(row) => row.id}
            rowHref={(row) => `/orders/${row.id}`}
            stale={isPlaceholderData}
            skeletonRows={10}
            card={(row) => (
              <>
                <span className="flex items-center justify-between gap-3">
                  <span className="truncate font-medium">{row.customer_name}</span>
                  <span className="shrink-0 tabular-nums">{dollars(row.total)}</span>
                </span>
                <span className="flex items-center justify-between gap-3 text-xs text-faint">
                  <span className="truncate"><span className="tabular-nums">{row.number}</span> · {row.title}</span>
                  <span className="shrink-0 tabular-nums">{row.due_on === null ? "" : `due ${formatDay(row.due_on)}`}</span>
                </span>
              </>
            )}
          />
        )}
        {data && data.total > 0 && <Pagination page={page} perPage={ORDERS_PER_PAGE} total={data.total} href={(to) => url.href({ page: String(to) })} />}
      </Card>
    </>
  );
}

export const Component = OrderListPage;
