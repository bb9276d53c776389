import { daysUntil, formatDay } from "@/lib/dates";
import { plural } from "@/lib/count";

import { counts, isTyped } from "../model/draft";
import type { BuilderState } from "../model/store";

export interface Check {
  readonly id: string;
  readonly state: "good" | "warn" | "bad";
  readonly words: string;
  /** The line to open, or the field of the page to go to, to mend it. */
  readonly lineId?: string;
  readonly fix?: "customer" | "valid_until" | "save" | "recipients";
}

/** Everything that stands between this draft and the customer, all at once. */
export function checksOf(state: BuilderState, recipients: readonly string[], today = new Date()): Check[] {
  const { draft, figures, revision, unread, save, previewProblem } = state;
  const checks: Check[] = [];
  const lines = draft.order.flatMap((id) => draft.lines[id] ?? []);
  const required = lines.filter(counts);

  if (save.kind === "failed") checks.push({ id: "save", state: "bad", words: `The last changes could not be saved: ${save.message}`, fix: "save" });
  if (save.kind === "offline") checks.push({ id: "save", state: "bad", words: "You are offline: the last changes are not saved yet.", fix: "save" });
  for (const [field, problem] of Object.entries(unread)) {
    const lineId = field.split("/")[0] ?? "";
    checks.push({ id: field, state: "bad", words: problem, ...(lineId in draft.lines ? { lineId } : {}) });
  }
  if (previewProblem !== null) checks.push({ id: "preview", state: "bad", words: previewProblem });
  if (required.length === 0) checks.push({ id: "lines", state: "bad", words: "There is no line to sell yet." });
  for (const line of lines) {
    const answer = figures.lines[line.id];
    if (answer?.problem) checks.push({ id: `problem-${line.id}`, state: "bad", words: `${line.title}: ${answer.problem}`, lineId: line.id });
    else if (line.kind !== "note" && answer && answer.quantities.some((row) => row.price === null)) {
      checks.push({ id: `price-${line.id}`, state: "bad", words: `${line.title} has no price yet.`, lineId: line.id });
    }
  }
  for (const line of lines) {
    if (line.quantities.some((row) => isTyped(row) && row.typed_reason.trim() === "")) {
      checks.push({ id: `reason-${line.id}`, state: "bad", words: `${line.title}: say why its price was typed.`, lineId: line.id });
    }
  }
  const open = required.filter((line) => line.selected === null);
  if (open.length > 0) {
    checks.push({ id: "open", state: "warn", words: `${plural(open.length, "line")} quote every quantity, so the quote has no total.` });
  }
  if (figures.revision < revision) checks.push({ id: "stale", state: "bad", words: "The prices are still being worked out." });
  else if (required.length > 0 && checks.length === 0) checks.push({ id: "totals", state: "good", words: "Every line is priced and the totals are current." });

  const days = daysUntil(draft.head.valid_until, today);
  checks.push(days < 0
    ? { id: "valid", state: "bad", words: `It was valid until ${formatDay(draft.head.valid_until)}. Choose a later day.`, fix: "valid_until" }
    : { id: "valid", state: "good", words: `Valid for ${plural(days, "day")}, until ${formatDay(draft.head.valid_until)}.` });
  checks.push(recipients.length === 0
    ? { id: "to", state: "bad", words: "Nobody to send it to: type an e-mail address.", fix: "recipients" }
    : { id: "to", state: "good", words: `Goes to ${recipients.join(", ")}.` });
  for (const warning of figures.totals.warnings) checks.push({ id: warning, state: "warn", words: warning });
  if (figures.totals.light === "red") checks.push({ id: "floor", state: "warn", words: "The margin is below the floor: it may need somebody else's word." });
  return checks;
}
