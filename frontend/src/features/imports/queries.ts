import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { answer, api, ifMatch, type Schemas } from "@/api/client";
import { transport } from "@/api/transport";

export type Import = Schemas["ImportResponse"];
export type ImportSummary = Schemas["ImportSummary"];
export type ImportKind = ImportSummary["kind"];
export type ImportState = ImportSummary["state"];
export type Duplicates = Import["duplicates"];
export type Counts = Schemas["ImportCount"];

export const IMPORTS_PER_PAGE = 25;
const POLL_MS = 600;

/** While the worker is at it, how far it is is asked for again and again. */
export function isBusy(state: ImportState): boolean {
  return state === "checking" || state === "applying";
}

export function importsQuery(page: number) {
  return queryOptions({
    queryKey: ["imports", "list", page],
    queryFn: ({ signal }) => answer(api.GET("/api/imports", { params: { query: { page, per_page: IMPORTS_PER_PAGE } }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function importQuery(id: string) {
  return queryOptions({
    queryKey: ["imports", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/api/imports/{import_id}", { params: { path: { import_id: id } }, signal })),
    refetchInterval: ({ state }) => (state.data && isBusy(state.data.state) ? POLL_MS : false),
  });
}

/** The file goes up as it is; what it holds and what it is called stand in the address. */
export async function uploadImport(kind: ImportKind, file: File): Promise<Import> {
  const address = new URL("/api/imports", globalThis.location.origin);
  address.search = new URLSearchParams({ kind, name: file.name }).toString();
  const headers = { "Content-Type": "application/octet-stream", "Idempotency-Key": crypto.randomUUID() };
  const response = await transport(new Request(address, { method: "POST", body: await file.arrayBuffer(), headers }));
  return (await response.json()) as Import;
}

interface Versioned {
  readonly id: string;
  readonly version: number;
}

function at(one: Versioned) {
  return { path: { import_id: one.id }, header: ifMatch(one.version) };
}

export function mapImport(one: Versioned, body: Schemas["ImportMappingInput"]): Promise<Import> {
  return answer(api.PUT("/api/imports/{import_id}/mapping", { params: at(one), body }));
}

export function applyImport(one: Versioned): Promise<Import> {
  return answer(api.POST("/api/imports/{import_id}/apply", { params: at(one) }));
}

export function cancelImport(one: Versioned): Promise<Import> {
  return answer(api.POST("/api/imports/{import_id}/cancel", { params: at(one) }));
}

export function markedUrl(id: string): string {
  return `/api/imports/${id}/marked`;
}

export function templateUrl(kind: ImportKind): string {
  return `/api/imports/templates/${kind}`;
}
