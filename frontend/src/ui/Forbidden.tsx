import { Lock } from "lucide-react";
import { ButtonLink } from "./Button";
import { Card } from "./Card";
import { EmptyState } from "./EmptyState";

/** Names the right that is missing and who can give it. */
export function Forbidden({ permission }: { permission: string }) {
  return (
    <Card>
      <title>Not for your role · PatriotForge</title>
      <h1 className="sr-only">Not for your role</h1>
      <EmptyState
        title="Your role does not open this page"
        icon={<Lock aria-hidden />}
        hint={
          <>
            It needs the right <code className="rounded-xs bg-sunken px-1 py-0.5 font-sans font-medium text-ink">{permission}</code>. An administrator can give it to you under Users.
          </>
        }
      >
        <ButtonLink kind="primary" to="/quotes">
          Go to the quotes
        </ButtonLink>
      </EmptyState>
    </Card>
  );
}
