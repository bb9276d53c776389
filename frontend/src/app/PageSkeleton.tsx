import { Card } from "@/ui/Card";
import { Skeleton, SkeletonLines } from "@/ui/Skeleton";

/** While a page's own code is on its way: a title and a sheet, where they will stand. */
export function PageSkeleton() {
  return (
    <div>
      <h1 className="sr-only">PatriotForge</h1>
      <div className="mb-4 flex h-8 items-center">
        <Skeleton className="h-5 w-40" />
      </div>
      <Card>
        <SkeletonLines lines={8} label="Loading the page" />
      </Card>
    </div>
  );
}
