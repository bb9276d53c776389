import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, api, ifMatch, type Schemas } from "@/api/client";

export type User = Schemas["UserResponse"];
export type UserInvite = Schemas["UserInvite"];
export type Limits = Schemas["Limits"];

export interface UserFilter {
  q: string;
  status: string;
  page: number;
}

export const USERS_PER_PAGE = 25;

export function usersQuery({ q, status, page }: UserFilter) {
  return queryOptions({
    queryKey: ["users", { q, status, page }],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/users", {
          params: { query: { q, page, per_page: USERS_PER_PAGE, ...(status === "all" ? {} : { status: status as User["status"] }) } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

export async function inviteUser(body: UserInvite): Promise<User> {
  return answer(api.POST("/api/users", { body }));
}

export async function updateUser(user: User, body: Schemas["UserUpdate"]): Promise<User> {
  return answer(api.PATCH("/api/users/{user_id}", { params: { path: { user_id: user.id }, header: ifMatch(user.version) }, body }));
}

export async function deactivateUser(id: string): Promise<User> {
  return answer(api.POST("/api/users/{user_id}/deactivate", { params: { path: { user_id: id } } }));
}

export async function activateUser(id: string): Promise<User> {
  return answer(api.POST("/api/users/{user_id}/activate", { params: { path: { user_id: id } } }));
}

export async function resendInvitation(id: string): Promise<User> {
  return answer(api.POST("/api/users/{user_id}/resend-invitation", { params: { path: { user_id: id } } }));
}
