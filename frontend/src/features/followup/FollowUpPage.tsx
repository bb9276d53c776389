import { useQuery, useQueryClient } from "@tanstack/react-query";
import { BellRing, CalendarClock, Coffee, Phone } from "lucide-react";
import { useState } from "react";

import { useCan } from "@/features/auth/queries";
import { plural, toCount } from "@/lib/count";
import { daysUntil, formatAgo, formatDay } from "@/lib/dates";
import { dollars } from "@/lib/figures";
import { useUrlState } from "@/lib/urlState";
import { Button, ButtonLink, IconButton } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { Checkbox } from "@/ui/Checkbox";
import { DataTable, type Column } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { Pagination } from "@/ui/Pagination";
import { Tabs } from "@/ui/Tabs";

import { planWords } from "./days";
import { PlanModal } from "./PlanModal";
import { changeShopPlan, listQuery, PER_PAGE, shopPlanQuery, type ListName, type Row } from "./queries";
import { WordsModal, type Deed } from "./WordsModal";

const LISTS: readonly { id: ListName; label: string; says: string; none: string; hint: string }[] = [
  { id: "silent", label: "Silent", says: "Sent and valid, without an answer, and nobody has called or written by hand for a week. The mails of the plan do not count.", none: "Nobody is silent", hint: "Every sent quote was answered, or somebody spoke with its customer this week." },
  { id: "expiring", label: "Expiring this week", says: "Sent quotes whose last day is within seven days.", none: "Nothing expires this week", hint: "No sent quote has its last day within seven days." },
];

function FollowUpPage() {
  const can = useCan();
  const client = useQueryClient();
  const url = useUrlState({ list: "silent", own: "", page: "1" });
  const shown = LISTS.find((one) => one.id === url.values.list) ?? LISTS[0];
  const own = url.values.own === "1";
  const page = toCount(url.values.page) ?? 1;
  const { data, error, refetch, isPlaceholderData } = useQuery(listQuery(shown?.id ?? "silent", own, page));
  const plan = useQuery(shopPlanQuery()).data;
  const [deed, setDeed] = useState<{ deed: Deed; row: Row } | null>(null);
  const [planning, setPlanning] = useState(false);
  return (
    <>
      <title>Follow-up · PatriotForge</title>
      <PageHeader
        title="Follow-up"
        meta={plan && planWords(plan)}
        actions={plan && can("settings:manage") && <Button icon={<CalendarClock aria-hidden />} onClick={() => setPlanning(true)}>The shop’s reminders</Button>}
      />
      <Card aria-label="Quotes to follow up">
        <Tabs label="Lists" current={shown?.id ?? "silent"} tabs={LISTS.map(({ id, label }) => ({ id, label, href: url.href({ list: id }), count: data?.counts[id] }))} />
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line px-4 py-2.5">
          <p className="text-xs text-faint">{shown?.says}</p>
          {can("quotes:read_all") && <Checkbox label="Only mine" checked={own} onChange={({ target }) => url.set({ own: target.checked ? "1" : "" })} />}
        </div>
        {error && !data ? (
          <ErrorState error={error} title="The list could not be loaded" retry={() => void refetch()} />
        ) : data?.total === 0 ? (
          <EmptyState title={shown?.none ?? ""} hint={shown?.hint} icon={<Coffee aria-hidden />}>
            <ButtonLink to="/quotes?tab=sent">All sent quotes</ButtonLink>
          </EmptyState>
        ) : (
          <DataTable
            label="Quotes to follow up"
            columns={columns((act, row) => setDeed({ deed: act, row }))}
            rows={data?.items}
            rowId={(row) => row.id}
            rowHref={(row) => `/quotes/${row.id}`}
            card={cardOf}
            stale={isPlaceholderData}
          />
        )}
        {data && data.total > 0 && <Pagination page={page} perPage={PER_PAGE} total={data.total} href={(to) => url.href({ page: to.toString() })} />}
      </Card>
      {deed && <WordsModal deed={deed.deed} quote={deed.row} onClose={() => setDeed(null)} />}
      {planning && plan && (
        <PlanModal
          title="The shop’s reminders"
          description="For every sent quote that has no days of its own. They leave on working days between nine and five."
          plan={plan}
          save={async (wanted) => {
            await changeShopPlan(wanted, plan.version);
            await client.invalidateQueries({ queryKey: ["follow-up"] });
          }}
          onClose={() => setPlanning(false)}
        />
      )}
    </>
  );
}

export { FollowUpPage as Component };

function columns(act: (deed: Deed, row: Row) => void): Column<Row>[] {
  return [
    { id: "number", header: "Quote", primary: true, className: "w-24 tabular-nums", cell: (row) => row.number },
    {
      id: "customer", header: "Customer", className: "max-w-80",
      cell: (row) => (
        <>
          <span className="block truncate text-ink">{row.customer_name}</span>
          <span className="block truncate text-xs text-faint">{[row.contact_name, row.contact_phone].filter(Boolean).join(" · ") || row.title}</span>
        </>
      ),
    },
    { id: "total", header: "Total", align: "right", className: "w-28", cell: (row) => <span className="font-medium text-ink">{dollars(row.total)}</span> },
    { id: "sent", header: "Sent", className: "w-28 whitespace-nowrap", cell: (row) => <time dateTime={row.sent_at}>{formatAgo(row.sent_at)}</time> },
    { id: "valid", header: "Valid until", className: "w-36", cell: (row) => <>{formatDay(row.valid_until)}<span className="block text-xs text-faint">{daysLeft(row)}</span></> },
    { id: "seen", header: "Customer", className: "w-36", wideOnly: true, cell: (row) => <>{seen(row)}<span className="block text-xs text-faint">{row.reminders === 0 ? "not reminded" : `${plural(row.reminders, "reminder")} mailed`}</span></> },
    { id: "spoken", header: "Spoken to", className: "w-28", wideOnly: true, cell: (row) => (row.chased_at === null ? "–" : formatAgo(row.chased_at)) },
    { id: "rep", header: "Rep", className: "w-32 truncate", wideOnly: true, cell: (row) => row.owner.name },
    {
      id: "act", header: <span className="sr-only">What to do</span>, align: "right", className: "w-24",
      cell: (row) => (
        <span className="relative z-1 flex justify-end gap-1">
          <IconButton label={`I called about ${row.number}`} icon={<Phone aria-hidden />} onClick={() => act("call", row)} />
          <IconButton label={`Remind of ${row.number}`} icon={<BellRing aria-hidden />} onClick={() => act("remind", row)} />
        </span>
      ),
    },
  ];
}

function daysLeft({ valid_until: day }: Row): string {
  const days = daysUntil(day);
  return days <= 0 ? "today is the last day" : `${plural(days, "day")} left`;
}

function seen({ views, last_viewed_at: last }: Row): string {
  return views === 0 || last === null ? "Not looked at" : `Looked ${formatAgo(last)}`;
}

function cardOf(row: Row) {
  return (
    <span className="flex flex-col gap-1">
      <span className="flex items-baseline justify-between gap-3">
        <span className="truncate font-medium text-ink">{row.customer_name}</span>
        <span className="font-medium text-ink tabular-nums">{dollars(row.total)}</span>
      </span>
      <span className="flex items-center justify-between gap-3 text-xs text-faint">
        <span className="min-w-0 truncate"><span className="text-accent-ink tabular-nums">{row.number}</span> · sent {formatAgo(row.sent_at)}</span>
        <span className="whitespace-nowrap">{daysLeft(row)}</span>
      </span>
    </span>
  );
}
