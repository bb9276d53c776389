import { useQuery } from "@tanstack/react-query";
import { History, ListChecks, Pencil } from "lucide-react";
import { useCan } from "@/features/auth/queries";
import { formatMoment } from "@/lib/dates";
import { ButtonLink } from "@/ui/Button";
import { PageHeader } from "@/ui/PageHeader";
import { Skeleton } from "@/ui/Skeleton";
import { Tabs } from "@/ui/Tabs";
import { stagedQuery } from "./book/queries";
import { rateCardQuery } from "./queries";

export type RateBookTab = "stocks" | "presses" | "operations" | "products" | "rates" | "price-lists" | "why";

const NAMES: Record<RateBookTab, string> = { stocks: "Stocks", presses: "Presses", operations: "Finishing", products: "Products", rates: "Rates and policy", "price-lists": "Price lists", why: "Why not?" };

export function RateBookHeader() {
  const card = useQuery(rateCardQuery()).data;
  const stages = useCan()("rates:stage");
  return (
    <PageHeader
      title="Rate book"
      meta={card ? `Version ${card.version} · published ${formatMoment(card.published_at)}${card.published_by ? ` by ${card.published_by}` : ""}` : <Skeleton className="h-5 w-64" />}
      actions={stages ? <StagingActions /> : undefined}
    />
  );
}

/** The way to what is staged, with how much it is. */
function StagingActions() {
  const count = useQuery(stagedQuery()).data?.changes.length;
  return (
    <>
      <ButtonLink kind="quiet" to="/rate-book/history" icon={<History aria-hidden />}>
        History
      </ButtonLink>
      <ButtonLink to="/rate-book/changes" icon={<ListChecks aria-hidden />}>
        Changes
        {count !== undefined && count > 0 && <span className="rounded-full bg-violet-soft px-1.5 text-xs text-violet tabular-nums">{count}</span>}
      </ButtonLink>
      <ButtonLink to="/rate-book/edit/stocks" icon={<Pencil aria-hidden />}>
        Edit
      </ButtonLink>
    </>
  );
}

export function RateBookTabs({ current }: { current: RateBookTab }) {
  const card = useQuery(rateCardQuery()).data;
  const stages = useCan()("rates:stage");
  return (
    <Tabs
      label="Rate book"
      current={current}
      tabs={[
        { id: "stocks", label: NAMES.stocks, href: "/rate-book", count: card?.stocks },
        { id: "presses", label: NAMES.presses, href: "/rate-book/presses", count: card?.presses },
        { id: "operations", label: NAMES.operations, href: "/rate-book/operations", count: card?.operations },
        ...(stages ? [{ id: "products", label: NAMES.products, href: "/rate-book/products" }] : []),
        { id: "rates", label: NAMES.rates, href: "/rate-book/rates" },
        { id: "price-lists", label: NAMES["price-lists"], href: "/rate-book/price-lists" },
        { id: "why", label: NAMES.why, href: "/rate-book/why-not" },
      ]}
    />
  );
}
