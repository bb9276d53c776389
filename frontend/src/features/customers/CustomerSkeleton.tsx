import { Card } from "@/ui/Card";
import { Skeleton, SkeletonLines } from "@/ui/Skeleton";
import { SplitPane } from "@/ui/SplitPane";

export function CustomerSkeleton() {
  return (
    <>
      <title>Customer · PatriotForge</title>
      <h1 className="sr-only">Customer</h1>
      <div className="mb-4 flex h-[3.625rem] items-end pb-1.5">
        <Skeleton className="h-5 w-56" />
      </div>
      <SplitPane
        sideLabel="About the customer"
        main={
          <>
            <Card>
              <SkeletonLines lines={5} label="Loading the customer" />
            </Card>
            <Card>
              <SkeletonLines lines={4} />
            </Card>
          </>
        }
        side={
          <Card>
            <SkeletonLines lines={7} />
          </Card>
        }
      />
    </>
  );
}
