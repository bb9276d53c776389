import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, api, type Schemas } from "@/api/client";

export type SearchHit = Schemas["SearchHit"];
export type SearchAnswer = Schemas["SearchAnswer"];
export type SearchKind = SearchHit["kind"];

export const KINDS: readonly { id: SearchKind; label: string }[] = [
  { id: "quotes", label: "Quotes" },
  { id: "customers", label: "Customers" },
  { id: "contacts", label: "Contacts" },
  { id: "orders", label: "Orders" },
  { id: "stocks", label: "Papers" },
];

export const PER_PAGE = 25;

/** What is found for some words: a few of each kind, or a page of one. */
export function searchQuery(q: string, kind: SearchKind | null, page: number) {
  return queryOptions({
    queryKey: ["search", q, kind, page],
    queryFn: ({ signal }) => answer(api.GET("/api/search", { params: { query: { q, page, per_page: PER_PAGE, ...(kind === null ? {} : { kind }) } }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
}

/** Where a record that was found is shown. */
export function hrefOf(hit: SearchHit): string {
  switch (hit.kind) {
    case "quotes":
      return `/quotes/${hit.id}`;
    case "orders":
      return `/orders/${hit.id}`;
    case "customers":
      return `/customers/${hit.id}`;
    case "contacts":
      return `/customers/${hit.parent_id ?? hit.id}`;
    case "stocks":
      return `/rate-book?q=${encodeURIComponent(hit.known_by[0]?.map((part) => part.text).join("") ?? "")}`;
  }
}
