import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

interface EmptyStateProps {
  title: string;
  hint?: ReactNode;
  icon?: ReactNode;
  /** Less air, inside a card among others. */
  compact?: boolean;
  /** What a person can do about it. */
  children?: ReactNode;
}

export function EmptyState({ title, hint, icon, compact = false, children }: EmptyStateProps) {
  return (
    <div className={cn("flex flex-col items-center gap-3 px-6 text-center", compact ? "gap-1 py-7" : "py-14")}>
      {icon != null && <span className="text-faint [&_svg]:size-7 [&_svg]:stroke-[1.5]">{icon}</span>}
      <p className="text-base font-semibold">{title}</p>
      {hint != null && <p className="max-w-md text-sm text-pretty text-soft">{hint}</p>}
      {children != null && <div className="mt-1 flex flex-wrap justify-center gap-2">{children}</div>}
    </div>
  );
}
