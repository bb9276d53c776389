import type { ReactNode } from "react";
import { ChevronLeft } from "lucide-react";
import { Link } from "react-router";

interface PageHeaderProps {
  title: ReactNode;
  meta?: ReactNode;
  actions?: ReactNode;
  back?: { to: string; label: string };
}

export function PageHeader({ title, meta, actions, back }: PageHeaderProps) {
  return (
    <header className="mb-4 flex flex-col gap-1">
      {back && (
        <Link to={back.to} className="-ml-1 inline-flex min-h-6 items-center gap-0.5 self-start rounded-sm text-xs text-faint hover:text-ink">
          <ChevronLeft className="size-4" aria-hidden />
          {back.label}
        </Link>
      )}
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="min-w-0 text-xl text-balance wrap-anywhere">{title}</h1>
        {meta != null && <div className="flex flex-wrap items-center gap-2 text-sm text-faint tabular-nums">{meta}</div>}
        {actions != null && <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </header>
  );
}
