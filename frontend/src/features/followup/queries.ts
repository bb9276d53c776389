import { keepPreviousData, queryOptions, type QueryClient } from "@tanstack/react-query";

import { answer, api, ifMatch, type Schemas } from "@/api/client";

export type FollowUp = Schemas["FollowUpResponse"];
export type Row = Schemas["FollowUpRow"];
export type Plan = Schemas["PlanUpdate"];
export type ListName = Schemas["FollowUpList"];

export const PER_PAGE = 25;

function at(id: string) {
  return { path: { quote_id: id } };
}

export function listQuery(list: ListName, own: boolean, page: number) {
  return queryOptions({
    queryKey: ["follow-up", "list", { list, own, page }],
    queryFn: ({ signal }) => answer(api.GET("/api/follow-up", { params: { query: { list, own, page, per_page: PER_PAGE } }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function shopPlanQuery() {
  return queryOptions({ queryKey: ["follow-up", "plan"], queryFn: ({ signal }) => answer(api.GET("/api/follow-up/plan", { signal })) });
}

export function followUpQuery(id: string) {
  return queryOptions({
    queryKey: ["follow-up", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/api/quotes/{quote_id}/follow-up", { params: at(id), signal })),
  });
}

export function changeShopPlan(plan: Plan, version: number) {
  return answer(api.PUT("/api/follow-up/plan", { params: { header: ifMatch(version) }, body: plan }));
}

export function changePlan(id: string, plan: Plan, version: number): Promise<FollowUp> {
  return answer(api.PUT("/api/quotes/{quote_id}/follow-up", { params: { ...at(id), header: ifMatch(version) }, body: plan }));
}

export function skipReminder(id: string): Promise<FollowUp> {
  return answer(api.POST("/api/quotes/{quote_id}/follow-up/skip", { params: at(id) }));
}

export function remind(id: string, message: string) {
  return answer(api.POST("/api/quotes/{quote_id}/remind", { params: at(id), body: { message } }));
}

export function logCall(id: string, body: string) {
  return answer(api.POST("/api/quotes/{quote_id}/calls", { params: at(id), body: { body } }));
}

/** A reminder or a call changes the lists, the quote's plan and its activity. */
export async function followedUp(client: QueryClient, id: string): Promise<void> {
  await Promise.all([client.invalidateQueries({ queryKey: ["follow-up"] }), client.invalidateQueries({ queryKey: ["quotes", "timeline", id] })]);
}
