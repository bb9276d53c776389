import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useDeferredValue } from "react";
import { Link, useParams, useSearchParams } from "react-router";

import { daysUntil, formatDay, formatMoment } from "@/lib/dates";
import { plural, toCount } from "@/lib/count";
import { dollars } from "@/lib/figures";
import { Card, CardHeader } from "@/ui/Card";
import { Notice } from "@/ui/Notice";
import { PageHeader } from "@/ui/PageHeader";
import { QueryProblem } from "@/ui/QueryProblem";
import { SkeletonLines } from "@/ui/Skeleton";
import { StatusBadge, type QuoteFlag } from "@/ui/StatusBadge";

import { useMe } from "@/features/auth/queries";
import { StaleNotice } from "@/features/catalog/StaleNotice";
import { FollowUpCard } from "@/features/followup/FollowUpCard";
import { OrderNotice } from "@/features/orders/OrderNotice";
import { SendingNotice } from "@/features/sending/lazy";

import { Timeline } from "./activity/Timeline";
import { ChangesAskedBadge, CustomerCard } from "./CustomerCard";
import { EvidenceFiles } from "./EvidenceFiles";
import { LOST_REASONS } from "./lostReasons";
import { QuoteActions } from "./QuoteActions";
import { QuoteLines } from "./QuoteLines";
import { quoteQuery, revisionQuery, type Quote } from "./queries";
import { ReviewNotice } from "./ReviewNotice";
import { RevisionsCard } from "./RevisionsCard";

// Below the fold of most quotes: its code comes after the quote stands there.
const FilesCard = lazy(() => import("@/features/files/FilesCard").then((module) => ({ default: module.FilesCard })));

/** A quote to be read: what was offered, where it stands, what can be done about it now. */
function QuotePage() {
  const { quoteId = "" } = useParams();
  const wanted = toCount(useSearchParams()[0].get("revision") ?? "");
  const current = useQuery({ ...quoteQuery(quoteId), enabled: wanted === null });
  const revision = useQuery({ ...revisionQuery(quoteId, wanted ?? 1), enabled: wanted !== null });
  const { data, error, refetch } = wanted === null ? current : revision;
  const quote = useDeferredValue(data);
  if (error && !quote) return <QueryProblem error={error} title="The quote could not be opened" retry={() => void refetch()} thing="quote" />;
  if (!quote) {
    return (
      <div className="mx-auto max-w-4xl pt-14">
        <title>Quote · PatriotForge</title>
        <h1 className="sr-only">Quote</h1>
        <Card><SkeletonLines lines={8} label="Opening the quote" /></Card>
      </div>
    );
  }
  return (
    <div className="mx-auto max-w-4xl">
      <title>{`${quote.number} · PatriotForge`}</title>
      <PageHeader
        title={quote.number}
        back={{ to: "/quotes", label: "Quotes" }}
        meta={
          <>
            <StatusBadge status={quote.status} flags={flagsOf(quote)} />
            <ChangesAskedBadge quote={quote} />
            {quote.revision > 1 && <span>Revision {quote.revision}</span>}
            {quote.deleted_at !== null && <span className="font-medium text-bad">Deleted</span>}
          </>
        }
        actions={<QuoteActions quote={quote} />}
      />
      <div className="flex flex-col gap-4">
        <State quote={quote} />
        {!quote.superseded && <Suspense fallback={null}><SendingNotice quote={quote} /></Suspense>}
        <StaleNotice quote={quote} />
        <ReviewNotice quote={quote} />
        {quote.converted && <OrderNotice quoteId={quote.id} />}
        {quote.sent_at !== null && !quote.superseded && <CustomerCard quote={quote} />}
        {quote.status === "sent" && !quote.superseded && <FollowUpCard quote={quote} />}
        <Summary quote={quote} />
        {(quote.revision > 1 || quote.superseded) && <RevisionsCard quote={quote} shown={quote.revision} />}
        <QuoteLines quote={quote} />
        <Texts quote={quote} />
        {!quote.superseded && <Files quote={quote} />}
        <Timeline id={quote.id} />
      </div>
    </div>
  );
}

export { QuotePage as Component };

function flagsOf(quote: Quote): QuoteFlag[] {
  return [...(quote.on_hold ? ["on_hold" as const] : []), ...(quote.superseded ? ["superseded" as const] : [])];
}

/** Where it stands, in a sentence: who has the ball. */
function State({ quote }: { readonly quote: Quote }) {
  if (quote.superseded) {
    return (
      <Notice tone="info">
        A newer revision stands in place of this one, which stays as it was. <Link to={`/quotes/${quote.id}`} className="font-medium underline underline-offset-2">Open the current revision</Link>
      </Notice>
    );
  }
  if (quote.deleted_at !== null) return <Notice tone="warn">This draft was deleted on {formatMoment(quote.deleted_at)}. Restore it to go on.</Notice>;
  switch (quote.status) {
    case "draft":
      return null;
    case "pending_review":
      return null;
    case "sent":
      return (
        <Notice tone="info">
          Sent{quote.sent_at && ` on ${formatMoment(quote.sent_at)}`}: the customer has the ball. This revision is frozen; what was sent cannot change.
        </Notice>
      );
    case "approved":
      return (
        <Notice tone="good">
          {quote.acceptance
            ? `Accepted by ${quote.acceptance.name} at ${dollars(quote.acceptance.total)} on ${formatMoment(quote.acceptance.at)}${quote.acceptance.recorded_by ? `, recorded by ${quote.acceptance.recorded_by}` : ""}.`
            : "Accepted by the customer."}
          {quote.acceptance?.evidence && <span className="block whitespace-pre-wrap">“{quote.acceptance.evidence}”</span>}
          <EvidenceFiles quoteId={quote.id} />
        </Notice>
      );
    case "declined":
      return (
        <Notice tone="bad">
          Declined{quote.lost_reason && `: ${LOST_REASONS[quote.lost_reason].toLowerCase()}`}.
          {quote.lost_note !== "" && <span className="block whitespace-pre-wrap">“{quote.lost_note}”</span>}
        </Notice>
      );
    case "expired":
      return <Notice tone="warn">Expired after {formatDay(quote.valid_until)}. Revise it to offer it again at today’s prices.</Notice>;
  }
}

function Summary({ quote }: { readonly quote: Quote }) {
  const facts = [
    { name: "Contact", value: quote.contact?.name ?? "–", more: quote.contact?.email },
    { name: "Valid until", value: formatDay(quote.valid_until), more: quote.status === "sent" ? daysLeft(quote.valid_until) : null },
    { name: "Terms", value: quote.terms || "–", more: null },
    { name: "PO number", value: quote.po_number || "–", more: null },
    { name: "Rep", value: quote.owner.name, more: null },
  ];
  return (
    <Card aria-label="Summary" className="p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 className="min-w-0 text-lg font-semibold wrap-anywhere">
          {quote.customer?.name ?? quote.prospect_name}
          <span className="block text-sm font-normal text-soft">{quote.title}</span>
        </h2>
        <p className="text-2xl tabular-nums">
          {quote.totals.total === null ? <span className="text-sm font-medium text-soft">No total: quantities are open</span> : dollars(quote.totals.total)}
        </p>
      </div>
      <dl className="mt-4 grid grid-cols-2 gap-x-6 gap-y-3 border-t border-line pt-4 text-sm md:grid-cols-[1.6fr_1fr_1fr_1fr_1fr]">
        {facts.map((fact) => (
          <div key={fact.name} className="min-w-0">
            <dt className="text-xs text-faint">{fact.name}</dt>
            <dd className="wrap-anywhere">
              {fact.value}
              {fact.more && <span className="block truncate text-xs text-soft" title={fact.more}>{fact.more}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function daysLeft(day: string): string {
  const days = daysUntil(day);
  if (days < 0) return "over";
  return days === 0 ? "the last day is today" : `${plural(days, "day")} left`;
}

function Files({ quote }: { readonly quote: Quote }) {
  const { user, permissions } = useMe();
  const writes = permissions.includes("quotes:write_all") || (quote.owner.id === user.id && permissions.includes("quotes:write_own"));
  const lines = quote.lines.filter((line) => line.kind === "product" || line.kind === "outside");
  return (
    <Suspense fallback={<Card className="min-h-48"><SkeletonLines lines={2} label="Loading the files" /></Card>}>
      <FilesCard key={quote.id} home={{ kind: "quotes", id: quote.id }} writes={writes && quote.deleted_at === null} lines={lines} />
    </Suspense>
  );
}

function Texts({ quote }: { readonly quote: Quote }) {
  const texts = [
    { name: "To the customer", text: quote.customer_note },
    { name: "Internal", text: quote.internal_note },
  ].filter(({ text }) => text !== "");
  if (texts.length === 0) return null;
  return (
    <Card aria-labelledby="notes-title">
      <CardHeader id="notes-title" title="Notes" />
      <dl className="flex flex-col gap-3 p-4 text-sm">
        {texts.map(({ name, text }) => (
          <div key={name}>
            <dt className="text-xs text-faint">{name}</dt>
            <dd className="wrap-anywhere whitespace-pre-wrap">{text}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
