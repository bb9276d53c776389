import { keepPreviousData, queryOptions, type QueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch, type Schemas } from "@/api/client";

export type PriceList = Schemas["PriceListResponse"];
export type PriceListSummary = Schemas["PriceListSummary"];
export type Content = Schemas["PriceListContent"];
export type Finding = Schemas["FindingResponse"];
export type Fix = Schemas["FixResponse"];
export type ListPrice = Schemas["ListPriceResponse"];
export type Mode = Content["mode"];
export type ListStatus = "active" | "archived" | "all";

export const LISTS_PER_PAGE = 25;

interface ListFilter {
  q: string;
  status: ListStatus;
  page: number;
}

export function priceListsQuery({ q, status, page }: ListFilter) {
  return queryOptions({
    queryKey: ["price-lists", "list", { q, status, page }],
    queryFn: ({ signal }) => answer(api.GET("/api/price-lists", { params: { query: { q, status, page, per_page: LISTS_PER_PAGE } }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function priceListQuery(id: string) {
  return queryOptions({
    queryKey: ["price-lists", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/api/price-lists/{price_list_id}", { params: { path: { price_list_id: id } }, signal })),
  });
}

/** What the linter says of the list in the editor; asked anew when the typing rests. */
export function lintQuery(content: Content | null) {
  return queryOptions({
    queryKey: ["price-lists", "lint", content],
    queryFn: ({ signal }) => (content === null ? { findings: [] } : answer(api.POST("/api/price-lists/lint", { body: { content }, signal }))),
    enabled: content !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

interface Asked {
  id: string;
  quantity: number | null;
  level: string;
  wantedOn: string;
  /** The list in the editor, for who may change it; null reads the published one. */
  content: Content | null;
}

export function priceQuery({ id, quantity, level, wantedOn, content }: Asked) {
  return queryOptions({
    queryKey: ["price-lists", "price", { id, quantity, level, wantedOn, content }],
    queryFn: ({ signal }) =>
      answer(
        api.POST("/api/price-lists/{price_list_id}/price", {
          params: { path: { price_list_id: id } },
          body: { quantity: quantity ?? 0, level, wanted_on: wantedOn === "" ? null : wantedOn, content },
          signal,
        }),
      ),
    enabled: quantity !== null,
    retry: false,
  });
}

/** Takes in what a change answered, and lets every list ask anew. */
export async function keepList(client: QueryClient, list: PriceList): Promise<void> {
  client.setQueryData(priceListQuery(list.id).queryKey, list);
  await client.invalidateQueries({ queryKey: ["price-lists", "list"] });
}

function of(list: PriceList) {
  return { path: { price_list_id: list.id }, header: ifMatch(list.version) };
}

export function createList(code: string, content: Content): Promise<PriceList> {
  return answer(api.POST("/api/price-lists", { body: { code, content } }));
}

export function saveList(list: PriceList, content: Content): Promise<PriceList> {
  return answer(api.PUT("/api/price-lists/{price_list_id}", { params: of(list), body: { content } }));
}

export function publishList(list: PriceList, acceptFindings: boolean): Promise<PriceList> {
  return answer(api.POST("/api/price-lists/{price_list_id}/publish", { params: of(list), body: { accept_findings: acceptFindings } }));
}

export function archiveList(list: PriceList): Promise<PriceList> {
  return answer(api.POST("/api/price-lists/{price_list_id}/archive", { params: of(list) }));
}

export function restoreList(list: PriceList): Promise<PriceList> {
  return answer(api.POST("/api/price-lists/{price_list_id}/restore", { params: of(list) }));
}
