import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Bell as Icon } from "lucide-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { IconButton } from "@/ui/Button";
import { unreadQuery } from "./unread";

const Panel = lazy(() => import("./Panel").then((module) => ({ default: module.Panel })));

/** How much is unread; what it is opens below, and comes with its first press. */
export function Bell() {
  const client = useQueryClient();
  const unread = useQuery(unreadQuery).data ?? 0;
  const before = useRef(unread);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    // Something happened: what else counts what waits for this person asks again.
    if (unread > before.current) void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === "approvals" || (queryKey[0] === "notifications" && queryKey[1] === "list") });
    before.current = unread;
  }, [client, unread]);
  return (
    <div className="relative">
      <IconButton label={unread > 0 ? `Notifications: ${unread} unread` : "Notifications"} aria-expanded={open} icon={<Icon aria-hidden />} onClick={() => setOpen(!open)} className="[&_svg]:size-5 md:[&_svg]:size-[18px]" />
      {unread > 0 && <span aria-hidden className="pointer-events-none absolute top-0.5 right-0 rounded-full bg-accent px-1 text-2xs text-white tabular-nums">{unread > 99 ? "99+" : unread}</span>}
      {open && <Suspense fallback={null}><Panel onClose={() => setOpen(false)} /></Suspense>}
    </div>
  );
}
