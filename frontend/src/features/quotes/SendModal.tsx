import { useQuery } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useRef } from "react";

import { checksQuery } from "@/features/approvals/queries";
import { RuleList } from "@/features/approvals/RuleList";
import { useForm } from "@/lib/form";
import { Button } from "@/ui/Button";
import { Field, Input, Textarea } from "@/ui/Field";
import { Modal } from "@/ui/Modal";
import { Notice } from "@/ui/Notice";

import { sendQuote, type Quote } from "./queries";

interface SendModalProps {
  readonly quote: Quote;
  readonly onDone: (quote: Quote) => Promise<void>;
  readonly onClose: () => void;
}

/** Sends a quote that a colleague has looked at: nothing of it is open to change any more. */
export function SendModal({ quote, onDone, onClose }: SendModalProps) {
  const told = useQuery(checksQuery(quote.id, quote.version)).data;
  const key = useRef(crypto.randomUUID());
  const form = useForm({
    initial: { to: quote.contact?.email ?? "", message: "" },
    send: async ({ to, message }) => {
      const addresses = to.split(/[\s,;]+/).filter((part) => part !== "");
      await onDone(await sendQuote(quote.id, quote.version, { to: addresses, message }, key.current));
    },
  });
  const open = told?.rules.filter((rule) => !rule.cleared) ?? [];
  return (
    <Modal
      open
      title={`Send ${quote.number} to ${quote.customer?.name ?? quote.prospect_name ?? "the customer"}`}
      description="The revision is frozen as it stands, its PDF is kept, and the mail goes out with it."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form="send" icon={<Send aria-hidden="true" />} busy={form.submitting} disabled={open.length > 0}>Send</Button>
        </>
      }
    >
      <form id="send" noValidate onSubmit={form.submit} className="flex flex-col gap-4">
        {form.problem && <Notice tone="bad">{form.problem.message}</Notice>}
        {told?.problems.map((problem) => <Notice key={problem} tone="warn">{problem}</Notice>)}
        <Field label="To" error={form.errors.to} hint="Several addresses parted by commas"><Input {...form.text("to")} inputMode="email" /></Field>
        <Field label="Message" error={form.errors.message} hint="Stands above the usual lines of the mail"><Textarea {...form.text("message")} rows={4} maxLength={10_000} /></Field>
        {told && told.rules.length > 0 && <RuleList rules={told.rules} />}
      </form>
    </Modal>
  );
}
