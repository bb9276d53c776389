import { toCount } from "./count";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A calendar day "2026-12-20", which has no time zone, as "Dec 20, 2026". */
export function formatDay(isoDay: string): string {
  const [year = "", month = "", day = ""] = isoDay.split("-");
  return `${MONTHS[(toCount(month) ?? 0) - 1] ?? month} ${day.replace(/^0/, "")}, ${year}`;
}

/** An instant as date and time in the reader's own zone: "Nov 20, 2026, 3:05 PM". */
export function formatMoment(instant: string): string {
  const at = new Date(instant);
  const minutes = String(at.getMinutes()).padStart(2, "0");
  return `${longDay(at)}, ${at.getHours() % 12 || 12}:${minutes} ${at.getHours() < 12 ? "AM" : "PM"}`;
}

/** An instant for a table: "Nov 20", with the year only when it is not this one. */
export function formatShort(instant: string, now = new Date()): string {
  const at = new Date(instant);
  return at.getFullYear() === now.getFullYear() ? monthDay(at) : longDay(at);
}

/** An instant in words: "5 min. ago", "yesterday"; older than a week as a date. */
export function formatAgo(instant: string, now = new Date()): string {
  const past = now.getTime() - new Date(instant).getTime();
  if (past < MINUTE) return "just now";
  if (past < HOUR) return `${Math.floor(past / MINUTE)} min. ago`;
  if (past < DAY) return `${Math.floor(past / HOUR)} hr. ago`;
  if (past < 2 * DAY) return "yesterday";
  if (past < 7 * DAY) return `${Math.floor(past / DAY)} days ago`;
  return formatShort(instant, now);
}

function monthDay(at: Date): string {
  return `${MONTHS[at.getMonth()] ?? ""} ${at.getDate()}`;
}

function longDay(at: Date): string {
  return `${monthDay(at)}, ${at.getFullYear()}`;
}

/** Whole days from today to a calendar day; negative when it is past. */
export function daysUntil(isoDay: string, now = new Date()): number {
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  return Math.round((Date.parse(`${isoDay}T00:00:00Z`) - today) / DAY);
}

/** The reader's own day: "2026-01-05". */
export function today(now = new Date()): string {
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}
