import { SearchX } from "lucide-react";
import { ButtonLink } from "./Button";
import { Card } from "./Card";
import { EmptyState } from "./EmptyState";

interface NotFoundProps {
  /** "customer": what was looked for. */
  thing?: string;
  back?: { to: string; label: string };
}

const QUOTES = { to: "/quotes", label: "Go to the quotes" };

export function NotFound({ thing = "page", back = QUOTES }: NotFoundProps) {
  return (
    <Card>
      <title>Not found · PatriotForge</title>
      <h1 className="sr-only">Not found</h1>
      <EmptyState title={`There is no such ${thing}`} icon={<SearchX aria-hidden />} hint="It may have been deleted, or it belongs to somebody else. Press Ctrl K to look for it by name or number.">
        <ButtonLink kind="primary" to={back.to}>
          {back.label}
        </ButtonLink>
      </EmptyState>
    </Card>
  );
}
