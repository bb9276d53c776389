import { useQuery } from "@tanstack/react-query";
import { Layers } from "lucide-react";
import { toCount } from "@/lib/count";
import { formatDecimal } from "@/lib/money";
import { useUrlState } from "@/lib/urlState";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { DataTable, type Column } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { MoneyDisplay } from "@/ui/MoneyDisplay";
import { ErrorState } from "@/ui/ErrorState";
import { Pagination } from "@/ui/Pagination";
import { SearchInput } from "@/ui/SearchInput";
import { Select } from "@/ui/Select";
import { rateCardQuery, STOCKS_PER_PAGE, stocksQuery, type Stock } from "./queries";
import { RateBookHeader, RateBookTabs } from "./RateBookHeader";
import { StockDialog } from "./StockDialog";
import { BASES, sheetSize, shortName } from "./words";

const COLUMNS: Column<Stock>[] = [
  { id: "name", header: "Stock", primary: true, cell: (stock) => stock.name },
  { id: "code", header: "Code", cell: (stock) => <span className="text-xs whitespace-nowrap tabular-nums">{stock.code}</span> },
  { id: "family", header: "Family", wideOnly: true, cell: (stock) => stock.family_name },
  { id: "sheet", header: "Sheet", align: "right", cell: sheetSize },
  { id: "weight", header: "Weight", align: "right", cell: (stock) => (stock.basis_weight_lb ? `${formatDecimal(stock.basis_weight_lb)} lb` : `${formatDecimal(stock.gsm)} g`) },
  { id: "caliper", header: "Caliper", align: "right", cell: (stock) => `${formatDecimal(stock.caliper_in, 4, 4)}″` },
  { id: "colour", header: "Colour, finish", wideOnly: true, cell: (stock) => [stock.colour, stock.finish].filter(Boolean).join(", ") },
  { id: "presses", header: "Runs on", wideOnly: true, cell: (stock) => <span className="text-xs whitespace-nowrap">{stock.presses.map(shortName).join(", ") || "—"}</span> },
];

const PRICE: Column<Stock> = {
  id: "price",
  header: "Cost",
  align: "right",
  cell: (stock) =>
    stock.internal?.price && stock.internal.basis ? (
      <>
        <MoneyDisplay value={stock.internal.price} className="text-ink" /> <span className="text-xs text-faint">{BASES[stock.internal.basis]}</span>
      </>
    ) : (
      "—"
    ),
};

function StocksPage() {
  const url = useUrlState({ q: "", family: "", form: "", page: "1", open: "" });
  const { q, family, form, open } = url.values;
  const page = toCount(url.values.page) ?? 1;
  const { data, error, isPlaceholderData, refetch } = useQuery(stocksQuery({ q, family, form, page }));
  const families = useQuery(rateCardQuery()).data?.families ?? [];
  const seesCosts = data?.items.some((stock) => stock.internal !== undefined) ?? false;
  return (
    <>
      <title>Stocks · Rate book · PatriotForge</title>
      <RateBookHeader />
      <Card>
        <RateBookTabs current="stocks" />
        <div className="flex flex-wrap gap-2 border-b border-line p-2.5">
          <SearchInput label="Name, code, weight" value={q} onSearch={(text) => url.set({ q: text }, { replace: true })} />
          <Select
            aria-label="Family"
            className="w-44 max-md:flex-1"
            value={family}
            onChange={(event) => url.set({ family: event.target.value })}
            options={[{ value: "", label: "Every family" }, ...families.map((one) => ({ value: one.code, label: one.name }))]}
          />
          <Select
            aria-label="Form"
            className="w-36 max-md:flex-1"
            value={form}
            onChange={(event) => url.set({ form: event.target.value })}
            options={[
              { value: "", label: "Sheets and rolls" },
              { value: "sheet", label: "Sheets" },
              { value: "roll", label: "Rolls" },
            ]}
          />
        </div>
        {error && !data ? (
          <ErrorState error={error} title="The stocks could not be loaded" retry={() => void refetch()} />
        ) : data?.total === 0 ? (
          <EmptyState title="No stock matches" icon={<Layers aria-hidden />} hint="Try a weight such as 100 lb, a finish, or a part of the name.">
            <Button onClick={() => url.set({ q: "", family: "", form: "" })}>Clear the filters</Button>
          </EmptyState>
        ) : (
          <DataTable
            label="Stocks"
            columns={seesCosts ? [...COLUMNS, PRICE] : COLUMNS}
            rows={data?.items}
            rowId={(stock) => stock.id}
            onOpen={(stock) => url.set({ open: stock.id, page: String(page) })}
            stale={isPlaceholderData}
            skeletonRows={14}
            card={(stock) => (
              <>
                <span className="flex justify-between gap-3">
                  <span className="truncate font-medium">{stock.name}</span>
                  {stock.internal?.price && <MoneyDisplay value={stock.internal.price} className="shrink-0" />}
                </span>
                <span className="flex justify-between gap-3 text-xs text-faint tabular-nums">
                  <span className="truncate">
                    {stock.code} · {sheetSize(stock)}
                  </span>
                  <span className="shrink-0">{formatDecimal(stock.caliper_in)}″</span>
                </span>
              </>
            )}
          />
        )}
        {data && data.total > 0 && <Pagination page={page} perPage={STOCKS_PER_PAGE} total={data.total} href={(to) => url.href({ page: String(to) })} />}
      </Card>
      <StockDialog stock={data?.items.find((stock) => stock.id === open)} onClose={() => url.set({ open: "", page: String(page) }, { replace: true })} />
    </>
  );
}

export const Component = StocksPage;
