import { useForm } from "@/lib/form";
import { Button } from "@/ui/Button";
import { Field, Textarea } from "@/ui/Field";
import { Modal } from "@/ui/Modal";
import { Notice } from "@/ui/Notice";

import { reviseQuote, type Quote } from "./queries";

interface ReviseModalProps {
  readonly quote: Quote;
  readonly onDone: (quote: Quote) => Promise<void>;
  readonly onClose: () => void;
}

export function ReviseModal({ quote, onDone, onClose }: ReviseModalProps) {
  const form = useForm({
    initial: { reason: "" },
    send: async ({ reason }) => onDone(await reviseQuote(quote, reason)),
  });
  return (
    <Modal
      open
      size="small"
      title={`Revise ${quote.number}`}
      description="Its lines become a draft under the same number, priced by today’s rates; typed prices stay. What was sent is kept, and its link says that it was replaced."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form="revise" busy={form.submitting}>Make revision {quote.revision + 1}</Button>
        </>
      }
    >
      <form id="revise" noValidate onSubmit={form.submit} className="flex flex-col gap-4">
        {form.problem && <Notice tone="bad">{form.problem.message}</Notice>}
        <Field label="Why" hint="For those who compare the two later" error={form.errors.reason}>
          <Textarea {...form.text("reason")} maxLength={10_000} />
        </Field>
      </form>
    </Modal>
  );
}
