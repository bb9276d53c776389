import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { formatMoney, formatPercent } from "@/lib/money";
import { Card, CardHeader } from "@/ui/Card";
import { Notice } from "@/ui/Notice";
import { margin } from "./EffectCards";
import { staleQuotesQuery } from "./queries";

/** Open quotes that a published card took under the margin floor; nothing where there is none. */
export function StaleQuotesCard() {
  const { data, error } = useQuery(staleQuotesQuery());
  if (error && !data) return <Notice tone="bad">Whether open quotes fell under the margin floor could not be loaded: {error.message}</Notice>;
  if (!data || data.items.length === 0) return null;
  return (
    <Card>
      <CardHeader title="Open quotes under the margin floor" meta={data.items.length} />
      <Notice tone="warn" className="m-3">
        Their costs rose after they were offered. Price them anew before the customer accepts.
      </Notice>
      <ul className="divide-y divide-line">
        {data.items.map((quote) => (
          <li key={quote.quote_id} className="flex flex-wrap items-baseline gap-x-3 px-4 py-2 text-sm">
            <Link to={`/quotes/${quote.quote_id}`} className="font-medium text-accent-ink hover:underline">
              {quote.number}
            </Link>
            <span className="min-w-0 flex-1 truncate">
              {quote.title} <span className="text-soft">for {quote.party}, by {quote.owner}</span>
            </span>
            <span className="tabular-nums max-md:w-full">
              {formatMoney(quote.offered.price)}: margin {margin(quote.before)} → <span className="font-semibold text-bad">{margin(quote.offered)}</span>, floor {formatPercent(quote.margin_floor)}, since version {quote.card_version}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
