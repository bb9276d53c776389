import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { BellRing, CalendarClock, Phone, SkipForward } from "lucide-react";
import { useState } from "react";

import { ApiError } from "@/api/errors";
import { formatAgo, formatDay, formatShort } from "@/lib/dates";
import { Button } from "@/ui/Button";
import { Card, CardHeader } from "@/ui/Card";
import { ErrorState } from "@/ui/ErrorState";
import { SkeletonLines } from "@/ui/Skeleton";
import { toast } from "@/ui/toast";

import { planWords, stepWords } from "./days";
import { PlanModal } from "./PlanModal";
import { changePlan, followedUp, followUpQuery, skipReminder, type FollowUp } from "./queries";
import { WordsModal, type Deed } from "./WordsModal";

const OUTCOMES = { sent: "mailed", skipped: "skipped", told: "not mailed, the owner was told to call" } as const;

interface FollowUpCardProps {
  readonly quote: { readonly id: string; readonly number: string };
}

/** How a sent quote is followed up: what leaves next, what has left, who called. */
export function FollowUpCard({ quote }: FollowUpCardProps) {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(followUpQuery(quote.id));
  const [door, setDoor] = useState<Deed | "plan" | null>(null);
  const close = () => setDoor(null);
  const skip = useMutation({
    mutationFn: () => skipReminder(quote.id),
    onSuccess: () => followedUp(client, quote.id),
    onError: (problem) => toast(problem instanceof ApiError ? problem.message : "That did not work.", { tone: "bad" }),
  });
  return (
    <Card aria-labelledby="follow-up-title">
      <CardHeader
        id="follow-up-title"
        title="Follow-up"
        actions={
          data && (
            <>
              <Button icon={<Phone aria-hidden />} onClick={() => setDoor("call")}>I called</Button>
              <Button icon={<BellRing aria-hidden />} disabled={data.why_not !== null} title={data.why_not ?? undefined} onClick={() => setDoor("remind")}>Remind now</Button>
            </>
          )
        }
      />
      {error && !data ? <ErrorState error={error} title="The follow-up could not be loaded" retry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonLines lines={2} label="Loading the follow-up" /> : null}
      {data && (
        <div className="flex flex-col gap-3 p-4 text-sm">
          <div className="flex flex-wrap items-center gap-2">
            <p className="min-w-0 flex-1 basis-64">
              <Next followUp={data} />
              <span className="block text-xs text-faint">{planWords(data.plan)}{data.own ? " This quote has days of its own." : ""}{data.chased_at === null ? "" : ` Last spoken to ${formatAgo(data.chased_at)}.`}</span>
            </p>
            {data.next && <Button icon={<SkipForward aria-hidden />} busy={skip.isPending} onClick={() => skip.mutate()}>Skip it</Button>}
            {data.why_not === null && <Button icon={<CalendarClock aria-hidden />} onClick={() => setDoor("plan")}>Change</Button>}
          </div>
          {data.reminders.length > 0 && (
            <ul className="flex flex-col gap-1 text-soft">
              {data.reminders.map((one) => (
                <li key={`${one.step}${one.due_on}`}>
                  {one.done_at === null ? formatDay(one.due_on) : formatShort(one.done_at)}: {stepWords(one.step)}, {one.outcome && OUTCOMES[one.outcome]}
                  {one.done_by !== null && ` by ${one.done_by}`}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      {(door === "call" || door === "remind") && <WordsModal deed={door} quote={quote} onClose={close} />}
      {door === "plan" && data && (
        <PlanModal
          title={`Reminders for ${quote.number}`}
          description="For this quote alone; the shop’s plan stays as it is."
          plan={data.plan}
          save={async (plan) => {
            await changePlan(quote.id, plan, data.own ? data.plan.version : 0);
            await followedUp(client, quote.id);
          }}
          onClose={close}
        />
      )}
    </Card>
  );
}

function Next({ followUp: { next, why_not: whyNot } }: { readonly followUp: FollowUp }) {
  if (whyNot !== null) return whyNot;
  return next === null ? "No reminder is to come." : `The next reminder leaves on ${formatDay(next.due_on)}, ${stepWords(next.step)}.`;
}
