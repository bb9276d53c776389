import { TemplatesModal } from "@/features/templates/TemplatesModal";
import { toast } from "@/ui/toast";

import { useSession } from "../context";
import { addTemplate } from "../model/templates";

/** Puts a template's lines into the quote: one edit, so that one undo takes them all back. */
export function TemplatesDialog({ onClose }: { readonly onClose: () => void }) {
  const session = useSession();
  return (
    <TemplatesModal
      onClose={onClose}
      onPick={(template) => {
        session.edit(`add ${template.name}`, addTemplate(template, () => crypto.randomUUID()));
        onClose();
        toast(`${template.name} is in the quote.`, { undo: () => session.store.undo() });
      }}
    />
  );
}
