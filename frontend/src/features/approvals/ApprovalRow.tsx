import { CircleCheck, CircleX, TriangleAlert, Undo2 } from "lucide-react";
import { Link } from "react-router";

import { plural } from "@/lib/count";
import { formatAgo, formatDay, formatMoment } from "@/lib/dates";
import { dollars, percent } from "@/lib/figures";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Kbd } from "@/ui/Kbd";

import type { Approval } from "./queries";

interface ApprovalRowProps {
  readonly approval: Approval;
  readonly decides: boolean;
  readonly busy: boolean;
  readonly onApprove: () => void;
  readonly onCondition: () => void;
  readonly onReturn: () => void;
}

/** A question with all that its answer depends on; the buttons lie where a thumb is. */
export function ApprovalRow({ approval: one, decides, busy, onApprove, onCondition, onReturn }: ApprovalRowProps) {
  const below = one.rules.some((rule) => rule.rule === "below_floor");
  return (
    <li data-row={one.id} className="flex flex-col gap-2.5 p-4 focus-within:bg-sunken">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
        <Link data-row-link to={`/quotes/${one.quote_id}`} className="min-h-6 rounded-sm text-base font-semibold text-accent-ink underline-offset-2 hover:underline">
          {one.number}
        </Link>
        <span className="min-w-0 font-medium wrap-anywhere">{one.customer_name}</span>
        <span className="min-w-0 text-sm wrap-anywhere text-soft">{one.title}</span>
        <span className="ml-auto text-lg font-semibold tabular-nums">{dollars(one.amount)}</span>
      </div>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-soft tabular-nums">
        {one.internal && (
          <span className={below ? "inline-flex items-center gap-1 font-medium text-bad" : undefined}>
            {below && <TriangleAlert className="size-4" aria-hidden />}
            Margin {percent(one.internal.margin_percent ?? one.internal.lowest_margin_percent)} (floor {percent(one.internal.floor_percent)}){below && " below floor"}
          </span>
        )}
        {/[1-9]/.test(one.concession) && <span>Effect −{dollars(one.concession)}</span>}
        <span>
          Customer: {one.won === 0 ? "nothing won yet" : `${one.won} won`}
          {one.internal?.won_margin_percent != null && one.won > 0 && `, average ${percent(one.internal.won_margin_percent)}`}
        </span>
      </p>
      <ul className="flex flex-col gap-0.5 text-sm">
        {one.rules.map((rule) => <li key={rule.rule} className="flex gap-2 before:text-faint before:content-['–']">{rule.message}</li>)}
        {one.rules.length === 0 && <li className="text-soft">No rule asks for it: somebody is to look at it.</li>}
      </ul>
      {one.comment !== "" && <p className="text-sm wrap-anywhere whitespace-pre-wrap">“{one.comment}”</p>}
      <p className="text-xs text-soft">
        Asked by {one.asked_by} <time dateTime={one.asked_at} title={formatMoment(one.asked_at)}>{formatAgo(one.asked_at)}</time>
        {one.for_name !== null && <> · you answer for {one.for_name}</>}
      </p>
      {decides ? (
        <div className="flex flex-wrap gap-2 max-md:[&>*]:flex-1">
          <Button kind="primary" busy={busy} icon={<CircleCheck aria-hidden />} onClick={onApprove}>
            <span>Approve <span className="sr-only">{one.number}</span></span>
            <span aria-hidden="true" className="max-md:hidden"><Kbd keys="a" /></span>
          </Button>
          <Button onClick={onCondition}><span>With condition… <span className="sr-only">{one.number}</span></span></Button>
          <Button icon={<Undo2 aria-hidden />} onClick={onReturn}>
            <span>Send back… <span className="sr-only">{one.number}</span></span>
            <span aria-hidden="true" className="max-md:hidden"><Kbd keys="r" /></span>
          </Button>
        </div>
      ) : <Outcome approval={one} />}
    </li>
  );
}

function Outcome({ approval: one }: { readonly approval: Approval }) {
  if (one.status === "open") return <p><Badge tone="warn">Waiting for an answer</Badge></p>;
  const by = one.decided_by === null ? "" : ` by ${one.decided_by}${one.decided_for === null ? "" : ` for ${one.decided_for}`}`;
  const yes = one.status === "approved";
  return (
    <div className="flex flex-col gap-1 text-sm">
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={yes ? "good" : "neutral"} icon={yes ? <CircleCheck aria-hidden /> : <CircleX aria-hidden />}>
          {{ approved: "Approved", returned: "Sent back", recalled: "Closed" }[one.status]}
        </Badge>
        <span className="text-soft">
          {by.trim()}{one.decided_at !== null && `, ${formatAgo(one.decided_at)}`}
          {one.valid_until !== null && `, until ${formatDay(one.valid_until)}`}
          {one.this_revision_only && ", this revision only"}
        </span>
        {one.voided_at !== null && <Badge tone="warn">Void</Badge>}
      </p>
      {one.voided_at !== null && <p>{one.voided_reason}</p>}
      {one.answer !== "" && <p className="wrap-anywhere whitespace-pre-wrap">“{one.answer}”</p>}
      {yes && one.voided_at === null && one.decided_by !== null && <p className="sr-only">{plural(one.rules.length, "rule")} cleared</p>}
    </div>
  );
}
