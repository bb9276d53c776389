import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { formatCount } from "@/lib/count";

interface PaginationProps {
  page: number;
  perPage: number;
  total: number;
  href: (page: number) => string;
  /** At the right: the sum of what is filtered. */
  children?: ReactNode;
}

const STEP = "inline-flex size-11 items-center justify-center rounded-md border border-line bg-raised text-soft shadow-card hover:text-ink md:size-8";

export function Pagination({ page, perPage, total, href, children }: PaginationProps) {
  const first = total === 0 ? 0 : (page - 1) * perPage + 1;
  const last = Math.min(page * perPage, total);
  return (
    <div className="flex min-h-12 flex-wrap items-center gap-3 border-t border-line px-3 py-2 text-xs text-faint tabular-nums">
      <nav aria-label="Pages" className="flex items-center gap-2">
        {page > 1 ? (
          <Link to={href(page - 1)} aria-label="Previous page" className={STEP}>
            <ChevronLeft className="size-4" aria-hidden />
          </Link>
        ) : null}
        <span>
          {formatCount(first)}–{formatCount(last)} of {formatCount(total)}
        </span>
        {last < total ? (
          <Link to={href(page + 1)} aria-label="Next page" className={STEP}>
            <ChevronRight className="size-4" aria-hidden />
          </Link>
        ) : null}
      </nav>
      {children != null && <div className="ml-auto text-soft">{children}</div>}
    </div>
  );
}
