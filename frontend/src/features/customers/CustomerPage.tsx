import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Archive, ArchiveRestore, FilePlus2, Pencil } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useNavigate, useParams } from "react-router";
import { ApiError } from "@/api/errors";
import { useCan } from "@/features/auth/queries";
import { useCommands } from "@/lib/commands";
import { useHotkeys } from "@/lib/hotkeys";
import { useRecent } from "@/lib/recents";
import { Button, ButtonLink } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { Notice } from "@/ui/Notice";
import { PageHeader } from "@/ui/PageHeader";
import { QueryProblem } from "@/ui/QueryProblem";
import { SkeletonLines } from "@/ui/Skeleton";
import { SplitPane } from "@/ui/SplitPane";
import { toast } from "@/ui/toast";
import { AddressesCard } from "./AddressesCard";
import { CertificatesCard } from "./CertificatesCard";
import { ContactsCard } from "./ContactsCard";
import { CustomerDialog } from "./CustomerDialog";
import { CustomerFacts } from "./CustomerFacts";
import { CustomerFlags } from "./CustomerFlags";
import { CustomerSkeleton } from "./CustomerSkeleton";
import { archiveCustomer, customerQuery, keep, restoreCustomer, type Customer } from "./queries";

const FilesCard = lazy(() => import("@/features/files/FilesCard").then((module) => ({ default: module.FilesCard })));

function CustomerPage() {
  const { customerId = "" } = useParams();
  const { data, error, refetch } = useQuery(customerQuery(customerId));
  useRecent("customer", `/customers/${customerId}`, data?.name);
  if (data) return <LoadedCustomer customer={data} />;
  if (error) {
    return (
      <QueryProblem
        error={error}
        title="The customer could not be loaded"
        retry={() => void refetch()}
        thing="customer"
        permission="customers:read"
        back={{ to: "/customers", label: "Go to the customers" }}
      />
    );
  }
  return <CustomerSkeleton />;
}

function LoadedCustomer({ customer }: { customer: Customer }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const can = useCan();
  const writes = can("customers:write");
  const quotes = (can("quotes:write_own") || can("quotes:write_all")) && !customer.archived;
  const [editing, setEditing] = useState(false);
  const newQuote = `/quotes/new?${new URLSearchParams({ customer: customer.id, name: customer.name })}`;

  const move = async (to: "archive" | "restore", from: Customer) => {
    try {
      const moved = to === "archive" ? await archiveCustomer(from) : await restoreCustomer(from);
      await keep(client, moved);
      if (to === "archive") toast(`${moved.name} is archived.`, { undo: () => void move("restore", moved) });
      else toast(`${moved.name} is back among the active customers.`);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      toast(error.message, { tone: "bad" });
      await client.invalidateQueries(customerQuery(customer.id));
    }
  };

  useHotkeys([{ keys: "e", label: "Edit the customer", group: "This screen", run: () => setEditing(true) }], writes);
  useCommands([
    ...(quotes ? [{ id: "quote-for", label: `New quote for ${customer.name}`, icon: FilePlus2, run: () => void navigate(newQuote) }] : []),
    ...(writes ? [{ id: "edit-customer", label: `Edit ${customer.name}`, icon: Pencil, keys: "e", run: () => setEditing(true) }] : []),
    ...(writes && !customer.archived ? [{ id: "archive-customer", label: `Archive ${customer.name}`, icon: Archive, run: () => void move("archive", customer) }] : []),
    ...(writes && customer.archived ? [{ id: "restore-customer", label: `Restore ${customer.name}`, icon: ArchiveRestore, run: () => void move("restore", customer) }] : []),
  ]);

  return (
    <>
      <title>{`${customer.name} · PatriotForge`}</title>
      <PageHeader
        back={{ to: "/customers", label: "Customers" }}
        title={customer.name}
        meta={<CustomerFlags customer={customer} />}
        actions={
          <>
            {writes && (
              <>
                {customer.archived ? (
                  <Button icon={<ArchiveRestore aria-hidden />} onClick={() => void move("restore", customer)}>
                    Restore
                  </Button>
                ) : (
                  <Button icon={<Archive aria-hidden />} onClick={() => void move("archive", customer)}>
                    Archive
                  </Button>
                )}
                <Button icon={<Pencil aria-hidden />} onClick={() => setEditing(true)}>
                  Edit
                </Button>
              </>
            )}
            {quotes && (
              <ButtonLink kind="primary" to={newQuote} icon={<FilePlus2 aria-hidden />}>
                New quote
              </ButtonLink>
            )}
          </>
        }
      />
      {customer.on_hold && (
        <Notice tone="warn" className="mb-4">
          This customer is on hold{customer.note ? `: ${customer.note}` : "."}
        </Notice>
      )}
      <SplitPane
        sideLabel="About the customer"
        main={
          <>
            <ContactsCard customer={customer} writes={writes} />
            <AddressesCard customer={customer} writes={writes} />
            <CertificatesCard customer={customer} writes={writes} />
            <Suspense fallback={<Card className="min-h-48"><SkeletonLines lines={2} label="Loading the files" /></Card>}>
              <FilesCard key={customer.id} home={{ kind: "customers", id: customer.id }} writes={writes && !customer.archived} />
            </Suspense>
          </>
        }
        side={<CustomerFacts customer={customer} />}
      />
      {editing && <CustomerDialog customer={customer} onClose={() => setEditing(false)} onSaved={() => undefined} />}
    </>
  );
}

export const Component = CustomerPage;
