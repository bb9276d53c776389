import type { ReactNode } from "react";
import { Link } from "react-router";
import { cn } from "@/lib/cn";
import { formatCount } from "@/lib/count";

export interface Tab {
  id: string;
  label: ReactNode;
  href: string;
  count?: number | undefined;
}

/** Tabs are addresses: each is a link, so Back, middle click and sharing work. */
export function Tabs({ label, tabs, current }: { label: string; tabs: readonly Tab[]; current: string }) {
  return (
    <nav aria-label={label} className="overflow-x-auto border-b border-line px-2 [scrollbar-width:none]">
      <ul className="flex min-w-max">
        {tabs.map((tab) => (
          <li key={tab.id}>
            <Link
              to={tab.href}
              aria-current={tab.id === current ? "page" : undefined}
              preventScrollReset
              className={cn(
                "relative flex h-11 items-center gap-1.5 px-2.5 text-sm font-medium text-soft outline-offset-[-2px] hover:text-ink md:h-10",
                tab.id === current && "text-ink after:absolute after:inset-x-0 after:-bottom-px after:h-0.5 after:bg-accent forced-colors:after:bg-[Highlight]",
              )}
            >
              {tab.label}
              {tab.count !== undefined && <span className="font-normal text-faint tabular-nums">{formatCount(tab.count)}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
