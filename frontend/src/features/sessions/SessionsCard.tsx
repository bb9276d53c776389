import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { MonitorSmartphone } from "lucide-react";
import { useState } from "react";
import { formatAgo, formatMoment } from "@/lib/dates";
import { plural } from "@/lib/count";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Card, CardHeader } from "@/ui/Card";
import { ConfirmModal } from "@/ui/ConfirmModal";
import { ErrorState } from "@/ui/ErrorState";
import { SkeletonLines } from "@/ui/Skeleton";
import { toast } from "@/ui/toast";
import { deviceName } from "./device";
import { endOtherSessions, endSession, sessionsQuery, type SessionInfo } from "./queries";

export function SessionsCard() {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(sessionsQuery());
  const [asking, setAsking] = useState(false);
  const others = data?.filter((one) => !one.current).length ?? 0;
  const end = useMutation({
    mutationFn: (one: SessionInfo) => endSession(one.id),
    onSuccess: (_, one) => {
      toast(`${deviceName(one.user_agent)} is signed out.`);
      return client.invalidateQueries(sessionsQuery());
    },
    onError: (problem) => toast(problem.message, { tone: "bad" }),
  });
  return (
    <Card>
      <CardHeader
        title="Where you are signed in"
        meta={data ? plural(data.length, "session") : null}
        actions={
          others > 0 && (
            <Button kind="danger" onClick={() => setAsking(true)}>
              Sign out everywhere else
            </Button>
          )
        }
      />
      {error && <ErrorState error={error} title="Your sessions could not be loaded" retry={() => void refetch()} />}
      {!data && !error && <SkeletonLines label="Loading your sessions" />}
      <ul className="divide-y divide-line">
        {data?.map((one) => (
          <li key={one.id} className="flex min-h-14 items-center gap-3 px-4 py-2 text-sm">
            <MonitorSmartphone className="size-5 shrink-0 stroke-[1.75] text-faint" aria-hidden />
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-2 font-medium">
                {deviceName(one.user_agent)}
                {one.current && <Badge tone="good">This one</Badge>}
              </p>
              <p className="text-xs text-faint tabular-nums">
                {one.address} · seen {formatAgo(one.seen_at)} · since {formatMoment(one.created_at)}
              </p>
            </div>
            {!one.current && (
              <Button busy={end.isPending && end.variables.id === one.id} onClick={() => end.mutate(one)}>
                Sign out
                <span className="sr-only"> {deviceName(one.user_agent)}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ConfirmModal
        open={asking}
        title="Sign out everywhere else?"
        verb="Sign the others out"
        danger
        onClose={() => setAsking(false)}
        onConfirm={async () => {
          await endOtherSessions();
          toast(`${plural(others, "other session")} signed out.`);
          await client.invalidateQueries(sessionsQuery());
        }}
      >
        <p>{plural(others, "other session")} will have to sign in again. What is unsaved there is kept until then.</p>
      </ConfirmModal>
    </Card>
  );
}
