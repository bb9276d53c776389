import { queryOptions } from "@tanstack/react-query";

import { answer, api, type Schemas } from "@/api/client";

export type Archive = Schemas["ArchiveResponse"];

const POLL_MS = 1_000;

export function isBeingMade(archive: Archive): boolean {
  return archive.state === "waiting" || archive.state === "making";
}

export function archivesQuery() {
  return queryOptions({
    queryKey: ["archives"],
    queryFn: ({ signal }) => answer(api.GET("/api/archives", { signal })),
    refetchInterval: ({ state }) => (state.data?.some(isBeingMade) ? POLL_MS : false),
  });
}

export function askForArchive(): Promise<Archive> {
  return answer(api.POST("/api/archives"));
}

export function archiveUrl(id: string): string {
  return `/api/archives/${id}/file`;
}
