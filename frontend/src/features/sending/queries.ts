import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { answer, api, ifMatch, type Schemas } from "@/api/client";

export type Sending = Schemas["SendingState"];
export type MailTemplate = Schemas["MailTemplateResponse"];
export type MailKind = Schemas["MailKindResponse"];
export type MailPreview = Schemas["MailPreview"];
export type QuoteSend = Schemas["QuoteSend"];

interface Versioned {
  readonly id: string;
  readonly version: number;
}

function from({ id, version }: Versioned) {
  return { path: { quote_id: id }, header: ifMatch(version) };
}

/** What the dialog starts from, and what became of the last mail; a change of the quote may change it. */
export function sendingQuery(id: string, version: number) {
  return queryOptions({
    queryKey: ["quotes", "sending", id, version],
    queryFn: ({ signal }) => answer(api.GET("/api/quotes/{quote_id}/sending", { params: { path: { quote_id: id } }, signal })),
  });
}

export function mailTemplatesQuery() {
  return queryOptions({
    queryKey: ["mail-templates"],
    queryFn: ({ signal }) => answer(api.GET("/api/mail-templates", { signal })),
    staleTime: 60_000,
  });
}

/** The mail of a quote as it is written just now. */
export function quoteMailQuery(id: string, version: number, draft: Schemas["MailDraft"]) {
  return queryOptions({
    queryKey: ["quotes", "mail-preview", id, version, draft],
    queryFn: ({ signal }) => answer(api.POST("/api/quotes/{quote_id}/mail-preview", { params: { path: { quote_id: id } }, body: draft, signal })),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** A template as it is written just now, with samples. */
export function templateMailQuery(wording: Schemas["MailWording"]) {
  return queryOptions({
    queryKey: ["mail-templates", "preview", wording],
    queryFn: ({ signal }) => answer(api.POST("/api/mail-templates/preview", { body: wording, signal })),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function undoSend(quote: Versioned): Promise<Schemas["QuoteResponse"]> {
  return answer(api.POST("/api/quotes/{quote_id}/undo-send", { params: from(quote) }));
}

export async function scheduleQuote(quote: Versioned, schedule: Schemas["QuoteSchedule"]): Promise<void> {
  await answer(api.PUT("/api/quotes/{quote_id}/schedule", { params: from(quote), body: schedule }));
}

export async function cancelSchedule(quote: Versioned): Promise<void> {
  await answer(api.DELETE("/api/quotes/{quote_id}/schedule", { params: from(quote) }));
}

/** Queues a mail again, for other addresses where some are named. */
export async function retryMail(messageId: string, to: readonly string[] = []): Promise<void> {
  await answer(api.POST("/api/messages/{message_id}/retry", { params: { path: { message_id: messageId } }, body: { to: [...to] } }));
}
