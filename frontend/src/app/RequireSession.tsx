import { useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { Navigate, useLocation } from "react-router";
import { meQuery } from "@/features/auth/queries";
import { ErrorState } from "@/ui/ErrorState";
import { Opening } from "./Opening";
import { Shell } from "./shell/Shell";

/** The shell for who is signed in; the door, with the way back, for who is not. */
export function RequireSession() {
  const { data, error, refetch } = useQuery(meQuery());
  // The shell is made in small steps, between which the browser may do what a person asks of it.
  const ready = useDeferredValue(data);
  const { pathname, search } = useLocation();
  if (data && ready) return <Shell />;
  if (data === null) {
    const asked = `${pathname}${search}`;
    return <Navigate to={asked === "/" ? "/login" : `/login?next=${encodeURIComponent(asked)}`} replace />;
  }
  if (!error) return <Opening />;
  return (
    <main className="flex min-h-dvh items-center justify-center p-4">
      <title>PatriotForge</title>
      <h1 className="sr-only">PatriotForge</h1>
      <ErrorState error={error} title="PatriotForge cannot be reached" retry={() => void refetch()} />
    </main>
  );
}
