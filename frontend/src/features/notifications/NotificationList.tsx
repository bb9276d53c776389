import { AtSign, BellRing, CircleCheck, CircleX, Clock, Eye, FileClock, MailX, MessageSquare, RefreshCw, Stamp, type LucideIcon } from "lucide-react";
import { Link } from "react-router";

import { formatAgo, formatMoment } from "@/lib/dates";
import { cn } from "@/lib/cn";

import { useMarkRead, type Notification } from "./queries";

const ICONS: Record<Notification["kind"], LucideIcon> = {
  mentioned: AtSign,
  approval_asked: Stamp,
  approval_decided: Stamp,
  viewed: Eye,
  accepted: CircleCheck,
  changes_asked: MessageSquare,
  renewal_asked: RefreshCw,
  declined: CircleX,
  reminder_due: BellRing,
  expiring: Clock,
  expired: FileClock,
  mail_failed: MailX,
};

/** What was told, newest first; following one reads it. */
export function NotificationList({ items, onFollow }: { readonly items: readonly Notification[]; readonly onFollow?: () => void }) {
  const read = useMarkRead();
  return (
    <ul className="divide-y divide-line">
      {items.map((one) => {
        const Icon = ICONS[one.kind];
        const isNew = one.read_at === null;
        return (
          <li key={one.id}>
            <Link
              to={`/quotes/${one.quote_id}`}
              onClick={() => {
                if (isNew) read.mutate([one.id]);
                onFollow?.();
              }}
              className={cn("flex gap-3 px-4 py-3 text-sm outline-offset-[-2px] hover:bg-sunken", isNew && "bg-accent-soft/40")}
            >
              <Icon className="mt-0.5 size-4 shrink-0 stroke-[1.75] text-faint" aria-hidden />
              <span className="min-w-0 flex-1">
                <span className="block wrap-anywhere">
                  {isNew && <span className="sr-only">Unread: </span>}
                  <span className={cn("tabular-nums", isNew ? "font-semibold" : "font-medium")}>{one.number}</span> {one.text}
                </span>
                {one.said !== "" && <span className="line-clamp-2 wrap-anywhere text-soft">“{one.said}”</span>}
                <time dateTime={one.told_at} title={formatMoment(one.told_at)} className="block text-xs text-faint">{formatAgo(one.told_at)}</time>
              </span>
              {isNew && <span aria-hidden className="mt-1.5 size-2 shrink-0 rounded-full bg-accent" />}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
