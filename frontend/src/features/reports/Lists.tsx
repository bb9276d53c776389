import { Link } from "react-router";

import { formatAgo, formatDay } from "@/lib/dates";
import { dollars } from "@/lib/figures";

import type { ShortList } from "./queries";

export type ListName = "expiring" | "silent" | "approved";

const NOTHING: Record<ListName, string> = {
  expiring: "No sent quote ends within seven days.",
  silent: "Every sent quote has been answered or followed up within a week.",
  approved: "No quote has been approved yet.",
};

export function QuoteRows({ name, list }: { readonly name: ListName; readonly list: ShortList }) {
  if (list.items.length === 0) return <p className="px-4 py-5 text-sm text-soft">{NOTHING[name]}</p>;
  return (
    <>
      <ul className="divide-y divide-line">
        {list.items.map((quote) => (
          <li key={quote.id} className="flex items-center gap-3 px-4 py-1.5">
            <Link to={`/quotes/${quote.id}`} className="min-w-0 flex-1 rounded-sm text-sm hover:underline">
              <span className="flex min-w-0 gap-2">
                <span className="text-accent-ink tabular-nums">{quote.number}</span>
                <span className="truncate text-ink">{quote.customer_name}</span>
              </span>
              <span className="block truncate text-xs text-faint">{whenOf(name, quote)}</span>
            </Link>
            <span className="text-sm tabular-nums">{dollars(quote.total)}</span>
          </li>
        ))}
      </ul>
      {list.quotes > list.items.length && (
        <Link to={`/quotes?${list.query}`} className="flex min-h-9 items-center border-t border-line px-4 text-sm text-accent-ink hover:underline">
          All {list.quotes}
        </Link>
      )}
    </>
  );
}

function whenOf(name: ListName, quote: ShortList["items"][number]): string {
  if (name === "expiring") return `Valid until ${formatDay(quote.valid_until)} · ${quote.title}`;
  if (name === "silent") return `Sent ${formatAgo(quote.sent_at ?? quote.updated_at)} · ${quote.title}`;
  return `${formatAgo(quote.decided_at ?? quote.updated_at)} · ${quote.owner_name}`;
}
