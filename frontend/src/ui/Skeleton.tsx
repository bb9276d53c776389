import { cn } from "@/lib/cn";

/** A grey bar with the box of the text that will stand there; the parent says aria-busy. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn("block h-3.5 animate-pulse rounded-sm bg-line", className)} />;
}

export function SkeletonLines({ lines = 4, label = "Loading" }: { lines?: number; label?: string }) {
  return (
    <div role="status" aria-busy="true" className="flex flex-col gap-4 p-4">
      <span className="sr-only">{label}</span>
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} className={["w-2/3", "w-1/2", "w-3/5", "w-2/5"][index % 4] ?? "w-1/2"} />
      ))}
    </div>
  );
}
