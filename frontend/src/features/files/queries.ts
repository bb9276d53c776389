import { queryOptions, type QueryClient } from "@tanstack/react-query";

import { answer, api, ifMatch, type Schemas } from "@/api/client";
import { upload } from "@/api/upload";

export type KeptFile = Schemas["FileResponse"];
export type Finding = Schemas["FileFinding"];

/** What files belong to. */
export interface Home {
  readonly kind: "quotes" | "customers";
  readonly id: string;
}

export const LARGEST_FILE = 50 * 1024 * 1024;
/** What the picker offers; the server looks at what a file really is. */
export const TAKEN = ".pdf,.ai,.eps,.psd,.png,.jpg,.jpeg,.tif,.tiff,.webp,.docx,.xlsx,.zip,.msg,.eml,.txt,.csv";
const LOOK_AGAIN_MS = 1_500;

function list(home: Home, signal: AbortSignal) {
  return home.kind === "quotes"
    ? answer(api.GET("/api/quotes/{quote_id}/files", { params: { path: { quote_id: home.id } }, signal }))
    : answer(api.GET("/api/customers/{customer_id}/files", { params: { path: { customer_id: home.id } }, signal }));
}

/** The files of a quote or a customer; asked for again while the shop's worker looks into one. */
export function filesQuery(home: Home) {
  return queryOptions({
    queryKey: ["files", home.kind, home.id],
    queryFn: ({ signal }) => list(home, signal),
    refetchInterval: ({ state }) => (state.data?.items.some((one) => one.inspection === "pending") ? LOOK_AGAIN_MS : false),
  });
}

/** Shows a file as it now is, before the list is asked for again. */
export async function keepFile(client: QueryClient, home: Home, file: KeptFile, gone = false): Promise<void> {
  client.setQueryData(filesQuery(home).queryKey, (had) => {
    if (!had) return had;
    const others = had.items.filter((one) => one.id !== file.id);
    if (gone) return { items: others };
    const known = others.length < had.items.length;
    return { items: known ? had.items.map((one) => (one.id === file.id ? file : one)) : [file, ...others] };
  });
  if (home.kind === "quotes") void client.invalidateQueries({ queryKey: ["quotes", "timeline", home.id] });
  await client.invalidateQueries({ queryKey: filesQuery(home).queryKey });
}

interface Sending {
  readonly lineId: string | null;
  readonly key: string;
  readonly signal: AbortSignal;
  readonly onProgress: (sent: number) => void;
}

export async function sendFile(home: Home, file: File, { lineId, ...options }: Sending): Promise<KeptFile> {
  const query = new URLSearchParams({ name: file.name, ...(lineId === null ? {} : { line_id: lineId }) });
  return (await upload(`/api/${home.kind}/${home.id}/files?${query}`, file, options)) as KeptFile;
}

function at(file: KeptFile) {
  return { path: { file_id: file.id }, header: ifMatch(file.version) };
}

export function changeFile(file: KeptFile, body: { name: string; line_id?: string | null }): Promise<KeptFile> {
  return answer(api.PATCH("/api/files/{file_id}", { params: at(file), body }));
}

export function deleteFile(file: KeptFile): Promise<KeptFile> {
  return answer(api.DELETE("/api/files/{file_id}", { params: at(file) }));
}

export function restoreFile(file: KeptFile): Promise<KeptFile> {
  return answer(api.POST("/api/files/{file_id}/restore", { params: at(file) }));
}

export function lookAgain(file: KeptFile): Promise<KeptFile> {
  return answer(api.POST("/api/files/{file_id}/inspect", { params: { path: { file_id: file.id } } }));
}

export function contentUrl(file: KeptFile): string {
  return `/api/files/${file.id}/content`;
}

/** The picture of a page; page 0 is a small one of the first. */
export function pictureUrl(file: KeptFile, page: number): string {
  return `/api/files/${file.id}/pages/${page}`;
}
