import { useQuery } from "@tanstack/react-query";
import { Plus, Table2 } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useCan } from "@/features/auth/queries";
import { rateCardQuery } from "@/features/catalog/queries";
import { RateBookHeader, RateBookTabs } from "@/features/catalog/RateBookHeader";
import { useCommands } from "@/lib/commands";
import { toCount } from "@/lib/count";
import { formatDay } from "@/lib/dates";
import { useUrlState } from "@/lib/urlState";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { DataTable, type Column } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Pagination } from "@/ui/Pagination";
import { SearchInput } from "@/ui/SearchInput";
import { Select } from "@/ui/Select";
import { NewListDialog } from "./NewListDialog";
import { LISTS_PER_PAGE, priceListsQuery, type ListStatus, type PriceListSummary } from "./queries";
import { levelName, modeWord, STANDINGS } from "./words";

function Standing({ row }: { row: PriceListSummary }) {
  const { label, tone } = STANDINGS[row.standing];
  return <Badge tone={tone}>{label}</Badge>;
}

function PriceListsPage() {
  const navigate = useNavigate();
  const stages = useCan()("rates:stage");
  const url = useUrlState({ q: "", status: "active", page: "1" });
  const { q } = url.values;
  const status = url.values.status as ListStatus;
  const page = toCount(url.values.page) ?? 1;
  const { data, error, isPlaceholderData, refetch } = useQuery(priceListsQuery({ q, status, page }));
  const levels = useQuery(rateCardQuery()).data?.levels ?? [];
  const [creating, setCreating] = useState(false);
  useCommands(stages ? [{ id: "new-price-list", label: "New price list", icon: Plus, run: () => setCreating(true) }] : []);
  const create = stages && (
    <Button kind="primary" icon={<Plus aria-hidden />} onClick={() => setCreating(true)}>
      New price list
    </Button>
  );
  const columns: Column<PriceListSummary>[] = [
    { id: "name", header: "Price list", primary: true, cell: (row) => row.name },
    { id: "code", header: "Code", cell: (row) => <span className="text-xs whitespace-nowrap tabular-nums">{row.code}</span> },
    { id: "standing", header: "Standing", cell: (row) => <Standing row={row} /> },
    { id: "product", header: "Product", wideOnly: true, cell: (row) => row.product || "—" },
    { id: "mode", header: "Between breaks", wideOnly: true, cell: (row) => modeWord(row.mode) },
    { id: "levels", header: "Columns", wideOnly: true, cell: (row) => row.levels.map((level) => levelName(level, levels)).join(", ") },
    { id: "breaks", header: "Breaks", align: "right", cell: (row) => row.breaks },
    { id: "from", header: "Holds from", align: "right", cell: (row) => formatDay(row.effective_from) },
  ];
  return (
    <>
      <title>Price lists · Rate book · PatriotForge</title>
      <RateBookHeader />
      <Card>
        <RateBookTabs current="price-lists" />
        <div className="flex flex-wrap gap-2 border-b border-line p-2.5">
          <SearchInput label="Name, code, product" value={q} onSearch={(text) => url.set({ q: text }, { replace: true })} />
          <Select
            aria-label="State"
            className="w-36 max-md:flex-1"
            value={status}
            onChange={(event) => url.set({ status: event.target.value })}
            options={[
              { value: "active", label: "In use" },
              { value: "archived", label: "Archived" },
              { value: "all", label: "All" },
            ]}
          />
          <div className="ml-auto max-md:w-full max-md:[&>*]:w-full">{create}</div>
        </div>
        {error && !data ? (
          <ErrorState error={error} title="The price lists could not be loaded" retry={() => void refetch()} />
        ) : data?.total === 0 ? (
          url.isDefault ? (
            <EmptyState title="No price lists yet" icon={<Table2 aria-hidden />} hint="A list sells a product from a table of quantities, without estimating it each time.">
              {create}
            </EmptyState>
          ) : (
            <EmptyState title="No price list matches" icon={<Table2 aria-hidden />} hint="Try a part of the name, the code or the product.">
              <Button onClick={() => url.set({ q: "", status: "active" })}>Clear the filters</Button>
            </EmptyState>
          )
        ) : (
          <DataTable
            label="Price lists"
            columns={columns}
            rows={data?.items}
            rowId={(row) => row.id}
            rowHref={(row) => `/rate-book/price-lists/${row.id}`}
            stale={isPlaceholderData}
            skeletonRows={8}
            card={(row) => (
              <>
                <span className="flex items-center justify-between gap-3">
                  <span className="truncate font-medium">{row.name}</span>
                  <Standing row={row} />
                </span>
                <span className="flex justify-between gap-3 text-xs text-faint tabular-nums">
                  <span className="truncate">{row.code}</span>
                  <span className="shrink-0">from {formatDay(row.effective_from)}</span>
                </span>
              </>
            )}
          />
        )}
        {data && data.total > 0 && <Pagination page={page} perPage={LISTS_PER_PAGE} total={data.total} href={(to) => url.href({ page: String(to) })} />}
      </Card>
      {creating && <NewListDialog onClose={() => setCreating(false)} onMade={(list) => void navigate(`/rate-book/price-lists/${list.id}`)} />}
    </>
  );
}

export const Component = PriceListsPage;
