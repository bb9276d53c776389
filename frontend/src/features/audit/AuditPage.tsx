import { useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useCan } from "@/features/auth/queries";
import { usersQuery } from "@/features/users/queries";
import { toCount } from "@/lib/count";
import { formatMoment } from "@/lib/dates";
import { useUrlState } from "@/lib/urlState";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { DataTable, type Column } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { DatePicker, Field } from "@/ui/Field";
import { ExportMenu } from "@/ui/ExportMenu";
import { PageHeader } from "@/ui/PageHeader";
import { Pagination } from "@/ui/Pagination";
import { SearchInput } from "@/ui/SearchInput";
import { Select } from "@/ui/Select";
import { actionName, differences, fieldName } from "./diff";
import { EntryDialog } from "./EntryDialog";
import { auditQuery, ENTRIES_PER_PAGE, type AuditEntry } from "./queries";

const ENTITIES = ["quote", "customer", "user", "rate_card", "rates", "message", "settings", "approval_rule"];

function summary(entry: AuditEntry): string {
  const fields = differences(entry.before, entry.after).map((one) => fieldName(one.field).toLowerCase());
  if (entry.before === null || fields.length === 0) return "";
  return fields.length > 4 ? `${fields.slice(0, 4).join(", ")} and ${fields.length - 4} more` : fields.join(", ");
}

const COLUMNS: Column<AuditEntry>[] = [
  { id: "at", header: "When", className: "w-48 tabular-nums whitespace-nowrap", cell: (entry) => formatMoment(entry.at) },
  { id: "actor", header: "Who", cell: (entry) => entry.actor.name },
  {
    id: "action",
    header: "What",
    primary: true,
    cell: (entry) => (
      <>
        {actionName(entry.action)}
        <span className="block text-xs font-normal text-faint">{summary(entry)}</span>
      </>
    ),
  },
  { id: "record", header: "Record", cell: (entry) => `${fieldName(entry.entity)} ${entry.entity_label}` },
  { id: "address", header: "From", wideOnly: true, cell: (entry) => <span className="text-xs tabular-nums">{entry.address}</span> },
];

const DEFAULTS = { q: "", entity: "", entity_id: "", actor_id: "", from: "", to: "", page: "1", open: "" };

function AuditPage() {
  const url = useUrlState(DEFAULTS);
  const { open, page: typedPage, ...filter } = url.values;
  const page = toCount(typedPage) ?? 1;
  const { data, error, isPlaceholderData, refetch } = useQuery(auditQuery({ ...filter, page }));
  const can = useCan();
  const admin = can("users:manage");
  const people = useQuery({ ...usersQuery({ q: "", status: "all", page: 1 }), enabled: admin }).data?.items ?? [];
  const clear = () => url.set(DEFAULTS);
  return (
    <>
      <title>Audit · PatriotForge</title>
      <PageHeader title="Audit" meta="Every change, with what stood before and after" actions={can("exports:read") && <ExportMenu list="audit" filters={filter} />} />
      <Card>
        <div className="grid grid-cols-2 items-end gap-2 border-b border-line p-2.5 md:flex md:flex-wrap [&>[role=search]]:max-md:col-span-2">
          <SearchInput label="Number, name, action" value={filter.q} onSearch={(q) => url.set({ q }, { replace: true })} />
          <Field label="Record" hideLabel className="md:w-40">
            <Select value={filter.entity} onChange={(event) => url.set({ entity: event.target.value })} options={[{ value: "", label: "Every record" }, ...ENTITIES.map((value) => ({ value, label: fieldName(value) }))]} />
          </Field>
          {admin && (
            <Field label="Who" hideLabel className="md:w-44">
              <Select value={filter.actor_id} onChange={(event) => url.set({ actor_id: event.target.value })} options={[{ value: "", label: "Everybody" }, ...people.map((user) => ({ value: user.id, label: user.name }))]} />
            </Field>
          )}
          <Field label="From" className="md:flex-row md:items-center md:gap-2">
            <DatePicker value={filter.from} max={filter.to} onChange={(event) => url.set({ from: event.target.value })} className="md:w-36" />
          </Field>
          <Field label="to" className="md:flex-row md:items-center md:gap-2">
            <DatePicker value={filter.to} min={filter.from} onChange={(event) => url.set({ to: event.target.value })} className="md:w-36" />
          </Field>
          {Object.values(filter).some((value) => value !== "") && (
            <Button kind="quiet" onClick={clear}>
              Clear
            </Button>
          )}
        </div>
        {error && !data ? (
          <ErrorState error={error} title="The audit could not be loaded" retry={() => void refetch()} />
        ) : data?.total === 0 ? (
          <EmptyState title="Nothing happened here" icon={<History aria-hidden />} hint="No entry matches these filters.">
            <Button onClick={clear}>Clear the filters</Button>
          </EmptyState>
        ) : (
          <DataTable
            label="Audit entries"
            columns={COLUMNS}
            rows={data?.items}
            rowId={(entry) => String(entry.id)}
            onOpen={(entry) => url.set({ open: String(entry.id), page: typedPage })}
            stale={isPlaceholderData}
            skeletonRows={15}
            card={(entry) => (
              <>
                <span className="flex justify-between gap-3">
                  <span className="truncate font-medium">
                    {actionName(entry.action)} · {entry.entity_label}
                  </span>
                </span>
                <span className="flex justify-between gap-3 text-xs text-faint tabular-nums">
                  <span className="truncate">{entry.actor.name}</span>
                  <span className="shrink-0">{formatMoment(entry.at)}</span>
                </span>
              </>
            )}
          />
        )}
        {data && data.total > 0 && <Pagination page={page} perPage={ENTRIES_PER_PAGE} total={data.total} href={(to) => url.href({ page: String(to) })} />}
      </Card>
      <EntryDialog entry={data?.items.find((entry) => String(entry.id) === open)} onClose={() => url.set({ open: "", page: typedPage }, { replace: true })} />
    </>
  );
}

export const Component = AuditPage;
