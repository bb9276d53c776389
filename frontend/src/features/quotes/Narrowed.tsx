import { formatDay } from "@/lib/dates";
import { dollars } from "@/lib/figures";
import { ButtonLink } from "@/ui/Button";

const WORDS: Record<string, string> = {
  customer_id: "one customer", owner_id: "one rep", prospects: "prospects", open: "open", silent: "silent", on_hold: "on hold", viewed: "viewed", changes_asked: "with changes asked", updated_from: "updated from", updated_to: "updated to", status: "", valid_from: "valid from", valid_to: "valid to",
  lost_reason: "lost:", light: "margin:", costed: "with known costs", product: "with", products: "with a product", priced: "with a total",
  total_from: "from", total_below: "below", created_from: "begun from", created_to: "begun to", sent_from: "sent from", sent_to: "sent to",
  first_sent_from: "first sent from", first_sent_to: "first sent to", ended_from: "ended from", ended_to: "ended to",
};

function wordsOf(name: string, value: string): string {
  const words = WORDS[name] ?? "";
  if (value === "true" || name.endsWith("_id")) return words;
  if (value === "false") return words.startsWith("with ") ? words.replace("with", "without") : `not ${words}`;
  if (name.startsWith("total_")) return `${words} ${dollars(value)}`;
  return `${words} ${/^\d{4}-\d\d-\d\d$/.test(value) ? formatDay(value) : value.replaceAll("_", " ")}`;
}

/** What the list is narrowed to, in words, and the way back to all of it. */
export function Narrowed({ filters, clear }: { readonly filters: Readonly<Record<string, string>>; readonly clear: string }) {
  const parts = Object.entries(filters).map(([name, value]) => wordsOf(name, value));
  if (parts.length === 0) return null;
  return (
    <>
      <span className="min-w-0 text-sm text-soft">Only {parts.join(", ")}</span>
      <ButtonLink kind="quiet" to={clear}>Show all</ButtonLink>
    </>
  );
}
