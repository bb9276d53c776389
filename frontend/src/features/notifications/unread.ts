import { answer, api, UNATTENDED } from "@/api/client";

/** Asked while the app is in view: what somebody waits for is there within five seconds. */
export const unreadQuery = {
  queryKey: ["notifications", "unread"],
  queryFn: async ({ signal }: { signal: AbortSignal }) => (await answer(api.GET("/api/notifications/unread", { signal, headers: UNATTENDED }))).unread,
  refetchInterval: 4_000,
};
