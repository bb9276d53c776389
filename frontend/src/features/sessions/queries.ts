import { queryOptions } from "@tanstack/react-query";
import { answer, api, type Schemas } from "@/api/client";

export type SessionInfo = Schemas["SessionInfo"];

export function sessionsQuery() {
  return queryOptions({
    queryKey: ["sessions"],
    queryFn: ({ signal }) => answer(api.GET("/api/auth/sessions", { signal })),
  });
}

export async function endSession(id: string): Promise<void> {
  await answer(api.DELETE("/api/auth/sessions/{session_id}", { params: { path: { session_id: id } } }));
}

export async function endOtherSessions(): Promise<void> {
  await answer(api.DELETE("/api/auth/sessions"));
}

export async function changePassword(current: string, next: string): Promise<void> {
  await answer(api.POST("/api/auth/password", { body: { current_password: current, new_password: next } }));
}
