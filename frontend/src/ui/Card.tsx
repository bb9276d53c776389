import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";

export function Card({ className, ...rest }: ComponentProps<"section">) {
  return <section {...rest} className={cn("rounded-lg border border-line bg-surface shadow-card", className)} />;
}

interface CardHeaderProps {
  title: ReactNode;
  id?: string;
  /** Beside the title, muted: a count or a unit. */
  meta?: ReactNode;
  actions?: ReactNode;
  className?: string;
}

export function CardHeader({ title, id, meta, actions, className }: CardHeaderProps) {
  return (
    <header className={cn("flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-1.5", className)}>
      <h2 id={id} className="text-sm font-semibold">
        {title}
      </h2>
      {meta != null && <span className="text-xs text-faint tabular-nums">{meta}</span>}
      {actions != null && <div className="ml-auto flex items-center gap-2">{actions}</div>}
    </header>
  );
}
