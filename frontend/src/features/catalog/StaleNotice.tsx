import { queryOptions, useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { answer, api } from "@/api/client";
import { useCan } from "@/features/auth/queries";
import { formatDay } from "@/lib/dates";
import { Notice } from "@/ui/Notice";

const OPEN = new Set(["draft", "pending_review", "sent"]);

interface StaleNoticeProps {
  /** The quote as it stands; a change may have priced it anew. */
  quote: { id: string; version: number; status: string; superseded: boolean; deleted_at: string | null };
}

function staleQuoteQuery(id: string, version: number) {
  return queryOptions({
    queryKey: ["catalog", "book", "stale", id, version],
    queryFn: ({ signal }) => answer(api.GET("/api/catalog/stale-quotes/{quote_id}", { params: { path: { quote_id: id } }, signal })),
    staleTime: 60_000,
    retry: false,
  });
}

/** That rates which were published since took an open quote under the margin floor, for who may see costs. */
export function StaleNotice({ quote }: StaleNoticeProps) {
  const can = useCan();
  const asks = can("costs:view") && can("rates:stage") && OPEN.has(quote.status) && !quote.superseded && quote.deleted_at === null;
  const { data } = useQuery({ ...staleQuoteQuery(quote.id, quote.version), enabled: asks });
  if (!asks || !data?.stale) return null;
  const { card_version, published_at } = data.stale;
  return (
    <Notice tone="warn">
      <strong className="font-semibold">{data.sentence}</strong> The rates are those of{" "}
      <Link to={`/rate-book/history?card=${card_version}&before=${card_version - 1}`} className="font-medium underline underline-offset-2">
        version {card_version}
      </Link>
      , published {formatDay(published_at.slice(0, 10))}. Price it anew before the customer accepts.
    </Notice>
  );
}
