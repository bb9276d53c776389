import { Card } from "@/ui/Card";
import { Skeleton, SkeletonLines } from "@/ui/Skeleton";
import { SplitPane } from "@/ui/SplitPane";

/** The boxes of the builder, where they will stand. */
export function BuilderSkeleton() {
  return (
    <div aria-busy="true">
      <title>Quote · PatriotForge</title>
      <h1 className="sr-only">Quote</h1>
      <div className="mb-4 flex flex-col gap-1">
        <div className="h-6" />
        <div className="flex h-8 items-center gap-3"><Skeleton className="h-5 w-24" /><Skeleton className="w-40" /></div>
      </div>
      <SplitPane
        sideLabel="Figures of the quote"
        main={
          <>
            <Card className="md:h-[9.375rem]"><SkeletonLines lines={3} /></Card>
            <Card className="min-h-96"><SkeletonLines lines={7} /></Card>
          </>
        }
        side={
          <>
            <Card className="h-[25.75rem]" />
            <Card className="h-[25.5rem]"><SkeletonLines lines={5} /></Card>
            <Card className="h-56"><SkeletonLines lines={4} /></Card>
          </>
        }
      />
    </div>
  );
}
