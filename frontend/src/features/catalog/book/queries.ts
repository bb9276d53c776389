import { queryOptions, type QueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch, type Schemas } from "@/api/client";

export type Sheet = Schemas["Sheet"];
export type SheetColumn = Schemas["SheetColumn"];
export type SheetEntry = Schemas["SheetEntry"];
export type SheetKind = Schemas["Sheet"]["kind"];
export type EntryKind = Exclude<SheetKind, "terms">;
export type RateChange = Schemas["RateChange"];
export type Effect = Schemas["EffectResponse"];
export type EffectFigures = Schemas["EffectFigures"];
export type CardSummary = Schemas["CardSummary"];
export type ImportReport = Schemas["ImportReport"];

export interface Cell {
  code: string;
  field: string;
  value: string;
}

const KEY = ["catalog", "book"] as const;

/** What is staged changes with every save, by whomever: it is read anew whenever it is looked at. */
export function stagedQuery() {
  return queryOptions({ queryKey: [...KEY, "staged"], queryFn: ({ signal }) => answer(api.GET("/api/catalog/staged", { signal })) });
}

export function sheetQuery(kind: SheetKind, archived = false) {
  return queryOptions({
    queryKey: [...KEY, "sheet", kind, archived],
    queryFn: ({ signal }) => answer(api.GET("/api/catalog/staged/{kind}", { params: { path: { kind }, query: { archived } }, signal })),
  });
}

/** A stock with all its prices, past and coming, as they are staged. */
export function stockQuery(id: string) {
  return queryOptions({ queryKey: [...KEY, "stock", id], queryFn: ({ signal }) => answer(api.GET("/api/catalog/stocks/{stock_id}", { params: { path: { stock_id: id } }, signal })) });
}

/** What the staged book of a version would do; another version is another question. */
export function effectQuery(version: number) {
  return queryOptions({ queryKey: [...KEY, "effect", version], queryFn: ({ signal }) => answer(api.GET("/api/catalog/effect", { signal })), staleTime: 0 });
}

export function staleQuotesQuery() {
  return queryOptions({ queryKey: [...KEY, "stale"], queryFn: ({ signal }) => answer(api.GET("/api/catalog/stale-quotes", { signal })) });
}

export function cardsQuery(page: number) {
  return queryOptions({ queryKey: [...KEY, "cards", page], queryFn: ({ signal }) => answer(api.GET("/api/catalog/cards", { params: { query: { page, per_page: 25 } }, signal })) });
}

export function comparisonQuery(card: number, before: number) {
  return queryOptions({
    queryKey: [...KEY, "compare", card, before],
    queryFn: ({ signal }) => answer(api.GET("/api/catalog/cards/{card}/compare", { params: { path: { card }, query: { before } }, signal })),
    staleTime: "static",
  });
}

export function cardSheetQuery(card: number, kind: SheetKind) {
  return queryOptions({
    queryKey: [...KEY, "card", card, kind],
    queryFn: ({ signal }) => answer(api.GET("/api/catalog/cards/{card}/{kind}", { params: { path: { card, kind } }, signal })),
    staleTime: "static",
  });
}

export function saveCells(kind: SheetKind, version: number, cells: Cell[], effectiveOn: string | null): Promise<Sheet> {
  return answer(api.PATCH("/api/catalog/staged/{kind}", { params: { path: { kind }, header: ifMatch(version) }, body: { cells, effective_on: effectiveOn } }));
}

export function setPrices(version: number, stockId: string, body: Schemas["PricesUpdate"]): Promise<Sheet> {
  return answer(api.PUT("/api/catalog/staged/stocks/{stock_id}/prices", { params: { path: { stock_id: stockId }, header: ifMatch(version) }, body }));
}

export function addEntry(kind: EntryKind, version: number, cells: Record<string, string>, like: string | null): Promise<Sheet> {
  return answer(api.POST("/api/catalog/staged/{kind}", { params: { path: { kind }, header: ifMatch(version) }, body: { cells, like } }));
}

export function archiveEntry(kind: EntryKind, version: number, id: string, restore: boolean): Promise<Sheet> {
  const params = { path: { kind, entry_id: id }, header: ifMatch(version) };
  return answer(restore ? api.POST("/api/catalog/staged/{kind}/{entry_id}/restore", { params }) : api.POST("/api/catalog/staged/{kind}/{entry_id}/archive", { params }));
}

export function discardChanges(version: number, keys: string[] | null): Promise<Schemas["StagedBookResponse"]> {
  return answer(api.POST("/api/catalog/staged/discard", { params: { header: ifMatch(version) }, body: { keys } }));
}

export function publishRates(version: number, note: string, accept: boolean): Promise<Schemas["PublishedResponse"]> {
  return answer(api.POST("/api/catalog/publish", { params: { header: ifMatch(version) }, body: { note, accept_findings: accept } }));
}

export function revertTo(card: number, version: number, note: string): Promise<CardSummary> {
  return answer(api.POST("/api/catalog/cards/{card}/revert", { params: { path: { card }, header: ifMatch(version) }, body: { note } }));
}

export function checkImport(kind: EntryKind, body: Schemas["ImportRequest"]): Promise<ImportReport> {
  return answer(api.POST("/api/catalog/staged/{kind}/import/check", { params: { path: { kind } }, body }));
}

export function importFile(kind: EntryKind, version: number, body: Schemas["ImportRequest"]): Promise<Sheet> {
  return answer(api.POST("/api/catalog/staged/{kind}/import", { params: { path: { kind }, header: ifMatch(version) }, body }));
}

/** After any change everything of the rate book is read anew: cells, changes, cards and what people pick from. */
export async function refresh(client: QueryClient): Promise<void> {
  await client.invalidateQueries({ queryKey: ["catalog"] });
}
