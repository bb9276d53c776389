import type { Permission } from "@/features/auth/queries";
import { formatCount } from "@/lib/count";
import type { Tone } from "@/ui/Badge";

import type { Counts, Duplicates, ImportKind, ImportState } from "./queries";

interface KindWords {
  readonly kind: ImportKind;
  readonly label: string;
  readonly hint: string;
  readonly permission: Permission;
  /** Where one of its records is opened, and where all of them are. */
  readonly page: string;
  readonly list: { readonly to: string; readonly label: string };
  /** What is here already may only stay as it is. */
  readonly fixed?: boolean;
}

const CUSTOMERS = { permission: "customers:write", page: "/customers", list: { to: "/customers", label: "All customers" } } as const;

export const KINDS: readonly KindWords[] = [
  {
    kind: "customers", label: "Customers", ...CUSTOMERS,
    hint: "With their contacts and addresses: one row for each customer, or a row for each contact.",
  },
  { kind: "contacts", label: "Contacts", ...CUSTOMERS, hint: "People at customers that are here, found by account number or name." },
  {
    kind: "quotes", label: "Quotes", permission: "quotes:write_all", page: "/quotes", list: { to: "/quotes?tab=mine", label: "My drafts" }, fixed: true,
    hint: "One row for each line. Each becomes a draft under a number of ours, at the prices of the file.",
  },
];

export function wordsOf(kind: ImportKind): KindWords {
  const found = KINDS.find((one) => one.kind === kind);
  if (!found) throw new Error(`There are no words for ${kind}`);
  return found;
}

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
