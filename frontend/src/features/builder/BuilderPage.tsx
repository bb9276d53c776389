import { useQuery } from "@tanstack/react-query";
import { Navigate, useParams } from "react-router";

import { printableStocksQuery, productsQuery, quoteQuery } from "@/features/quotes/queries";
import { QueryProblem } from "@/ui/QueryProblem";

import { Builder } from "./Builder";
import { BuilderSkeleton } from "./BuilderSkeleton";

/** Loads the quote and what can be quoted; the builder itself starts once both are there. */
function BuilderPage() {
  const { quoteId = "" } = useParams();
  const quote = useQuery({ ...quoteQuery(quoteId), staleTime: 0, refetchOnWindowFocus: false });
  const products = useQuery(productsQuery());
  const stocks = useQuery(printableStocksQuery());
  const error = quote.error ?? products.error ?? stocks.error;
  // Not the quote alone: without the forms and the papers there is nothing to edit it with.
  const again = () => void Promise.all([quote, products, stocks].filter((one) => one.error).map((one) => one.refetch()));
  if (error && !(quote.data && products.data && stocks.data)) return <QueryProblem error={error} title="The quote could not be opened" retry={again} thing="quote" />;
  if (quote.data && !quote.data.allowed_actions.includes("edit")) return <Navigate to={`/quotes/${quoteId}`} replace />;
  // What the cache holds may be an older version: the builder waits for the newest.
  if (!quote.data || !quote.isFetchedAfterMount || !products.data || !stocks.data) return <BuilderSkeleton />;
  return <Builder key={quoteId} quote={quote.data} catalog={{ products: products.data, stocks: stocks.data }} />;
}

export { BuilderPage as Component };
