import { useQuery } from "@tanstack/react-query";
import { NavLink, useLocation } from "react-router";
import { useCan, useMe, ROLE_NAMES } from "@/features/auth/queries";
import { draftCountQuery, waitingCountQuery } from "@/features/quotes/queries";
import { cn } from "@/lib/cn";
import { formatCount } from "@/lib/count";
import { Mark } from "@/ui/Mark";
import { Tooltip } from "@/ui/Tooltip";
import { placesFor } from "./navigation";

/** `full` shows the words at any width: in the overlay under 768 px. Else they appear from 1200 px on. */
export function Sidebar({ full = false, onLeave }: { full?: boolean; onLeave?: () => void }) {
  const can = useCan();
  const { user } = useMe();
  const drafts = useQuery(draftCountQuery()).data;
  const waiting = useQuery({ ...waitingCountQuery(), enabled: can("quotes:approve") }).data;
  const { pathname } = useLocation();
  const words = full ? "" : "max-xl:sr-only";
  return (
    <div className="flex h-full flex-col gap-5 overflow-y-auto px-2 py-3 xl:px-3">
      <div className={cn("flex h-8 items-center gap-3 px-1.5", !full && "max-xl:justify-center")}>
        <Mark className="size-7 shrink-0" />
        <span className={cn("text-base font-semibold tracking-[-0.01em]", words)}>PatriotForge</span>
      </div>
      <nav aria-label="Main" className="flex flex-1 flex-col gap-5">
        {placesFor(can).map((group) => (
          <div key={group.title}>
            <p className={cn("mb-1.5 px-2 text-2xs font-medium text-faint", words)}>{group.title}</p>
            <ul className="flex flex-col gap-0.5">
              {group.places.map(({ to, label, Icon }) => (
                <li key={to} className="group relative">
                  <NavLink
                    to={to}
                    onClick={onLeave}
                    className={({ isActive }) =>
                      cn(
                        "flex h-11 items-center gap-3 rounded-md border border-transparent px-2 text-sm font-medium text-soft hover:bg-sunken hover:text-ink md:h-9 [&_svg]:size-5 [&_svg]:shrink-0 [&_svg]:stroke-[1.75]",
                        !full && "max-xl:justify-center",
                        isActive && "border-line bg-surface text-ink shadow-card",
                      )
                    }
                  >
                    <Icon aria-hidden />
                    <span className={cn("flex-1", words)}>{label}</span>
                    {to === "/quotes" && <Count of={drafts} what=" of your drafts" words={words} />}
                    {to === "/approvals" && <Count of={waiting} what=" waiting for you" words={words} />}
                  </NavLink>
                  {!full && <Tooltip text={label} />}
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <div className="group relative">
        <NavLink
          to="/account"
          onClick={onLeave}
          aria-current={pathname.startsWith("/account") ? "page" : undefined}
          className={cn("flex items-center gap-3 rounded-md px-1.5 py-1.5 hover:bg-sunken", !full && "max-xl:justify-center")}
        >
          <span aria-hidden className="flex size-7 shrink-0 items-center justify-center rounded-full bg-violet-soft text-2xs font-semibold text-violet">
            {initials(user.name)}
          </span>
          <span className={cn("min-w-0", words)}>
            <span className="block truncate text-sm font-medium">{user.name}</span>
            <span className="block truncate text-xs text-faint">{ROLE_NAMES[user.role]}</span>
          </span>
        </NavLink>
        {!full && <Tooltip text="My account" />}
      </div>
    </div>
  );
}

function Count({ of, what, words }: { of: number | undefined; what: string; words: string }) {
  if (!of) return null;
  return (
    <span className={cn("text-xs font-normal text-faint tabular-nums", words)}>
      {formatCount(of)}
      <span className="sr-only">{what}</span>
    </span>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return [words.at(0), words.length > 1 ? words.at(-1) : undefined].map((word) => Array.from(word ?? "")[0] ?? "").join("").toUpperCase();
}
