import { useQuery } from "@tanstack/react-query";
import { FileInput } from "lucide-react";

import { useCan } from "@/features/auth/queries";
import { formatCount, plural, toCount } from "@/lib/count";
import { formatShort } from "@/lib/dates";
import { useUrlState } from "@/lib/urlState";
import { Badge } from "@/ui/Badge";
import { Card, CardHeader } from "@/ui/Card";
import { DataTable, type Column } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Forbidden } from "@/ui/Forbidden";
import { PageHeader } from "@/ui/PageHeader";
import { Pagination } from "@/ui/Pagination";

import { IMPORTS_PER_PAGE, importsQuery, type ImportSummary } from "./queries";
import { UploadCard } from "./UploadCard";
import { KINDS, sayCounts, STATES, wordsOf } from "./words";

function StateBadge({ of }: { readonly of: ImportSummary }) {
  const { label, tone } = STATES[of.state];
  return <Badge tone={tone}>{label}</Badge>;
}

const COLUMNS: Column<ImportSummary>[] = [
  { id: "file", header: "File", primary: true, cell: (row) => <span className="wrap-anywhere">{row.file_name}</span> },
  { id: "kind", header: "Holds", cell: (row) => wordsOf(row.kind).label },
  { id: "rows", header: "Rows", align: "right", cell: (row) => formatCount(row.row_count) },
  { id: "state", header: "State", cell: (row) => <StateBadge of={row} /> },
  { id: "result", header: "What it did", wideOnly: true, cell: (row) => (row.result ? sayCounts(row.result.counts) : "–") },
  { id: "by", header: "By", cell: (row) => row.created_by },
  { id: "at", header: "When", align: "right", cell: (row) => formatShort(row.created_at) },
];

/** Files from other systems: bring one in, and see what became of the earlier ones. */
function ImportsPage() {
  const can = useCan();
  const url = useUrlState({ kind: "", page: "1" });
  const page = toCount(url.values.page) ?? 1;
  const allowed = KINDS.filter(({ permission }) => can(permission));
  const { data, error, isPlaceholderData, refetch } = useQuery({ ...importsQuery(page), enabled: allowed.length > 0 });
  const first = allowed.find(({ kind }) => kind === url.values.kind) ?? allowed[0];
  if (first === undefined) return <Forbidden permission="customers:write" />;
  return (
    <>
      <title>Import · PatriotForge</title>
      <PageHeader title="Import" meta={data ? plural(data.total, "file") : null} />
      <div className="flex flex-col gap-4">
        <UploadCard key={first.kind} initial={first.kind} />
        <Card aria-labelledby="earlier-imports">
          <CardHeader id="earlier-imports" title="Earlier files" />
          {error && !data ? (
            <ErrorState error={error} title="The imports could not be loaded" retry={() => void refetch()} />
          ) : data?.total === 0 ? (
            <EmptyState compact title="No file has come in yet" icon={<FileInput aria-hidden />} hint="Each file stays listed here with what it changed." />
          ) : (
            <DataTable
              label="Imports"
              columns={COLUMNS}
              rows={data?.items}
              rowId={(row) => row.id}
              rowHref={(row) => `/imports/${row.id}`}
              stale={isPlaceholderData}
              skeletonRows={5}
              card={(row) => (
                <>
                  <span className="flex items-center justify-between gap-3">
                    <span className="truncate font-medium">{row.file_name}</span>
                    <StateBadge of={row} />
                  </span>
                  <span className="flex items-center justify-between gap-3 text-xs text-faint">
                    <span className="truncate">{wordsOf(row.kind).label}, {plural(row.row_count, "row")}</span>
                    <span className="shrink-0">{formatShort(row.created_at)}</span>
                  </span>
                </>
              )}
            />
          )}
          {data && data.total > IMPORTS_PER_PAGE && <Pagination page={page} perPage={IMPORTS_PER_PAGE} total={data.total} href={(to) => url.href({ page: String(to) })} />}
        </Card>
      </div>
    </>
  );
}

export const Component = ImportsPage;
