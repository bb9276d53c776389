import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { LayoutDashboard, SlidersHorizontal } from "lucide-react";
import { useState, type ReactNode } from "react";

import { useCan } from "@/features/auth/queries";
import { cn } from "@/lib/cn";
import { formatCount } from "@/lib/count";
import { useUrlState } from "@/lib/urlState";
import { Button, ButtonLink } from "@/ui/Button";
import { Card, CardHeader } from "@/ui/Card";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Field } from "@/ui/Field";
import { PageHeader } from "@/ui/PageHeader";
import { Select } from "@/ui/Select";
import { Skeleton } from "@/ui/Skeleton";
import { toast } from "@/ui/toast";

import { BarChart } from "./BarChart";
import { Customize } from "./Customize";
import { Figures } from "./Figures";
import { FigureTable } from "./FigureTable";
import { QuoteRows } from "./Lists";
import { Needs } from "./Needs";
import { dashboardQuery, keepLayout, type Dashboard, type ReportTable, type Stretch, type Widget } from "./queries";
import { WIDGET_NAMES } from "./widgets";

const STRETCHES: readonly { value: Stretch; label: string }[] = [
  { value: "week", label: "This week" },
  { value: "month", label: "This month" },
  { value: "quarter", label: "This quarter" },
  { value: "year", label: "This year" },
];
const DEFAULTS = { stretch: "month", of: "all" };

function DashboardPage() {
  const url = useUrlState(DEFAULTS);
  const stretch = STRETCHES.find((one) => one.value === url.values.stretch)?.value ?? "month";
  const everybody = useCan()("quotes:read_all");
  const query = dashboardQuery(stretch, url.values.of === "mine");
  const dashboard = useQuery(query);
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const keep = useMutation({
    mutationFn: keepLayout,
    onMutate: (widgets) => {
      if (widgets === null) return;
      client.setQueryData(query.queryKey, (before) => before && { ...before, widgets, is_own: true });
    },
    onError: (problem) => toast(problem.message),
    onSettled: () => client.invalidateQueries({ queryKey: ["dashboard"] }),
  });
  const data = dashboard.data;
  return (
    <>
      <title>Dashboard · PatriotForge</title>
      <PageHeader
        title="Dashboard"
        actions={
          <>
            {everybody && (
              <Field label="Whose quotes" hideLabel className="w-40">
                <Select value={url.values.of} onChange={(event) => url.set({ of: event.target.value })} options={[{ value: "all", label: "Everybody’s quotes" }, { value: "mine", label: "My quotes" }]} />
              </Field>
            )}
            <Field label="Stretch of time" hideLabel className="w-36">
              <Select value={stretch} onChange={(event) => url.set({ stretch: event.target.value })} options={STRETCHES} />
            </Field>
            <Button icon={<SlidersHorizontal aria-hidden />} disabled={!data} onClick={() => setOpen(true)}>Customize</Button>
          </>
        }
      />
      {dashboard.error && !data ? (
        <Card><ErrorState error={dashboard.error} title="The dashboard could not be loaded" retry={() => void dashboard.refetch()} /></Card>
      ) : data === undefined ? <Loading /> : data.widgets.length === 0 ? (
        <Card>
          <EmptyState title="Your dashboard is empty" icon={<LayoutDashboard aria-hidden />} hint="Choose what you want to see first.">
            <Button kind="primary" onClick={() => setOpen(true)}>Choose widgets</Button>
          </EmptyState>
        </Card>
      ) : (
        <div aria-busy={dashboard.isPlaceholderData} className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2">
          {data.widgets.map((widget) => <OneWidget key={widget} widget={widget} data={data} />)}
        </div>
      )}
      {data && (
        <Customize open={open} onClose={() => setOpen(false)} available={data.available} shown={data.widgets} isOwn={data.is_own} keep={(widgets) => keep.mutate(widgets)} />
      )}
    </>
  );
}

export { DashboardPage as Component };

function OneWidget({ widget, data }: { readonly widget: Widget; readonly data: Dashboard }) {
  const content = contentOf(widget, data);
  const id = `widget-${widget}`;
  if (content === null) {
    return <Card aria-labelledby={id}><CardHeader id={id} title={WIDGET_NAMES[widget]} /><div aria-busy="true" className="min-h-40 p-4"><Skeleton className="w-1/2" /></div></Card>;
  }
  return (
    <Card aria-labelledby={id} className={cn("min-w-0", widget === "figures" && "xl:col-span-2")}>
      {content.bare === true ? <h2 id={id} className="sr-only">{WIDGET_NAMES[widget]}</h2> : (
        <CardHeader id={id} title={WIDGET_NAMES[widget]} meta={content.count === undefined ? null : formatCount(content.count)} actions={content.actions} />
      )}
      {content.body}
    </Card>
  );
}

interface Content {
  readonly body: ReactNode;
  readonly count?: number;
  readonly actions?: ReactNode;
  readonly bare?: boolean;
}

function contentOf(widget: Widget, data: Dashboard): Content | null {
  switch (widget) {
    case "figures":
      return data.figures ? { body: <Figures figures={data.figures} />, bare: true } : null;
    case "needs_you":
      return data.needs_you ? { body: <Needs needs={data.needs_you} />, count: data.needs_you.quotes } : null;
    case "pipeline":
      return data.pipeline ? { body: <Chart table={data.pipeline} label="Open quotes by stage" first="Stage" column="total" countColumn="quotes" />, actions: <ButtonLink kind="quiet" to="/reports/pipeline">By age</ButtonLink> } : null;
    case "turnaround":
      return data.turnaround ? { body: <Chart table={data.turnaround} label="Median turnaround by rep" first="Rep" column="median" />, actions: <ButtonLink kind="quiet" to="/reports/turnaround">Report</ButtonLink> } : null;
    case "expiring":
    case "silent":
    case "approved": {
      const list = data[widget];
      return list ? { body: <QuoteRows name={widget} list={list} />, count: list.quotes } : null;
    }
  }
}

interface ChartProps {
  readonly table: ReportTable;
  readonly label: string;
  readonly first: string;
  readonly column: string;
  readonly countColumn?: string;
}

function Chart({ table, label, first, column, countColumn }: ChartProps) {
  const [asTable, setAsTable] = useState(false);
  const shown = table.columns.find((one) => one.key === column);
  if (!shown || table.rows.length === 0) return <p className="px-4 py-5 text-sm text-soft">Nothing to count in these days.</p>;
  return (
    <>
      {asTable ? <FigureTable label={label} first={first} table={table} /> : <BarChart label={label} column={shown} rows={table.rows} listColumn="quotes" {...(countColumn === undefined ? {} : { countColumn })} />}
      <div className="border-t border-line px-2 py-1">
        <Button kind="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>{asTable ? "Show as chart" : "Show as table"}</Button>
      </div>
    </>
  );
}

function Loading() {
  return (
    <div role="status" aria-busy="true" className="grid grid-cols-1 gap-4 xl:grid-cols-2">
      <span className="sr-only">Loading the dashboard</span>
      <Card className="grid min-h-32 grid-cols-1 gap-4 p-4 min-[30rem]:grid-cols-2 xl:col-span-2 xl:grid-cols-4">
        {Array.from({ length: 4 }, (_, place) => <span key={place} className="flex min-h-24 flex-col gap-3"><Skeleton className="w-1/2" /><Skeleton className="h-7 w-2/3" /></span>)}
      </Card>
      {Array.from({ length: 4 }, (_, place) => (
        <Card key={place} className="flex min-h-72 flex-col gap-4 p-4"><Skeleton className="w-1/3" /><Skeleton className="w-2/3" /><Skeleton className="w-1/2" /></Card>
      ))}
    </div>
  );
}
