import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { answer, api, ifMatch, UNATTENDED, type Schemas } from "@/api/client";
import type { paths } from "@/api/schema.gen";
import { transport } from "@/api/transport";
import { toCount } from "@/lib/count";

export type QuoteSummary = Schemas["QuoteSummary"];
export type Quote = Schemas["QuoteResponse"];
export type Tab = Schemas["Tab"];
export type Sort = Schemas["Sort"];

/** Filters of the list that its figures, here and in reports, lead to: in the address under the API's own names. */
export const NARROWED = [
  "customer_id", "owner_id", "prospects", "status", "open", "silent", "on_hold", "viewed", "changes_asked", "updated_from", "updated_to", "valid_from", "valid_to", "lost_reason", "light", "costed", "product", "products",
  "priced", "total_from", "total_below", "created_from", "created_to", "sent_from", "sent_to", "first_sent_from", "first_sent_to", "ended_from", "ended_to",
] as const;

type ListFilters = NonNullable<paths["/api/quotes"]["get"]["parameters"]["query"]>;

export interface ListAddress {
  readonly tab: Tab;
  readonly q: string;
  readonly sort: Sort;
  readonly page: number;
  readonly narrowed: Readonly<Record<string, string>>;
}

export const PER_PAGE = 25;

export function quoteListQuery({ narrowed, ...address }: ListAddress) {
  // What stands in the address goes out as it stands; the API says what is wrong with it.
  const query: ListFilters = { ...address, per_page: PER_PAGE, ...narrowed };
  return queryOptions({
    queryKey: ["quotes", "list", query],
    queryFn: ({ signal }) => answer(api.GET("/api/quotes", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** What a customer was quoted last, of what the person may see. */
export function lastQuoteQuery(customerId: string) {
  return queryOptions({
    queryKey: ["quotes", "last", customerId],
    queryFn: async ({ signal }) => {
      const query = { customer_id: customerId, sort: "-number" as const, per_page: 1 };
      return (await answer(api.GET("/api/quotes", { params: { query }, signal }))).items[0] ?? null;
    },
    staleTime: 60_000,
  });
}

/** How many drafts are one's own: beside "Quotes" in the sidebar. */
export function draftCountQuery() {
  return queryOptions({
    queryKey: ["quotes", "drafts"],
    queryFn: async ({ signal }) => (await answer(api.GET("/api/quotes", { params: { query: { tab: "mine", per_page: 1 } }, signal }))).counts.mine,
    staleTime: 30_000,
  });
}

/** How many quotes wait for one's word: beside "Approvals" in the sidebar. */
export function waitingCountQuery() {
  return queryOptions({
    queryKey: ["approvals", "count"],
    queryFn: async ({ signal }) => (await answer(api.GET("/api/approvals", { params: { query: { per_page: 1 } }, signal, headers: UNATTENDED }))).counts.waiting,
    refetchInterval: 30_000,
  });
}

function at(id: string) {
  return { path: { quote_id: id } };
}

export function quoteQuery(id: string) {
  return queryOptions({
    queryKey: ["quotes", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/api/quotes/{quote_id}", { params: at(id), signal })),
  });
}

/** The quote as it was sent, or as it stands, beside what today's rates would make of it. */
export function comparisonQuery(id: string, version: number) {
  return queryOptions({
    queryKey: ["quotes", "compare", id, version],
    queryFn: ({ signal }) => answer(api.GET("/api/quotes/{quote_id}/compare", { params: at(id), signal })),
  });
}

/** All revisions of a quote with their outcomes; a change of the quote may change them. */
export function revisionsQuery(id: string, version: number) {
  return queryOptions({
    queryKey: ["quotes", "revisions", id, version],
    queryFn: ({ signal }) => answer(api.GET("/api/quotes/{quote_id}/revisions", { params: at(id), signal })),
    placeholderData: keepPreviousData,
  });
}

/** One revision by its number, in the quote's own shape. */
export function revisionQuery(id: string, number: number) {
  return queryOptions({
    queryKey: ["quotes", "one", id, "revision", number],
    queryFn: ({ signal }) => answer(api.GET("/api/quotes/{quote_id}/revisions/{number}", { params: { path: { quote_id: id, number } }, signal })),
  });
}

export function revisionsComparedQuery(id: string, version: number, before: number, after: number) {
  return queryOptions({
    queryKey: ["quotes", "compare", id, version, before, after],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/quotes/{quote_id}/revisions/{number}/compare", { params: { path: { quote_id: id, number: before }, query: { other: after } }, signal })),
  });
}

/** The forms and papers change when somebody publishes rates: an hour old is fresh enough for a builder. */
export function productsQuery() {
  return queryOptions({
    queryKey: ["catalog", "products"],
    queryFn: ({ signal }) => answer(api.GET("/api/catalog/products", { signal })),
    staleTime: 3_600_000,
  });
}

export function printableStocksQuery() {
  return queryOptions({
    queryKey: ["catalog", "printable-stocks"],
    queryFn: ({ signal }) => answer(api.GET("/api/catalog/printable-stocks", { signal })),
    staleTime: 3_600_000,
  });
}

export type NewQuote = Omit<Schemas["QuoteCreate"], "lines">;

export function createQuote(quote: NewQuote, idempotencyKey: string): Promise<Quote> {
  return answer(api.POST("/api/quotes", { params: { header: { "idempotency-key": idempotencyKey } }, body: quote }));
}

export function sendQuote(id: string, version: number, sending: Schemas["QuoteSend"], idempotencyKey: string): Promise<Quote> {
  const header = { ...ifMatch(version), "idempotency-key": idempotencyKey };
  return answer(api.POST("/api/quotes/{quote_id}/send", { params: { ...at(id), header }, body: sending }));
}

interface Versioned {
  readonly id: string;
  readonly version: number;
}

function from({ id, version }: Versioned) {
  return { ...at(id), header: ifMatch(version) };
}

export function approveQuote(quote: Versioned, yes: Schemas["QuoteApprove"]): Promise<Quote> {
  return answer(api.POST("/api/quotes/{quote_id}/approve", { params: from(quote), body: yes }));
}

export function declineQuote(quote: Versioned, no: Schemas["QuoteDecline"]): Promise<Quote> {
  return answer(api.POST("/api/quotes/{quote_id}/decline", { params: from(quote), body: no }));
}

export function expireQuote(quote: Versioned): Promise<Quote> {
  return answer(api.POST("/api/quotes/{quote_id}/expire", { params: from(quote) }));
}

export function reviseQuote(quote: Versioned, reason: string): Promise<Quote> {
  return answer(api.POST("/api/quotes/{quote_id}/revise", { params: from(quote), body: { reason } }));
}

/** Valid again for as long as a new quote is. */
export function extendQuote(quote: Versioned): Promise<Quote> {
  return answer(api.POST("/api/quotes/{quote_id}/extend", { params: from(quote), body: {} }));
}

export function discardRevision(quote: Versioned): Promise<Quote> {
  return answer(api.POST("/api/quotes/{quote_id}/discard", { params: from(quote) }));
}

export function duplicateQuote(id: string): Promise<Quote> {
  return answer(api.POST("/api/quotes/{quote_id}/duplicate", { params: at(id) }));
}

export async function deleteQuote(quote: Versioned): Promise<void> {
  await answer(api.DELETE("/api/quotes/{quote_id}", { params: from(quote) }));
}

export function restoreQuote(quote: Versioned): Promise<Quote> {
  return answer(api.POST("/api/quotes/{quote_id}/restore", { params: from(quote) }));
}

/** Queues a mail again that the mail server refused. */
export async function retryMail(messageId: string): Promise<void> {
  await answer(api.POST("/api/messages/{message_id}/retry", { params: { path: { message_id: messageId } } }));
}

/** Where a quote's papers lie; of an old revision, by its number. */
function papers(id: string, revision: number | null): string {
  return revision === null ? `/api/quotes/${id}` : `/api/quotes/${id}/revisions/${revision}`;
}

export function documentUrl(id: string, revision: number | null = null): string {
  return `${papers(id, revision)}/document.pdf`;
}

/** One page of the document as a picture; drawn anew for each version of a draft. */
export function pageQuery(id: string, version: number, page: number, revision: number | null = null) {
  return queryOptions({
    queryKey: ["quotes", "page", id, version, page, revision],
    queryFn: async ({ signal }) => {
      const response = await transport(new Request(`${globalThis.location.origin}${papers(id, revision)}/pages/${page}.png`, { signal }));
      return { image: await response.blob(), count: toCount(response.headers.get("X-Page-Count") ?? "1") ?? 1 };
    },
    staleTime: 600_000,
    gcTime: 60_000,
  });
}
