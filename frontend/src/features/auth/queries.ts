import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { answer, api, type Schemas } from "@/api/client";
import { session } from "@/api/session";

export type Me = Schemas["Me"];
export type Permission = Me["permissions"][number];
export type Role = Me["user"]["role"];

export const ROLE_NAMES: Record<Role, string> = {
  sales: "Sales / CSR",
  estimator: "Estimator",
  manager: "Manager",
  admin: "Administrator",
};

export function meQuery() {
  return queryOptions({
    queryKey: ["me"],
    queryFn: async ({ signal }): Promise<Me | null> => {
      const ask = () => answer(api.GET("/api/auth/session", { signal }));
      let me = await ask();
      // Who was signed in a moment ago signs in over their work; a stranger is shown the door.
      if (me === null && session.csrfToken() !== null && (await session.lost())) me = await ask();
      if (me !== null) session.opened(me.csrf_token);
      return me;
    },
    staleTime: 60_000,
    retry: (failures, error) => failures < 2 && "status" in error && error.status === 0,
  });
}

/** Who is signed in; only below the shell, where that is known. */
export function useMe(): Me {
  const me = useSuspenseQuery(meQuery()).data;
  if (me === null) throw new Error("Nobody is signed in below the shell.");
  return me;
}

export function useCan(): (permission: Permission) => boolean {
  const { permissions } = useMe();
  return (permission) => permissions.includes(permission);
}

export async function signIn(email: string, password: string): Promise<Me> {
  const { user, csrf_token } = await answer(api.POST("/api/auth/login", { body: { email, password } }));
  session.opened(csrf_token);
  return user;
}

export async function signOut(): Promise<void> {
  await answer(api.POST("/api/auth/logout"));
  session.closed();
}

export function invitationQuery(token: string) {
  return queryOptions({
    queryKey: ["invitation", token],
    queryFn: ({ signal }) => answer(api.GET("/api/auth/invitations/{token}", { params: { path: { token } }, signal })),
    retry: false,
  });
}

export async function acceptInvitation(token: string, password: string): Promise<Me> {
  const { user, csrf_token } = await answer(api.POST("/api/auth/invitations/accept", { body: { token, password } }));
  session.opened(csrf_token);
  return user;
}
