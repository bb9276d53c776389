import { toCount } from "@/lib/count";
import { useForm } from "@/lib/form";
import { Button } from "@/ui/Button";
import { Checkbox } from "@/ui/Checkbox";
import { Field, Input, Textarea } from "@/ui/Field";
import { Modal } from "@/ui/Modal";
import { Notice } from "@/ui/Notice";
import { useState } from "react";

import { returnQuote, reviewQuote, type Approval } from "./queries";

interface DecideModalProps {
  readonly approval: Approval;
  readonly onDone: (approval: Approval, words: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Yes, but only so: for some days, for this revision. */
export function ConditionModal({ approval, onDone, onClose }: DecideModalProps) {
  const [only, setOnly] = useState(true);
  const form = useForm({
    initial: { days: "7", comment: "" },
    check: ({ days }) => {
      const count = toCount(days);
      return days.trim() !== "" && (count === null || count < 1 || count > 365) ? { days: "From 1 to 365 days, or nothing." } : {};
    },
    send: async ({ days, comment }) => {
      const quote = { id: approval.quote_id, version: approval.version };
      await reviewQuote(quote, { fingerprint: approval.fingerprint, comment, this_revision_only: only, valid_days: toCount(days) });
      await onDone(approval, `${approval.number} is approved on that condition.`);
    },
  });
  return (
    <Modal
      open
      size="small"
      title={`Approve ${approval.number}, but only so`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form="condition" busy={form.submitting}>Approve so</Button>
        </>
      }
    >
      <form id="condition" noValidate onSubmit={form.submit} className="flex flex-col gap-4">
        {form.problem && <Notice tone="bad">{form.problem.message}</Notice>}
        <Field label="Valid for so many days" hint="Today is the first; nothing sets no end" error={form.errors.days}>
          <Input {...form.text("days")} inputMode="numeric" />
        </Field>
        <Checkbox label="This revision only" hint="The next one is asked about again, even with the same prices" checked={only} onChange={({ target }) => setOnly(target.checked)} />
        <Field label="Comment" error={form.errors.comment}>
          <Textarea {...form.text("comment")} maxLength={10_000} />
        </Field>
      </form>
    </Modal>
  );
}

export function ReturnModal({ approval, onDone, onClose }: DecideModalProps) {
  const form = useForm({
    initial: { comment: "" },
    check: ({ comment }) => (comment.trim() === "" ? { comment: `Say what ${approval.owner} should change.` } : {}),
    send: async ({ comment }) => {
      await returnQuote({ id: approval.quote_id, version: approval.version }, comment);
      await onDone(approval, `${approval.number} went back to ${approval.owner}.`);
    },
  });
  return (
    <Modal
      open
      size="small"
      title={`Send ${approval.number} back`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form="return" busy={form.submitting}>Send back</Button>
        </>
      }
    >
      <form id="return" noValidate onSubmit={form.submit} className="flex flex-col gap-4">
        {form.problem && <Notice tone="bad">{form.problem.message}</Notice>}
        <Field label="What should change" required error={form.errors.comment}>
          <Textarea {...form.text("comment")} maxLength={10_000} />
        </Field>
      </form>
    </Modal>
  );
}
