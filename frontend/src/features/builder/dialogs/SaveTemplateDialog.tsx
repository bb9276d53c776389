import { SaveTemplateModal, type ToKeep } from "@/features/templates/SaveTemplateModal";

import { useBuilder, useSession } from "../context";

/** What is kept is what is saved, so the last edits are saved first. */
export function SaveTemplateDialog({ what, onClose }: { readonly what: ToKeep; readonly onClose: () => void }) {
  const session = useSession();
  const quoteId = useBuilder((state) => state.quote.id);
  return <SaveTemplateModal {...what} quoteId={quoteId} save={() => session.saver.flush()} onClose={onClose} />;
}
