import { keepPreviousData, queryOptions, type QueryClient } from "@tanstack/react-query";

import { answer, api, ifMatch, type Schemas } from "@/api/client";

export type Approval = Schemas["ApprovalResponse"];
export type Box = Schemas["Box"];
type Quote = Schemas["QuoteResponse"];

export const APPROVALS_PER_PAGE = 25;

export function approvalsQuery(box: Box, page: number) {
  return queryOptions({
    queryKey: ["approvals", "list", box, page],
    queryFn: ({ signal }) => answer(api.GET("/api/approvals", { params: { query: { box, page, per_page: APPROVALS_PER_PAGE } }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
}

/** What keeps a quote from going out, for whoever asks, in the version that is saved. */
export function checksQuery(id: string, version: number) {
  return queryOptions({
    queryKey: ["quotes", "checks", id, version],
    queryFn: ({ signal }) => answer(api.GET("/api/quotes/{quote_id}/checks", { params: { path: { quote_id: id } }, signal })),
  });
}

interface Versioned {
  readonly id: string;
  readonly version: number;
}

function from({ id, version }: Versioned) {
  return { path: { quote_id: id }, header: ifMatch(version) };
}

export function submitQuote(quote: Versioned, comment: string): Promise<Quote> {
  return answer(api.POST("/api/quotes/{quote_id}/submit", { params: from(quote), body: { comment } }));
}

export function recallQuote(quote: Versioned): Promise<Quote> {
  return answer(api.POST("/api/quotes/{quote_id}/recall", { params: from(quote) }));
}

export function reviewQuote(quote: Versioned, yes: Schemas["QuoteReview"]): Promise<Quote> {
  return answer(api.POST("/api/quotes/{quote_id}/review", { params: from(quote), body: yes }));
}

export function returnQuote(quote: Versioned, comment: string): Promise<Quote> {
  return answer(api.POST("/api/quotes/{quote_id}/return", { params: from(quote), body: { comment } }));
}

export function holdQuote(quote: Versioned, note: string): Promise<Quote> {
  return answer(api.POST("/api/quotes/{quote_id}/hold", { params: from(quote), body: { note } }));
}

export function releaseQuote(quote: Versioned): Promise<Quote> {
  return answer(api.POST("/api/quotes/{quote_id}/release", { params: from(quote), body: {} }));
}

export function deputyQuery() {
  return queryOptions({ queryKey: ["approvals", "deputy"], queryFn: ({ signal }) => answer(api.GET("/api/approvals/deputy", { signal })) });
}

export function deputiesQuery() {
  return queryOptions({ queryKey: ["approvals", "deputies"], queryFn: ({ signal }) => answer(api.GET("/api/approvals/deputies", { signal })) });
}

export function setDeputy(deputy: Schemas["DeputySet"]): Promise<Schemas["DeputyState"]> {
  return answer(api.PUT("/api/approvals/deputy", { body: deputy }));
}

export async function clearDeputy(): Promise<void> {
  await answer(api.DELETE("/api/approvals/deputy"));
}

/** A decision changes the inbox, its count, and the quote wherever it is shown. */
export async function decided(client: QueryClient, quoteId: string): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: ["approvals"] }),
    client.invalidateQueries({ queryKey: ["quotes", "one", quoteId] }),
    client.invalidateQueries({ queryKey: ["quotes", "list"] }),
  ]);
}
