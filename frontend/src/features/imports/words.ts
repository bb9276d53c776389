import type { Permission } from "@/features/auth/queries";
import { formatCount } from "@/lib/count";
import type { Tone } from "@/ui/Badge";

import type { Counts, Duplicates, ImportKind, ImportState } from "./queries";

interface KindWords {
  readonly kind: ImportKind;
  readonly label: string;
  readonly hint: string;
  readonly permission: Permission;
}

export const KINDS: readonly KindWords[] = [
  {
    kind: "customers", label: "Customers", permission: "customers:write",
    hint: "With their contacts and addresses: one row for each customer, or a row for each contact.",
  },
  { kind: "contacts", label: "Contacts", permission: "customers:write", hint: "People at customers that are here, found by account number or name." },
];

export const KIND_LABELS = Object.fromEntries(KINDS.map(({ kind, label }) => [kind, label])) as Record<ImportKind, string>;

export const STATES: Record<ImportState, { readonly label: string; readonly tone: Tone }> = {
  mapping: { label: "Columns to match", tone: "neutral" },
  checking: { label: "Being checked", tone: "accent" },
  checked: { label: "Checked", tone: "accent" },
  applying: { label: "Being imported", tone: "accent" },
  applied: { label: "Imported", tone: "good" },
  cancelled: { label: "Cancelled", tone: "neutral" },
  failed: { label: "Stopped", tone: "bad" },
};

export const DUPLICATES: readonly { readonly value: Duplicates; readonly label: string; readonly hint: string }[] = [
  { value: "skip", label: "Leave as they are", hint: "Rows of what is here already change nothing." },
  { value: "update", label: "Update", hint: "What the file says goes over what is here; empty cells change nothing." },
  { value: "create", label: "Add again", hint: "For those who only share a name: each row becomes a new record." },
];

/** "12 customers to add, 3 to skip" from the counts that are not nothing. */
export function sayCounts(counts: readonly Counts[]): string {
  const told = counts.filter((one) => one.count > 0).map((one) => `${formatCount(one.count)} ${one.what}`);
  return told.length === 0 ? "nothing new" : told.join(", ");
}
