import type { Dashboard, Figure, Report, ReportColumn, ReportRow, ReportTable } from "./queries";

const COLUMNS: ReportColumn[] = [
  { key: "win_rate", label: "Win rate", kind: "share", dated: true },
  { key: "won", label: "Won", kind: "count", dated: true },
  { key: "quotes", label: "Ended", kind: "count", dated: true },
  { key: "won_total", label: "Won, money", kind: "money", dated: true },
];

function rowOf(key: string, label: string, rate: string, won: string): ReportRow {
  return {
    key,
    label,
    cells: {
      win_rate: { value: rate, before: "0.3800", query: null },
      won: { value: won, before: "2", query: `tab=approved&owner_id=${key}` },
      quotes: { value: "12", before: "9", query: `owner_id=${key}` },
      won_total: { value: "12814.50", before: "9000.00", query: null },
    },
  };
}

const TABLE: ReportTable = { columns: COLUMNS, rows: [rowOf("u1", "Dana Ruiz", "0.4167", "5"), rowOf("u2", "Marcus Webb", "0.2500", "3")], whole: rowOf("", "All", "0.3333", "8"), left_out: 0 };

export const REPORT: Report = {
  question: "How often do we win?",
  period: { first: "2026-08-24", last: "2026-11-21" },
  previous: { first: "2026-05-26", last: "2026-08-23" },
  definitions: ["Win rate is won divided by won, declined and expired together."],
  table: TABLE,
  internal: null,
};

function figure(key: Figure["key"], kind: Figure["kind"], value: string, before: string | null): Figure {
  return { key, kind, value, before, quotes: 24, weeks: [null, "1", "2", "3", "4", "5", "4", "3", "2", "1", "0", value], query: `of=${key}` };
}

const QUOTE = {
  id: "66666666-6666-4666-8666-666666666666", number: "10477Q", title: "Fall menu kit", status: "sent" as const, version: 4, customer_name: "Lakeshore Theatre",
  owner_name: "Dana Ruiz", total: "3809.00" as const, valid_until: "2026-11-24", sent_at: "2026-11-16T15:00:00Z", decided_at: null, updated_at: "2026-11-16T15:00:00Z",
};

export const DASHBOARD: Dashboard = {
  widgets: ["figures", "needs_you", "pipeline", "expiring"],
  available: ["figures", "needs_you", "pipeline", "expiring", "silent", "approved", "turnaround"],
  is_own: false,
  mine: false,
  first: "2026-11-01",
  last: "2026-11-21",
  figures: [
    figure("open", "money", "86214.00", null), figure("win_rate", "share", "0.4100", "0.3800"), figure("quoted", "money", "142980.00", "150000.00"),
    figure("turnaround", "minutes", "130", "130"),
  ],
  needs_you: {
    quotes: 3,
    items: [
      { kind: "viewed", quote_id: QUOTE.id, number: "10475Q", title: "Mailer", version: 2, customer_name: "Harbor Point", total: "912.00", at: "2026-11-21T12:00:00Z", times: 3, words: "Viewed 3 times, no reply" },
      { kind: "expired", quote_id: QUOTE.id, number: "10468Q", title: "Banners", version: 3, customer_name: "Summit Dental", total: null, at: "2026-11-20T12:00:00Z", times: 0, words: "Expired yesterday without an answer" },
    ],
  },
  pipeline: { ...TABLE, columns: [{ key: "total", label: "Money", kind: "money", dated: false }], rows: [{ key: "draft", label: "Draft", cells: { total: { value: "1200.00", before: null, query: "status=draft" } } }], whole: { key: "", label: "All", cells: { total: { value: "1200.00", before: null, query: "open=true" } } } },
  expiring: { quotes: 1, items: [QUOTE], query: "tab=sent&valid_to=2026-11-28" },
  silent: null,
  approved: null,
  turnaround: null,
};
