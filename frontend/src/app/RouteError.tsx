import { useRouteError } from "react-router";
import { ErrorState } from "@/ui/ErrorState";

/** Outside every page: code that did not arrive, or a fault in the shell itself. */
export function RouteError() {
  const error = useRouteError();
  return (
    <main className="flex min-h-dvh items-center justify-center p-4">
      <title>Something went wrong · PatriotForge</title>
      <h1 className="sr-only">Something went wrong</h1>
      <ErrorState error={error} title="PatriotForge stopped working" verb="Reload" retry={() => globalThis.location.reload()} />
    </main>
  );
}
