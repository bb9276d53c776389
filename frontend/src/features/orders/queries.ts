import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { answer, api, ifMatch, type Schemas } from "@/api/client";

export type Order = Schemas["OrderResponse"];
export type OrderSummary = Schemas["OrderSummary"];
export type WorkLine = Schemas["WorkLine"];

export const ORDERS_PER_PAGE = 25;

export function ordersQuery(address: { readonly q: string; readonly page: number }) {
  return queryOptions({
    queryKey: ["orders", "list", address],
    queryFn: ({ signal }) => answer(api.GET("/api/orders", { params: { query: { ...address, per_page: ORDERS_PER_PAGE } }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function orderQuery(id: string) {
  return queryOptions({
    queryKey: ["orders", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/api/orders/{order_id}", { params: { path: { order_id: id } }, signal })),
  });
}

/** The order that a quote became; null while it has none. */
export function orderOfQuery(quoteId: string) {
  return queryOptions({
    queryKey: ["orders", "of", quoteId],
    queryFn: ({ signal }) => answer(api.GET("/api/quotes/{quote_id}/order", { params: { path: { quote_id: quoteId } }, signal })),
  });
}

export function convertQuote(quote: { readonly id: string; readonly version: number }, order: Schemas["OrderCreate"]): Promise<Order> {
  return answer(api.POST("/api/quotes/{quote_id}/convert", { params: { path: { quote_id: quote.id }, header: ifMatch(quote.version) }, body: order }));
}

export function ticketUrl(id: string): string {
  return `/api/orders/${id}/ticket.pdf`;
}
