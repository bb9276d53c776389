const day = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" });
const shortDay = new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric" });
const shortDayYear = new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric", year: "numeric" });
const moment = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeStyle: "short" });
const ago = new Intl.RelativeTimeFormat("en-US", { numeric: "auto", style: "short" });

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A calendar day "2026-12-20", which has no time zone, as "Dec 20, 2026". */
export function formatDay(isoDay: string): string {
  return day.format(new Date(`${isoDay}T00:00:00Z`));
}

/** An instant as date and time in the reader's own zone. */
export function formatMoment(instant: string): string {
  return moment.format(new Date(instant));
}

/** An instant for a table: "Nov 20", with the year only when it is not this one. */
export function formatShort(instant: string, now = new Date()): string {
  const at = new Date(instant);
  return (at.getFullYear() === now.getFullYear() ? shortDay : shortDayYear).format(at);
}

/** An instant in words: "5 min. ago", "yesterday"; older than a week as a date. */
export function formatAgo(instant: string, now = new Date()): string {
  const past = now.getTime() - new Date(instant).getTime();
  if (past < MINUTE) return "just now";
  if (past < HOUR) return ago.format(-Math.floor(past / MINUTE), "minute");
  if (past < DAY) return ago.format(-Math.floor(past / HOUR), "hour");
  if (past < 7 * DAY) return ago.format(-Math.floor(past / DAY), "day");
  return formatShort(instant, now);
}

/** Whole days from today to a calendar day; negative when it is past. */
export function daysUntil(isoDay: string, now = new Date()): number {
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  return Math.round((Date.parse(`${isoDay}T00:00:00Z`) - today) / DAY);
}
