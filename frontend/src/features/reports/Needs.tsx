import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, Eye, FileClock, MessageSquare, Moon, Stamp, TriangleAlert, type LucideIcon } from "lucide-react";
import { Link } from "react-router";

import { formatAgo } from "@/lib/dates";
import { dollars } from "@/lib/figures";
import { Button, ButtonLink } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { toast } from "@/ui/toast";

import { extendQuote, type Dashboard, type Need } from "./queries";

interface Look {
  readonly Icon: LucideIcon;
  readonly tone: string;
  readonly verb: string;
}

const LOOKS: Record<Need["kind"], Look> = {
  approval: { Icon: Stamp, tone: "text-accent-ink", verb: "Decide" },
  asked: { Icon: MessageSquare, tone: "text-warn", verb: "Answer" },
  viewed: { Icon: Eye, tone: "text-violet", verb: "Follow up" },
  below_floor: { Icon: TriangleAlert, tone: "text-bad", verb: "Look at it" },
  expired: { Icon: FileClock, tone: "text-soft", verb: "Extend" },
  idle: { Icon: Moon, tone: "text-soft", verb: "Go on" },
};

function addressOf(need: Need): string {
  if (need.kind === "approval") return "/approvals";
  return need.kind === "below_floor" || need.kind === "idle" ? `/quotes/${need.quote_id}/edit` : `/quotes/${need.quote_id}`;
}

/** What waits for the reader, the most pressing first, each with the one thing to do about it. */
export function Needs({ needs }: { readonly needs: NonNullable<Dashboard["needs_you"]> }) {
  if (needs.items.length === 0) {
    return <EmptyState compact title="Nothing needs you now" icon={<CircleCheck aria-hidden />} hint="What waits for an answer, a decision or a call will stand here." />;
  }
  const left = needs.quotes - needs.items.length;
  return (
    <>
      <ul className="divide-y divide-line">
        {needs.items.map((need) => <OneNeed key={`${need.kind}/${need.quote_id}`} need={need} />)}
      </ul>
      {left > 0 && <p className="border-t border-line px-4 py-2 text-xs text-faint">and {left} more like these</p>}
    </>
  );
}

function OneNeed({ need }: { readonly need: Need }) {
  const { Icon, tone, verb } = LOOKS[need.kind];
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
      <Icon className={`size-4 shrink-0 ${tone}`} aria-hidden="true" />
      <span className="min-w-0 flex-1 basis-52">
        <Link to={addressOf(need)} className="flex min-h-6 min-w-0 items-center gap-2 rounded-sm text-sm font-medium text-ink hover:underline">
          <span className="text-accent-ink tabular-nums">{need.number}</span>
          <span className="truncate">{need.customer_name}</span>
        </Link>
        <span className="block truncate text-xs text-faint">
          {need.words} · <time dateTime={need.at}>{formatAgo(need.at)}</time>
        </span>
      </span>
      <span className="text-sm tabular-nums">{dollars(need.total)}</span>
      {need.kind === "expired" ? <Extend need={need} /> : (
        <ButtonLink to={addressOf(need)} aria-label={`${verb}: ${need.number}`}>{verb}</ButtonLink>
      )}
    </li>
  );
}

function Extend({ need }: { readonly need: Need }) {
  const client = useQueryClient();
  const extend = useMutation({
    mutationFn: () => extendQuote(need),
    onSuccess: () => {
      toast(`${need.number} can be accepted again.`);
      return Promise.all([client.invalidateQueries({ queryKey: ["dashboard"] }), client.invalidateQueries({ queryKey: ["quotes"] })]);
    },
    onError: (problem) => toast(problem.message),
  });
  return (
    <Button busy={extend.isPending} aria-label={`Extend: ${need.number}`} onClick={() => extend.mutate()}>Extend</Button>
  );
}
