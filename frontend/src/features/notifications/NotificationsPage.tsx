import { useQuery } from "@tanstack/react-query";
import { BellOff, Settings2 } from "lucide-react";

import { toCount } from "@/lib/count";
import { useUrlState } from "@/lib/urlState";
import { Button, ButtonLink } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { Pagination } from "@/ui/Pagination";
import { SkeletonLines } from "@/ui/Skeleton";
import { Tabs } from "@/ui/Tabs";

import { NotificationList } from "./NotificationList";
import { notificationsQuery, PER_PAGE, useMarkRead } from "./queries";

function NotificationsPage() {
  const url = useUrlState({ show: "all", page: "1" });
  const unread = url.values.show === "unread";
  const page = toCount(url.values.page) ?? 1;
  const { data, error, refetch } = useQuery(notificationsQuery(page, unread));
  const read = useMarkRead();
  return (
    <div className="max-w-[56rem]">
      <title>Notifications · PatriotForge</title>
      <PageHeader
        title="Notifications"
        meta={data && data.unread > 0 ? `${data.unread} unread` : null}
        actions={
          <>
            {data !== undefined && data.unread > 0 && <Button busy={read.isPending} onClick={() => read.mutate(null)}>Mark all read</Button>}
            <ButtonLink to="/account" icon={<Settings2 aria-hidden />}>What reaches me</ButtonLink>
          </>
        }
      />
      <Card aria-label="What you were told">
        <Tabs
          label="Read or not"
          current={unread ? "unread" : "all"}
          tabs={[{ id: "all", label: "All", href: url.href({ show: "all" }) }, { id: "unread", label: "Unread", href: url.href({ show: "unread" }), count: data?.unread }]}
        />
        {error && !data ? <ErrorState error={error} title="The notifications could not be loaded" retry={() => void refetch()} /> : null}
        {!data && !error ? <SkeletonLines lines={6} label="Loading the notifications" /> : null}
        {data?.total === 0 && (
          <EmptyState title={unread ? "Nothing is unread" : "Nothing has been told to you yet"} icon={<BellOff aria-hidden />} hint="You are told when somebody names you, when a customer looks, answers or stays silent, and when an approval waits.">
            <ButtonLink to="/account">Choose what reaches you</ButtonLink>
          </EmptyState>
        )}
        {data && <NotificationList items={data.items} />}
        {data && data.total > 0 && <Pagination page={page} perPage={PER_PAGE} total={data.total} href={(to) => url.href({ page: to.toString() })} />}
      </Card>
    </div>
  );
}

export { NotificationsPage as Component };
