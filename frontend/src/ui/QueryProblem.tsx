import { ApiError } from "@/api/errors";
import { Card } from "./Card";
import { ErrorState } from "./ErrorState";
import { Forbidden } from "./Forbidden";
import { NotFound } from "./NotFound";

interface QueryProblemProps {
  error: Error;
  title: string;
  retry: () => void;
  thing?: string;
  back?: { to: string; label: string };
  permission?: string;
}

/** What stands in a page's place when its record did not come: 404, 403, or the error with its verb. */
export function QueryProblem({ error, title, retry, thing, back, permission }: QueryProblemProps) {
  if (error instanceof ApiError && (error.status === 404 || error.code === "invalid_id")) return <NotFound {...(thing ? { thing } : {})} {...(back ? { back } : {})} />;
  if (error instanceof ApiError && error.status === 403) return <Forbidden permission={permission ?? error.code} />;
  return (
    <Card>
      <title>{`${title} · PatriotForge`}</title>
      <h1 className="sr-only">{title}</h1>
      <ErrorState error={error} title={title} retry={retry} />
    </Card>
  );
}
