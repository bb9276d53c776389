import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { answer, api, ifMatch, type Schemas } from "@/api/client";

export type Report = Schemas["ReportResponse"];
export type ReportTable = Schemas["ReportTable"];
export type ReportRow = Schemas["ReportRow"];
export type ReportColumn = Schemas["ReportColumn"];
export type Dashboard = Schemas["DashboardResponse"];
export type Figure = Schemas["DashboardFigure"];
export type Need = Schemas["DashboardNeed"];
export type ShortList = Schemas["DashboardList"];
export type Widget = Schemas["Widget"];
export type Stretch = Schemas["Stretch"];

export type ReportName = "win-rate" | "lost" | "turnaround" | "margin" | "pipeline";
export type By = Schemas["WinRateBy"];

export interface Question {
  readonly name: ReportName;
  readonly by: By;
  readonly from: string;
  readonly to: string;
  readonly owner_id: string;
}

function asked({ name, by, from, to, owner_id }: Question): Record<string, string> {
  const period = name === "pipeline" ? {} : { from, to, by: name === "lost" ? "reason" : by };
  return Object.fromEntries(Object.entries({ ...period, owner_id }).filter(([, value]) => value !== ""));
}

export function reportQuery(question: Question) {
  const query = asked(question);
  const get = (signal: AbortSignal): Promise<Report> => {
    if (question.name === "pipeline") return answer(api.GET("/api/reports/pipeline", { params: { query }, signal }));
    if (question.name === "turnaround") return answer(api.GET("/api/reports/turnaround", { params: { query }, signal }));
    if (question.name === "margin") return answer(api.GET("/api/reports/margin", { params: { query }, signal }));
    return answer(api.GET("/api/reports/win-rate", { params: { query }, signal }));
  };
  return queryOptions({
    queryKey: ["reports", question.name, query],
    queryFn: ({ signal }) => get(signal),
    placeholderData: keepPreviousData,
  });
}

/** Where the same figures are a file, with every row. */
export function fileUrl(question: Question): string {
  const name = question.name === "lost" ? "win-rate" : question.name;
  const query = new URLSearchParams(asked(question)).toString();
  return `/api/reports/${name}/export.csv${query === "" ? "" : `?${query}`}`;
}

export function dashboardQuery(stretch: Stretch, mine: boolean) {
  return queryOptions({
    queryKey: ["dashboard", stretch, mine],
    queryFn: ({ signal }) => answer(api.GET("/api/dashboard", { params: { query: { stretch, mine } }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function keepLayout(widgets: Widget[] | null): Promise<Schemas["DashboardLayoutResponse"]> {
  return answer(api.PUT("/api/dashboard/layout", { body: { widgets } }));
}

export function extendQuote(need: Need): Promise<unknown> {
  return answer(api.POST("/api/quotes/{quote_id}/extend", { params: { path: { quote_id: need.quote_id }, header: ifMatch(need.version) }, body: {} }));
}
