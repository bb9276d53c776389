import { RuleList } from "@/features/approvals/RuleList";
import { formatAgo, formatDay } from "@/lib/dates";
import { Notice } from "@/ui/Notice";

import type { Quote } from "./queries";

/** What a colleague was asked about this revision, what they said, and whether it still holds. */
export function ReviewNotice({ quote }: { readonly quote: Quote }) {
  const { review } = quote;
  if (review === null || (quote.status !== "draft" && quote.status !== "pending_review")) return null;
  const by = review.decided_by === null ? "" : ` by ${review.decided_by}${review.decided_for === null ? "" : ` for ${review.decided_for}`}`;
  const when = review.decided_at === null ? "" : `, ${formatAgo(review.decided_at)}`;
  const words = review.answer === "" ? null : <span className="block whitespace-pre-wrap">“{review.answer}”</span>;
  switch (review.status) {
    case "open":
      return (
        <Notice tone="info">
          <p>{review.asked_by} asked for an approval {formatAgo(review.asked_at)}. Nobody changes the quote until it comes back.</p>
          {review.comment !== "" && <p className="whitespace-pre-wrap">“{review.comment}”</p>}
          <RuleList rules={review.rules} />
        </Notice>
      );
    case "approved":
      return review.holds ? (
        <Notice tone="good">
          Approved{by}{when}
          {review.valid_until !== null && `, until ${formatDay(review.valid_until)}`}
          {review.this_revision_only && ", for this revision only"}. It can be sent as it stands; any change voids the approval.
          {words}
        </Notice>
      ) : (
        <Notice tone="warn">
          The approval{by} no longer holds. {review.voided_reason || "Its condition is over."}
        </Notice>
      );
    case "returned":
      return <Notice tone="warn">Sent back{by}{when}.{words}</Notice>;
    case "recalled":
      return null;
  }
}
