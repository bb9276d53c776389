import type { LostReason } from "@/features/builder/model/wire";
import { useForm } from "@/lib/form";
import { Button } from "@/ui/Button";
import { Field, Textarea } from "@/ui/Field";
import { Modal } from "@/ui/Modal";
import { Notice } from "@/ui/Notice";
import { Select } from "@/ui/Select";

import { LOST_REASONS } from "./lostReasons";
import { declineQuote, type Quote } from "./queries";

interface DeclineModalProps {
  readonly quote: Quote;
  readonly onDone: (quote: Quote) => Promise<void>;
  readonly onClose: () => void;
}

const REASONS: readonly LostReason[] = ["price", "turnaround", "competitor", "cancelled", "no_answer", "capability", "other"];

export function DeclineModal({ quote, onDone, onClose }: DeclineModalProps) {
  const form = useForm<{ reason: LostReason; note: string }>({
    initial: { reason: "price", note: "" },
    send: async ({ reason, note }) => onDone(await declineQuote(quote, { reason, note })),
  });
  return (
    <Modal
      open
      size="small"
      title={`${quote.number} declined`}
      description="The reason is what the shop learns from."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form="decline" busy={form.submitting}>Record decline</Button>
        </>
      }
    >
      <form id="decline" noValidate onSubmit={form.submit} className="flex flex-col gap-4">
        {form.problem && <Notice tone="bad">{form.problem.message}</Notice>}
        <Field label="Reason" error={form.errors.reason}>
          <Select
            autoFocus
            value={form.values.reason}
            options={REASONS.map((reason) => ({ value: reason, label: LOST_REASONS[reason] }))}
            onChange={({ target }) => form.set("reason", REASONS.find((reason) => reason === target.value) ?? "other")}
          />
        </Field>
        <Field label="Note" error={form.errors.note}>
          <Textarea {...form.text("note")} maxLength={10_000} />
        </Field>
      </form>
    </Modal>
  );
}
