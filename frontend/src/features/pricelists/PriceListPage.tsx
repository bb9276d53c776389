import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { useCan } from "@/features/auth/queries";
import { Card } from "@/ui/Card";
import { QueryProblem } from "@/ui/QueryProblem";
import { Skeleton, SkeletonLines } from "@/ui/Skeleton";
import { ListEditor } from "./ListEditor";
import { priceListQuery } from "./queries";

function PriceListPage() {
  const { priceListId = "" } = useParams();
  const stages = useCan()("rates:stage");
  const { data, error, refetch } = useQuery(priceListQuery(priceListId));
  if (data) return <ListEditor key={data.id} list={data} editable={stages && data.standing !== "archived"} />;
  if (error) {
    return <QueryProblem error={error} title="The price list could not be loaded" thing="price list" back={{ to: "/rate-book/price-lists", label: "Price lists" }} permission="rates:read" retry={() => void refetch()} />;
  }
  return (
    <>
      <title>Price list · PatriotForge</title>
      <h1 className="sr-only">Price list</h1>
      <div className="mb-4 flex h-12 items-end pb-1.5">
        <Skeleton className="h-5 w-56" />
      </div>
      <Card>
        <SkeletonLines lines={10} label="Loading the price list" />
      </Card>
    </>
  );
}

export const Component = PriceListPage;
