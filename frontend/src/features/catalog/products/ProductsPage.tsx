import { useQuery } from "@tanstack/react-query";
import { Package, Plus } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useCan } from "@/features/auth/queries";
import { plural } from "@/lib/count";
import { useUrlState } from "@/lib/urlState";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { DataTable, type Column } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { QueryProblem } from "@/ui/QueryProblem";
import { SearchInput } from "@/ui/SearchInput";
import { Select } from "@/ui/Select";
import { RateBookHeader, RateBookTabs } from "../RateBookHeader";
import { workWord } from "./model";
import { NewProductDialog } from "./NewProductDialog";
import { productFormsQuery, type Product } from "./queries";

type Row = Product & { archived: boolean };

const COLUMNS: Column<Row>[] = [
  {
    id: "name", header: "Product", primary: true,
    cell: (row) => (
      <>
        {row.name} {row.archived && <Badge>Archived</Badge>}
      </>
    ),
  },
  { id: "group", header: "Group", cell: (row) => row.group || "—" },
  { id: "work", header: "Kind of work", wideOnly: true, cell: (row) => workWord(row.kind) },
  { id: "aliases", header: "Typed as", cell: (row) => <span className="text-xs">{row.aliases.join(", ") || "—"}</span> },
  { id: "sizes", header: "Sizes", align: "right", cell: (row) => row.sizes.length },
  { id: "fields", header: "Fields", align: "right", cell: (row) => row.fields.length },
];

function rowsOf(live: readonly Product[], archived: readonly Product[], which: string): Row[] {
  return [
    ...(which === "archived" ? [] : live.map((one) => ({ ...one, archived: false }))),
    ...(which === "active" ? [] : archived.map((one) => ({ ...one, archived: true }))),
  ];
}

/** The kinds of jobs that the shop quotes: each is a form, kept as data. */
function ProductsPage() {
  const navigate = useNavigate();
  const publishes = useCan()("rates:publish");
  const url = useUrlState({ q: "", status: "active" });
  const { data, error, refetch } = useQuery(productFormsQuery());
  const [creating, setCreating] = useState(false);
  const words = url.values.q.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = data && rowsOf(data.live, data.archived, url.values.status).filter((row) => words.every((word) => [row.name, row.code, row.group, ...row.aliases].some((text) => text.toLowerCase().includes(word))));
  const create = publishes && (
    <Button kind="primary" icon={<Plus aria-hidden />} disabled={!data} onClick={() => setCreating(true)}>
      New product
    </Button>
  );
  if (error && !data) return <QueryProblem error={error} title="The products could not be loaded" retry={() => void refetch()} permission="rates:stage" />;
  return (
    <>
      <title>Products · Rate book · PatriotForge</title>
      <RateBookHeader />
      <Card>
        <RateBookTabs current="products" />
        <div className="flex flex-wrap gap-2 border-b border-line p-2.5">
          <SearchInput label="Name, code, words" value={url.values.q} onSearch={(q) => url.set({ q }, { replace: true })} />
          <Select
            aria-label="State"
            className="w-36 max-md:flex-1"
            value={url.values.status}
            onChange={(event) => url.set({ status: event.target.value })}
            options={[{ value: "active", label: "In use" }, { value: "archived", label: "Archived" }, { value: "all", label: "All" }]}
          />
          <div className="ml-auto max-md:w-full max-md:[&>*]:w-full">{create}</div>
        </div>
        {rows?.length === 0 ? (
          url.isDefault ? (
            <EmptyState title="No products yet" icon={<Package aria-hidden />} hint="A product is a form: what a job of its kind is asked for, and what it starts with." />
          ) : (
            <EmptyState title="No product matches" icon={<Package aria-hidden />} hint="Try a part of the name, or a word that people type for it.">
              <Button onClick={() => url.set({ q: "", status: "active" })}>Clear the filters</Button>
            </EmptyState>
          )
        ) : (
          <DataTable
            label="Products"
            columns={COLUMNS}
            rows={rows}
            rowId={(row) => row.code}
            rowHref={(row) => `/rate-book/products/${row.code}`}
            skeletonRows={14}
            card={(row) => (
              <>
                <span className="flex items-center justify-between gap-3">
                  <span className="truncate font-medium">{row.name}</span>
                  {row.archived && <Badge>Archived</Badge>}
                </span>
                <span className="flex justify-between gap-3 text-xs text-faint">
                  <span className="truncate">{row.aliases.join(", ") || row.code}</span>
                  <span className="shrink-0">{plural(row.fields.length, "field")}</span>
                </span>
              </>
            )}
          />
        )}
      </Card>
      {creating && data && <NewProductDialog products={data} onClose={() => setCreating(false)} onMade={(code) => void navigate(`/rate-book/products/${code}`)} />}
    </>
  );
}

export const Component = ProductsPage;
