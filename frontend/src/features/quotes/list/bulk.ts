import { queryOptions } from "@tanstack/react-query";
import { answer, api, type Schemas } from "@/api/client";
import { ApiError } from "@/api/errors";
import type { QuoteSummary } from "../queries";

/** Reminding goes out quote by quote: each mail is an act of its own. */
export type BulkAction = Schemas["BulkRequest"]["action"] | "remind";
export type BulkResult = Schemas["BulkResult"];

/** More is refused in words: by then a filter says it better. */
export const MOST = 500;
const AT_ONCE = 20;
const PAGE = 100;

export interface Extra {
  owner_id?: string;
  valid_until?: string;
  only_look?: boolean;
}

export interface Row {
  id: string;
  version: number;
}

/** What every row came to; so many at a time, each of which is one short transaction. A part that fails as a whole is told of its rows. */
export async function changeMany(action: BulkAction, rows: readonly Row[], extra: Extra, onProgress: (done: number) => void): Promise<BulkResult[]> {
  if (action === "remind") return remindMany(rows, onProgress);
  const results: BulkResult[] = [];
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const some = rows.slice(from, from + AT_ONCE).map(({ id, version }) => ({ id, version }));
    try {
      // One after the other: two at once would wait for each other's quotes.
      // oxlint-disable-next-line no-await-in-loop
      results.push(...(await answer(api.POST("/api/quotes/bulk", { body: { action, rows: some, only_look: false, ...extra } }))).results);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      results.push(...some.map((row) => refused(row.id, error)));
    }
    onProgress(results.length);
  }
  return results;
}

function refused(id: string, error: ApiError): BulkResult {
  return { id, done: false, version: null, code: error.code, message: error.message, owner_before: null, total_before: null, total_after: null };
}

async function remindMany(rows: readonly Row[], onProgress: (done: number) => void): Promise<BulkResult[]> {
  const results: BulkResult[] = [];
  for (const { id } of rows) {
    try {
      // oxlint-disable-next-line no-await-in-loop
      await answer(api.POST("/api/quotes/{quote_id}/remind", { params: { path: { quote_id: id } }, body: {} }));
      results.push({ id, done: true, version: null, code: null, message: "", owner_before: null, total_before: null, total_after: null });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      results.push(refused(id, error));
    }
    onProgress(results.length);
  }
  return results;
}

/** Takes back what was done, where it can be: an assignment per owner of before, a deletion by restoring. */
export async function undo(action: BulkAction, results: readonly BulkResult[]): Promise<BulkResult[]> {
  const rows = results.flatMap((one) => (one.done && one.version !== null ? [{ id: one.id, version: one.version, owner: one.owner_before }] : []));
  if (action === "put_away") return changeMany("restore", rows, {}, () => undefined);
  if (action === "restore") return changeMany("put_away", rows, {}, () => undefined);
  const taken: BulkResult[] = [];
  for (const owner of new Set(rows.map((row) => row.owner))) {
    if (owner === null) continue;
    // oxlint-disable-next-line no-await-in-loop
    taken.push(...(await changeMany("assign", rows.filter((row) => row.owner === owner), { owner_id: owner }, () => undefined)));
  }
  return taken;
}

export const UNDOABLE: ReadonlySet<BulkAction> = new Set(["assign", "put_away", "restore"]);

/** Every row of a filter, page by page, up to the most that are changed at once. */
export async function everyRow(query: Record<string, string>): Promise<QuoteSummary[]> {
  const rows: QuoteSummary[] = [];
  for (let page = 1; page <= MOST / PAGE; page += 1) {
    // oxlint-disable-next-line no-await-in-loop
    const found = await answer(api.GET("/api/quotes", { params: { query: { ...query, page, per_page: PAGE } } }));
    rows.push(...found.items);
    if (rows.length >= found.total) break;
  }
  return rows;
}

/** Whose a quote can be. */
export function ownersQuery() {
  return queryOptions({
    queryKey: ["quotes", "owners"],
    queryFn: ({ signal }) => answer(api.GET("/api/quotes/bulk/owners", { signal })),
    staleTime: 300_000,
  });
}
