import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, api, type Schemas } from "@/api/client";

export type AuditEntry = Schemas["AuditEntryResponse"];

export const ENTRIES_PER_PAGE = 50;

export interface AuditFilter {
  q: string;
  entity: string;
  entity_id: string;
  actor_id: string;
  from: string;
  to: string;
  page: number;
}

export function auditQuery({ page, ...filter }: AuditFilter) {
  const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ""));
  return queryOptions({
    queryKey: ["audit", given, page],
    queryFn: ({ signal }) => answer(api.GET("/api/audit", { params: { query: { ...given, page, per_page: ENTRIES_PER_PAGE } }, signal })),
    placeholderData: keepPreviousData,
  });
}
