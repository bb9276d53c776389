import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useParams } from "react-router";
import { useCan } from "@/features/auth/queries";
import { Card } from "@/ui/Card";
import { NotFound } from "@/ui/NotFound";
import { QueryProblem } from "@/ui/QueryProblem";
import { Skeleton, SkeletonLines } from "@/ui/Skeleton";
import { operationsQuery, pressesQuery, rateCardQuery } from "../queries";
import type { Shop } from "./FieldEditor";
import { ProductEditor } from "./ProductEditor";
import { printableStocksQuery, productFormsQuery } from "./queries";

const BACK = { to: "/rate-book/products", label: "Products" };

function ProductPage() {
  const { code = "" } = useParams();
  const publishes = useCan()("rates:publish");
  const { data, error, refetch } = useQuery(productFormsQuery());
  const stocks = useQuery(printableStocksQuery()).data;
  const operations = useQuery(operationsQuery()).data;
  const presses = useQuery(pressesQuery()).data;
  const families = useQuery(rateCardQuery()).data?.families;
  const shop = useMemo<Shop>(() => ({ stocks: stocks ?? [], operations: operations ?? [], presses: presses ?? [], families: families ?? [] }), [stocks, operations, presses, families]);
  const live = data?.live.find((one) => one.code === code);
  const archived = data?.archived.find((one) => one.code === code);
  const found = live ?? archived;
  if (data && found) return <ProductEditor key={`${code} ${live === undefined}`} product={found} products={data} archived={live === undefined} publishes={publishes} shop={shop} />;
  if (data) return <NotFound thing="product" back={BACK} />;
  if (error) return <QueryProblem error={error} title="The product could not be loaded" thing="product" back={BACK} permission="rates:stage" retry={() => void refetch()} />;
  return (
    <>
      <title>Product · PatriotForge</title>
      <h1 className="sr-only">Product</h1>
      <div className="mb-4 flex h-12 items-end pb-1.5">
        <Skeleton className="h-5 w-56" />
      </div>
      <Card>
        <SkeletonLines lines={14} label="Loading the product" />
      </Card>
    </>
  );
}

export const Component = ProductPage;
