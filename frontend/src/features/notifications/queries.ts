import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { answer, api, type Schemas } from "@/api/client";

export type Notification = Schemas["NotificationResponse"];
export type Choice = Schemas["NotificationChoiceResponse"];

export const PER_PAGE = 25;

export function notificationsQuery(page: number, unread: boolean, perPage = PER_PAGE) {
  return queryOptions({
    queryKey: ["notifications", "list", { page, unread, perPage }],
    queryFn: ({ signal }) => answer(api.GET("/api/notifications", { params: { query: { page, unread, per_page: perPage } }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** Marks some as read, or all: `null`. */
export function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids: string[] | null) => answer(api.POST("/api/notifications/read", { body: { ids } })),
    onSettled: () => client.invalidateQueries({ queryKey: ["notifications"] }),
  });
}

export function choicesQuery() {
  return queryOptions({ queryKey: ["notifications", "choices"], queryFn: ({ signal }) => answer(api.GET("/api/notifications/choices", { signal })) });
}

export function setChoice({ kind, in_app, by_mail }: Choice): Promise<Choice[]> {
  return answer(api.PUT("/api/notifications/choices", { body: { choices: [{ kind, in_app, by_mail }] } }));
}
