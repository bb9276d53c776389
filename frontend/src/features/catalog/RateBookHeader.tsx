import { useQuery } from "@tanstack/react-query";
import { formatMoment } from "@/lib/dates";
import { PageHeader } from "@/ui/PageHeader";
import { Skeleton } from "@/ui/Skeleton";
import { Tabs } from "@/ui/Tabs";
import { rateCardQuery } from "./queries";

export type RateBookTab = "stocks" | "presses" | "operations" | "price-lists" | "rates";

const NAMES: Record<RateBookTab, string> = { stocks: "Stocks", presses: "Presses", operations: "Finishing", "price-lists": "Price lists", rates: "Rates and policy" };

export function RateBookHeader() {
  const card = useQuery(rateCardQuery()).data;
  return <PageHeader title="Rate book" meta={card ? `Version ${card.version} · published ${formatMoment(card.published_at)}${card.published_by ? ` by ${card.published_by}` : ""}` : <Skeleton className="h-5 w-64" />} />;
}

export function RateBookTabs({ current }: { current: RateBookTab }) {
  const card = useQuery(rateCardQuery()).data;
  return (
    <Tabs
      label="Rate book"
      current={current}
      tabs={[
        { id: "stocks", label: NAMES.stocks, href: "/rate-book", count: card?.stocks },
        { id: "presses", label: NAMES.presses, href: "/rate-book/presses", count: card?.presses },
        { id: "operations", label: NAMES.operations, href: "/rate-book/operations", count: card?.operations },
        { id: "price-lists", label: NAMES["price-lists"], href: "/rate-book/price-lists" },
        { id: "rates", label: NAMES.rates, href: "/rate-book/rates" },
      ]}
    />
  );
}
