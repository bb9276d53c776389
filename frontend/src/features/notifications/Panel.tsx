import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Link } from "react-router";

import { Button } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { SkeletonLines } from "@/ui/Skeleton";

import { NotificationList } from "./NotificationList";
import { notificationsQuery, useMarkRead } from "./queries";

const SHOWN = 8;

/** The newest below the bell; Escape, a press beside it or leaving it closes it. */
export function Panel({ onClose }: { readonly onClose: () => void }) {
  const { data, error, refetch } = useQuery(notificationsQuery(1, false, SHOWN));
  const read = useMarkRead();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const bell = panel.current?.parentElement;
    panel.current?.focus();
    const beside = (event: Event) => {
      if (event.target instanceof Node && !bell?.contains(event.target)) onClose();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      bell?.querySelector("button")?.focus();
      onClose();
    };
    document.addEventListener("pointerdown", beside);
    document.addEventListener("focusin", beside);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("pointerdown", beside);
      document.removeEventListener("focusin", beside);
      document.removeEventListener("keydown", onKey);
    };
  }, [onClose]);
  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-label="Newest notifications"
      className="z-40 flex max-h-[min(32rem,calc(100dvh-4.5rem))] flex-col overflow-hidden rounded-lg bg-raised shadow-pop outline-none max-md:fixed max-md:inset-x-3 max-md:top-[3.5rem] md:absolute md:top-full md:right-0 md:mt-1 md:w-96 forced-colors:border"
    >
      <header className="flex min-h-11 items-center justify-between gap-3 border-b border-line px-4 py-1.5">
        <h2 className="text-sm font-semibold">Notifications</h2>
        {data !== undefined && data.unread > 0 && <Button kind="quiet" busy={read.isPending} onClick={() => read.mutate(null)}>Mark all read</Button>}
      </header>
      <div className="overflow-y-auto">
        {error && !data ? <ErrorState error={error} title="The notifications could not be loaded" retry={() => void refetch()} /> : null}
        {!data && !error ? <SkeletonLines lines={4} label="Loading the notifications" /> : null}
        {data?.items.length === 0 && <p className="px-4 py-7 text-center text-sm text-soft">Nothing has been told to you yet.</p>}
        {data && <NotificationList items={data.items} onFollow={onClose} />}
      </div>
      <Link to="/notifications" onClick={onClose} className="flex min-h-11 items-center justify-center border-t border-line text-sm font-medium text-accent-ink hover:bg-sunken">All notifications</Link>
    </section>
  );
}
