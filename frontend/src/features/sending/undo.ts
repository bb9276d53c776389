import type { QueryClient } from "@tanstack/react-query";

import { ApiError } from "@/api/errors";
import { toast } from "@/ui/toast";

import { quoteQuery, type Quote } from "@/features/quotes/queries";

import { undoSend } from "./queries";

// The server gives ten seconds from when it wrote the mail; the answer was on its way for a moment.
const UNDO_MS = 9500;

/** Says that a quote is on its way, with a way back for as long as its mail is here. */
export function offerUndo(client: QueryClient, quote: Quote, go: (address: string) => unknown): void {
  const undo = async () => {
    try {
      const draft = await undoSend(quote);
      client.setQueryData(quoteQuery(draft.id).queryKey, draft);
      await client.invalidateQueries({ queryKey: ["quotes"] });
      toast(`${draft.number} was taken back. It is a draft again.`);
      void go(`/quotes/${draft.id}/edit`);
    } catch (error) {
      toast(error instanceof ApiError ? error.message : "That did not work.", { tone: "bad" });
    }
  };
  toast(`${quote.number} is on its way.`, { undo: () => void undo(), until: Date.now() + UNDO_MS });
}
