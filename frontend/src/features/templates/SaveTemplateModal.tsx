import { useQueryClient } from "@tanstack/react-query";

import { useCan } from "@/features/auth/queries";
import { useForm } from "@/lib/form";
import { Button } from "@/ui/Button";
import { Checkbox } from "@/ui/Checkbox";
import { Field, Input } from "@/ui/Field";
import { Modal } from "@/ui/Modal";
import { Notice } from "@/ui/Notice";
import { toast } from "@/ui/toast";

import { createTemplate, KIND_WORDS, type TemplateKind } from "./queries";

export interface ToKeep {
  readonly kind: TemplateKind;
  /** The lines of a section, or the one line; a whole quote keeps all of its own. */
  readonly lineIds: readonly string[];
  readonly name: string;
}

interface SaveTemplateModalProps extends ToKeep {
  readonly quoteId: string;
  /** Brings what is not saved yet to the server, from where it is kept. */
  readonly save?: () => Promise<boolean>;
  readonly onClose: () => void;
}

/** Keeps a quote, a section or a line under a name, for oneself or for everybody. */
export function SaveTemplateModal({ quoteId, kind, lineIds, name, save, onClose }: SaveTemplateModalProps) {
  const can = useCan();
  const client = useQueryClient();
  const form = useForm({
    initial: { name, shared: false, unsaved: "" },
    check: (values) => (values.name.trim() === "" ? { name: "Give it a name to find it by." } : {}),
    send: async (values) => {
      if (save && !(await save())) {
        form.set("unsaved", "The last changes could not be saved yet. Try again when they are.");
        return;
      }
      const made = await createTemplate({ kind, name: values.name.trim(), shared: values.shared, quote_id: quoteId, line_ids: [...lineIds] });
      await client.invalidateQueries({ queryKey: ["templates"] });
      toast(`“${made.name}” is kept as a template.`);
      onClose();
    },
  });
  return (
    <Modal
      open
      size="small"
      title={`Save as template: ${KIND_WORDS[kind].toLowerCase()}`}
      description="What is made from it is priced by the rates of its day. Typed prices and discounts stay behind."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form="save-template" busy={form.submitting}>Save template</Button>
        </>
      }
    >
      <form id="save-template" noValidate onSubmit={form.submit} className="flex flex-col gap-4">
        {(form.problem !== null || form.values.unsaved !== "") && <Notice tone="bad">{form.problem?.message ?? form.values.unsaved}</Notice>}
        <Field label="Name" required error={form.errors.name}>
          <Input {...form.text("name")} maxLength={200} />
        </Field>
        {can("quotes:write_all") && (
          <Checkbox label="For everybody" checked={form.values.shared} onChange={({ target }) => form.set("shared", target.checked)} />
        )}
      </form>
    </Modal>
  );
}
