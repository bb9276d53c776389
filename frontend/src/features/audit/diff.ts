export interface Difference {
  field: string;
  before: string | null;
  after: string | null;
}

type Values = Record<string, unknown> | null;

/** What an entry changed, field by field in words; null stands for "not there". */
export function differences(before: Values, after: Values): Difference[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return fields
    .map((field) => ({ field, before: shown(before?.[field]), after: shown(after?.[field]) }))
    .filter((one) => one.before !== one.after);
}

function shown(value: unknown): string | null {
  if (value === undefined || value === null || value === "") return null;
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number" || typeof value === "bigint") return value.toString();
  if (Array.isArray(value) && value.every((one) => typeof one !== "object")) return value.map((one) => shown(one) ?? "—").join(", ");
  return JSON.stringify(value, null, 1);
}

/** "payment_terms" reads "Payment terms". */
export function fieldName(field: string): string {
  const words = field.replaceAll(/[_.]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "quote.line_added" reads "Line added". */
export function actionName(action: string): string {
  return fieldName(action.split(".").slice(1).join(" ") || action);
}
