import { useQuery } from "@tanstack/react-query";
import { ChartColumn, Download, Table2 } from "lucide-react";
import { useParams } from "react-router";

import { useCan } from "@/features/auth/queries";
import { formatDay, today } from "@/lib/dates";
import { useUrlState } from "@/lib/urlState";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { DatePicker, Field } from "@/ui/Field";
import { Forbidden } from "@/ui/Forbidden";
import { PageHeader } from "@/ui/PageHeader";
import { Select } from "@/ui/Select";
import { Skeleton } from "@/ui/Skeleton";
import { Tabs } from "@/ui/Tabs";

import { BarChart } from "./BarChart";
import { FigureTable } from "./FigureTable";
import { fileUrl, reportQuery, type By, type Question, type Report, type ReportName } from "./queries";

interface Page {
  readonly name: ReportName;
  readonly tab: string;
  readonly question: string;
  /** Where the list of a bar's quotes stands. */
  readonly list: string;
}

const FIRST_PAGE: Page = { name: "win-rate", tab: "Win rate", question: "How often do we win?", list: "quotes" };
const PAGES: readonly Page[] = [
  FIRST_PAGE,
  { name: "lost", tab: "Lost reasons", question: "Why do we lose?", list: "quotes" },
  { name: "turnaround", tab: "Turnaround", question: "How fast do we answer?", list: "quotes" },
  { name: "margin", tab: "Margin", question: "What do we earn on what we quote?", list: "quotes" },
  { name: "pipeline", tab: "Pipeline", question: "What is open, and how old is it?", list: "total" },
];

const GROUPS: readonly { value: By; label: string }[] = [
  { value: "rep", label: "By rep" },
  { value: "customer", label: "By customer" },
  { value: "product", label: "By product" },
  { value: "size", label: "By size" },
  { value: "month", label: "By month" },
];
const FIRST_COLUMN: Record<By, string> = { rep: "Rep", customer: "Customer", product: "Product", size: "Size", month: "Month", reason: "Reason" };
const DEFAULTS = { by: "rep", from: "", to: "", owner_id: "", view: "chart" };
const MOST_BARS = 15;

function ReportsPage() {
  const { report } = useParams();
  const page = PAGES.find((one) => one.name === report) ?? FIRST_PAGE;
  const can = useCan();
  if (page.name === "margin" && !can("costs:view")) return <Forbidden permission="costs:view" />;
  return <OpenReport key={page.name} page={page} />;
}

function OpenReport({ page }: { readonly page: Page }) {
  const can = useCan();
  const url = useUrlState(DEFAULTS);
  const by = GROUPS.find((one) => one.value === url.values.by)?.value ?? "rep";
  const question: Question = { name: page.name, by, from: url.values.from, to: url.values.to, owner_id: url.values.owner_id };
  const report = useQuery(reportQuery(question));
  const asTable = url.values.view === "table";
  const shown = PAGES.filter((one) => one.name !== "margin" || can("costs:view"));
  const period = report.data?.period;
  return (
    <>
      <title>{`${page.question} · PatriotForge`}</title>
      <PageHeader
        title={page.question}
        meta={page.name !== "pipeline" && (period ? <span>{formatDay(period.first)} to {formatDay(period.last)}</span> : <Skeleton className="my-0.5 h-4 w-48" />)}
        actions={
          <>
            <Button aria-pressed={asTable} icon={asTable ? <ChartColumn aria-hidden /> : <Table2 aria-hidden />} onClick={() => url.set({ view: asTable ? "chart" : "table" })}>
              {asTable ? "Show as chart" : "Show as table"}
            </Button>
            {can("exports:read") && (
              <Button icon={<Download aria-hidden />} onClick={() => globalThis.location.assign(fileUrl(question))}>Export CSV</Button>
            )}
          </>
        }
      />
      <Card>
        <Tabs label="Reports" current={page.name} tabs={shown.map((one) => ({ id: one.name, label: one.tab, href: `/reports/${one.name}${url.href({ by: "rep" }).replace(/^\?$/, "")}` }))} />
        {page.name !== "pipeline" && <Filters page={page} by={by} url={url} />}
        <Body page={page} by={page.name === "lost" ? "reason" : by} report={report.data} stale={report.isPlaceholderData} error={report.error} retry={() => void report.refetch()} asTable={asTable} />
      </Card>
      {report.data && <Definitions report={report.data} />}
    </>
  );
}

export { ReportsPage as Component };

function Filters({ page, by, url }: { readonly page: Page; readonly by: By; readonly url: ReturnType<typeof useUrlState<typeof DEFAULTS>> }) {
  const day = today();
  const spans = [
    { label: "Last 90 days", from: "", to: "" },
    { label: "This month", from: `${day.slice(0, 7)}-01`, to: day },
    { label: "This year", from: `${day.slice(0, 4)}-01-01`, to: day },
  ];
  return (
    <div className="grid grid-cols-2 items-end gap-2 border-b border-line p-2.5 md:flex md:flex-wrap">
      {page.name !== "lost" && (
        <Field label="Grouped" hideLabel className="max-md:col-span-2 md:w-40">
          <Select value={by} onChange={(event) => url.set({ by: event.target.value })} options={GROUPS} />
        </Field>
      )}
      <Field label="From" className="md:flex-row md:items-center md:gap-2">
        <DatePicker value={url.values.from} max={url.values.to} onChange={(event) => url.set({ from: event.target.value })} className="md:w-36" />
      </Field>
      <Field label="to" className="md:flex-row md:items-center md:gap-2">
        <DatePicker value={url.values.to} min={url.values.from} onChange={(event) => url.set({ to: event.target.value })} className="md:w-36" />
      </Field>
      <div className="flex flex-wrap gap-1 max-md:col-span-2">
        {spans.map((span) => {
          const chosen = span.from === url.values.from && span.to === url.values.to;
          return (
            <Button key={span.label} kind={chosen ? "plain" : "quiet"} aria-pressed={chosen} onClick={() => url.set({ from: span.from, to: span.to })}>
              {span.label}
            </Button>
          );
        })}
        {url.values.owner_id !== "" && <Button kind="quiet" onClick={() => url.set({ owner_id: "" })}>Everybody&rsquo;s quotes</Button>}
      </div>
    </div>
  );
}

interface BodyProps {
  readonly page: Page;
  readonly by: By;
  readonly report: Report | undefined;
  readonly stale: boolean;
  readonly error: unknown;
  readonly retry: () => void;
  readonly asTable: boolean;
}

function Body({ page, by, report, stale, error, retry, asTable }: BodyProps) {
  if (!report && error) return <ErrorState error={error} title="The report could not be loaded" retry={retry} />;
  const table = report?.table ?? report?.internal;
  if (!table) return <ChartSkeleton />;
  const first = page.name === "pipeline" ? "Stage" : FIRST_COLUMN[by];
  const empty = page.name === "pipeline" ? table.whole.cells["quotes"]?.value === "0" : table.rows.length === 0;
  if (empty) {
    return <EmptyState title="Nothing to count here" icon={<ChartColumn aria-hidden />} hint={page.name === "pipeline" ? "No quote is open." : "No quote counts in these days. A longer period may have some."} />;
  }
  const column = table.columns[page.name === "pipeline" ? 1 : 0];
  if (!column) return null;
  const bars = table.rows.slice(0, MOST_BARS);
  const hidden = table.rows.length - bars.length + table.left_out;
  return (
    <div aria-busy={stale} className={stale ? "opacity-60" : undefined}>
      {asTable ? <FigureTable label={report?.question ?? page.question} first={first} table={table} /> : (
        <BarChart label={`${column.label} by ${first.toLowerCase()}`} column={column} rows={bars} listColumn={page.list} />
      )}
      {!asTable && hidden > 0 && <p className="border-t border-line px-4 py-2 text-xs text-faint">{hidden} more stand in the table and in the file.</p>}
      {asTable && table.left_out > 0 && <p className="border-t border-line px-4 py-2 text-xs text-faint">{table.left_out} more stand in the file; the last row counts them too.</p>}
    </div>
  );
}

function ChartSkeleton() {
  return (
    <div role="status" aria-busy="true" className="flex min-h-80 flex-col gap-1 px-4 pt-3 pb-4">
      <span className="sr-only">Loading the report</span>
      {Array.from({ length: 9 }, (_, row) => (
        <span key={row} className="grid min-h-11 grid-cols-1 items-center gap-3 md:min-h-8 md:grid-cols-[12rem_1fr_8rem]">
          <Skeleton className="w-2/3" />
          <Skeleton className={["w-4/5", "w-3/5", "w-2/5"][row % 3] ?? "w-1/2"} />
        </span>
      ))}
    </div>
  );
}

function Definitions({ report }: { readonly report: Report }) {
  return (
    <Card className="mt-4 p-4" aria-label="How this is counted">
      <h2 className="text-sm font-semibold">How this is counted</h2>
      <ul className="mt-2 flex max-w-prose list-disc flex-col gap-1 pl-5 text-sm text-soft">
        {report.definitions.map((text) => <li key={text}>{text}</li>)}
      </ul>
      {report.previous && (
        <p className="mt-2 text-sm text-soft">
          Compared with {formatDay(report.previous.first)} to {formatDay(report.previous.last)}.
        </p>
      )}
    </Card>
  );
}
