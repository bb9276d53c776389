import { toCount } from "@/lib/count";

const FURTHEST = 180;
const MOST = 10;

/** "3, 7, 14" as numbers of days, each once and in order; null where it is something else. */
export function readDays(text: string): number[] | null {
  const days: number[] = [];
  for (const word of text.split(/[\s,;]+/).filter(Boolean)) {
    const day = toCount(word);
    if (day === null || day < 1 || day > FURTHEST) return null;
    if (!days.includes(day)) days.push(day);
  }
  return days.length > MOST ? null : days.toSorted((a, b) => a - b);
}

/** A step by its name, "after:3", in words. */
export function stepWords(step: string): string {
  const [when, days = ""] = step.split(":");
  const count = days === "1" ? "1 day" : `${days} days`;
  if (when === "after") return `${count} after sending`;
  return when === "before" ? `${count} before the last day` : "by hand";
}

export function planWords({ active, days_after: after, days_before: before }: { active: boolean; days_after: readonly number[]; days_before: readonly number[] }): string {
  if (!active || after.length + before.length === 0) return "No reminders are mailed.";
  const list = (days: readonly number[]) => [days.slice(0, -1).join(", "), days.at(-1)].filter((part) => part !== "").join(" and ");
  const parts = [after.length > 0 && `${list(after)} days after sending`, before.length > 0 && `${list(before)} days before the last day`].filter(Boolean);
  return `Reminders are mailed ${parts.join(", and ")}.`;
}
