import { useQuery } from "@tanstack/react-query";
import { formatDecimal, formatMoney } from "@/lib/money";
import { useUrlState } from "@/lib/urlState";
import { Card } from "@/ui/Card";
import { DataTable, type Column } from "@/ui/DataTable";
import { ErrorState } from "@/ui/ErrorState";
import { OperationDialog } from "./OperationDialog";
import { operationsQuery, type Operation } from "./queries";
import { RateBookHeader, RateBookTabs } from "./RateBookHeader";

const COLUMNS: Column<Operation>[] = [
  { id: "name", header: "Operation", primary: true, cell: (one) => one.name },
  { id: "phrase", header: "On the quote", cell: (one) => one.phrase || "—" },
  { id: "handles", header: "Handles", cell: (one) => (one.handles === "sheet" ? "Sheets" : "Pieces") },
  { id: "setup", header: "Set-up", align: "right", cell: (one) => `${formatDecimal(one.setup_minutes)} min` },
  { id: "run", header: "Per 1,000", align: "right", cell: (one) => `${formatDecimal(one.minutes_per_thousand)} min` },
  { id: "aliases", header: "Typed as", wideOnly: true, cell: (one) => <span className="text-xs">{one.aliases.join(", ") || "—"}</span> },
];

const RATE: Column<Operation> = { id: "rate", header: "Hour", align: "right", cell: (one) => (one.internal ? formatMoney(one.internal.hourly_rate) : "—") };

function OperationsPage() {
  const { data, error, refetch } = useQuery(operationsQuery());
  const url = useUrlState({ open: "" });
  const open = data?.find((one) => one.code === url.values.open);
  const seesCosts = data?.some((one) => one.internal !== undefined) ?? false;
  return (
    <>
      <title>Finishing · Rate book · PatriotForge</title>
      <RateBookHeader />
      <Card>
        <RateBookTabs current="operations" />
        {error && !data ? (
          <ErrorState error={error} title="The finishing operations could not be loaded" retry={() => void refetch()} />
        ) : (
          <DataTable
            label="Finishing operations"
            columns={seesCosts ? [...COLUMNS, RATE] : COLUMNS}
            rows={data}
            rowId={(one) => one.id}
            onOpen={(one) => url.set({ open: one.code })}
            skeletonRows={14}
            card={(one) => (
              <>
                <span className="flex justify-between gap-3">
                  <span className="truncate font-medium">{one.name}</span>
                  <span className="shrink-0 tabular-nums">{formatDecimal(one.setup_minutes)} min</span>
                </span>
                <span className="block truncate text-xs text-faint">{one.phrase || one.aliases.join(", ") || one.code}</span>
              </>
            )}
          />
        )}
      </Card>
      {open && <OperationDialog operation={open} onClose={() => url.set({ open: "" }, { replace: true })} />}
    </>
  );
}

export const Component = OperationsPage;
