import { useQuery } from "@tanstack/react-query";
import { FileInput, Plus, Users } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useCan } from "@/features/auth/queries";
import { plural, toCount } from "@/lib/count";
import { formatShort } from "@/lib/dates";
import { useCommands } from "@/lib/commands";
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
import { Tabs } from "@/ui/Tabs";
import { CustomerDialog } from "./CustomerDialog";
import { CustomerFlags } from "./CustomerFlags";
import { CUSTOMERS_PER_PAGE, customersQuery, type CustomerSort, type CustomerStatus, type CustomerSummary } from "./queries";

const COLUMNS: Column<CustomerSummary>[] = [
  {
    id: "name",
    header: "Customer",
    sort: "name",
    primary: true,
    cell: (row) => row.name,
  },
  { id: "flags", header: "Flags", cell: (row) => <CustomerFlags customer={row} /> },
  {
    id: "contact",
    header: "Contact",
    cell: (row) => (
      <>
        <span className="block text-ink">{row.primary_contact?.name ?? "—"}</span>
        <span className="block text-xs wrap-anywhere text-faint">{row.primary_contact?.email ?? row.email}</span>
      </>
    ),
  },
  { id: "account", header: "Account", wideOnly: true, cell: (row) => <span className="tabular-nums">{row.account_number ?? "—"}</span> },
  { id: "terms", header: "Terms", wideOnly: true, cell: (row) => row.payment_terms },
  { id: "open", header: "Open quotes", align: "right", cell: (row) => row.open_quotes },
  { id: "updated", header: "Updated", sort: "updated_at", align: "right", cell: (row) => formatShort(row.updated_at) },
];

const TABS: { id: CustomerStatus; label: string }[] = [
  { id: "active", label: "Active" },
  { id: "archived", label: "Archived" },
  { id: "all", label: "All" },
];

function CustomerListPage() {
  const navigate = useNavigate();
  const can = useCan();
  const writes = can("customers:write");
  const url = useUrlState({ status: "active", q: "", sort: "", page: "1" });
  const { q } = url.values;
  const status = url.values.status as CustomerStatus;
  const sort = url.values.sort as CustomerSort | "";
  const page = toCount(url.values.page) ?? 1;
  const { data, error, isPlaceholderData, refetch } = useQuery(customersQuery({ q, status, sort, page }));
  const [creating, setCreating] = useState(false);
  useCommands(writes ? [{ id: "new-customer", label: "New customer", icon: Plus, run: () => setCreating(true) }] : []);
  const create = writes && (
    <Button kind="primary" icon={<Plus aria-hidden />} onClick={() => setCreating(true)}>
      New customer
    </Button>
  );
  return (
    <>
      <title>Customers · PatriotForge</title>
      <PageHeader title="Customers" meta={data ? plural(data.total, "customer") : null} actions={<>{can("exports:read") && <ExportMenu list="customers" filters={{ q, status, sort }} />}{writes && <ButtonLink to="/imports?kind=customers" icon={<FileInput aria-hidden />}>Import</ButtonLink>}{create}</>} />
      <Card>
        <Tabs label="Customers by state" current={status} tabs={TABS.map((tab) => ({ ...tab, href: url.href({ status: tab.id }) }))} />
        <div className="border-b border-line p-2.5">
          <SearchInput label="Name, contact, email, account" value={q} onSearch={(text) => url.set({ q: text }, { replace: true })} />
        </div>
        {error && !data ? (
          <ErrorState error={error} title="The customers could not be loaded" retry={() => void refetch()} />
        ) : data?.total === 0 ? (
          <Nothing q={q} status={status} create={create} clear={() => url.set({ q: "", status: "active" })} />
        ) : (
          <DataTable
            label="Customers"
            columns={COLUMNS}
            rows={data?.items}
            rowId={(row) => row.id}
            rowHref={(row) => `/customers/${row.id}`}
            sorting={{ value: sort === "" && q === "" ? "name" : sort, href: (value) => url.href({ sort: value }) }}
            stale={isPlaceholderData}
            skeletonRows={12}
            card={(row) => (
              <>
                <span className="flex items-center justify-between gap-3">
                  <span className="truncate font-medium">{row.name}</span>
                  <CustomerFlags customer={row} />
                </span>
                <span className="flex items-center justify-between gap-3 text-xs text-faint">
                  <span className="truncate">{row.primary_contact?.name ?? row.email ?? row.account_number}</span>
                  <span className="shrink-0 tabular-nums">{row.open_quotes === 0 ? row.payment_terms : plural(row.open_quotes, "open quote")}</span>
                </span>
              </>
            )}
          />
        )}
        {data && data.total > 0 && <Pagination page={page} perPage={CUSTOMERS_PER_PAGE} total={data.total} href={(to) => url.href({ page: String(to) })} />}
      </Card>
      {creating && <CustomerDialog onClose={() => setCreating(false)} onSaved={(customer) => void navigate(`/customers/${customer.id}`)} />}
    </>
  );
}

interface NothingProps {
  q: string;
  status: CustomerStatus;
  create: React.ReactNode;
  clear: () => void;
}

function Nothing({ q, status, create, clear }: NothingProps) {
  if (q === "" && status === "archived") return <EmptyState title="Nothing is archived" icon={<Users aria-hidden />} hint="Customers that you archive wait here and can be restored." />;
  if (q === "") {
    return (
      <EmptyState title="No customers yet" icon={<Users aria-hidden />} hint="Add the first one; a quote can also start with only a prospect's name.">
        {create}
      </EmptyState>
    );
  }
  return (
    <EmptyState title={`Nobody matches “${q}”`} icon={<Users aria-hidden />} hint="Small typing errors are forgiven; try a shorter part of the name or of the email.">
      <Button onClick={clear}>Clear the filters</Button>
      {create}
    </EmptyState>
  );
}

export const Component = CustomerListPage;
