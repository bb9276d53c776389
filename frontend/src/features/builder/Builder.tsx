import { useQueryClient } from "@tanstack/react-query";
import { startTransition, useEffect, useState } from "react";

import { useMe } from "@/features/auth/queries";
import { quoteQuery } from "@/features/quotes/queries";
import { toast } from "@/ui/toast";

import { BuilderScreen } from "./BuilderScreen";
import { BuilderSkeleton } from "./BuilderSkeleton";
import { CatalogContext, type Catalog } from "./catalog";
import { SessionContext } from "./context";
import { BuilderSession } from "./model/session";
import type { QuoteResponse } from "./model/wire";
import { builderApi } from "./transport";

interface BuilderProps {
  readonly quote: QuoteResponse;
  readonly catalog: Catalog;
}

/** Opens the quote for editing, and leaves it with everything saved. */
export function Builder({ quote, catalog }: BuilderProps) {
  const client = useQueryClient();
  const { user } = useMe();
  const [session, setSession] = useState<BuilderSession | null>(null);
  const [opened] = useState(quote);

  useEffect(() => {
    const made = new BuilderSession(opened, user.id, builderApi(opened.id), {
      onMerged: (by) => toast(`${by} changed this quote too. Both sets of changes are kept.`),
      onTakenUp: () => toast("Work that was not saved last time is back."),
      // A quote that somebody has sent meanwhile stays open here, until the person has seen what became of the edit.
      onSaved: (saved) => {
        if (saved.allowed_actions.includes("edit")) client.setQueryData<QuoteResponse>(quoteQuery(saved.id).queryKey, saved);
      },
    }, globalThis.localStorage);
    // In small steps: a builder of many lines that is drawn at once holds up a phone.
    startTransition(() => setSession(made));
    return () => {
      made.close();
      void client.invalidateQueries({ queryKey: ["quotes", "list"] });
      void client.invalidateQueries({ queryKey: ["quotes", "timeline", opened.id] });
      void client.invalidateQueries({ queryKey: quoteQuery(opened.id).queryKey });
    };
  }, [opened, user.id, client]);

  if (!session) return <BuilderSkeleton />;
  return (
    <CatalogContext value={catalog}>
      <SessionContext value={session}>
        <BuilderScreen />
      </SessionContext>
    </CatalogContext>
  );
}
