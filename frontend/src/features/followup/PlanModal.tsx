import { useForm } from "@/lib/form";
import { Button } from "@/ui/Button";
import { Checkbox } from "@/ui/Checkbox";
import { Field, Input } from "@/ui/Field";
import { Modal } from "@/ui/Modal";
import { Notice } from "@/ui/Notice";

import { readDays } from "./days";
import type { Plan } from "./queries";

interface PlanModalProps {
  readonly title: string;
  readonly description: string;
  readonly plan: Plan;
  readonly save: (plan: Plan) => Promise<void>;
  readonly onClose: () => void;
}

const HINT = "Numbers from 1 to 180 with commas between; empty for none.";

/** When a customer is reminded: the shop's plan, or one quote's own. */
export function PlanModal({ title, description, plan, save, onClose }: PlanModalProps) {
  const form = useForm<{ active: boolean; after: string; before: string }>({
    initial: { active: plan.active, after: plan.days_after.join(", "), before: plan.days_before.join(", ") },
    send: async ({ active, after, before }) => {
      await save({ active, days_after: readDays(after) ?? [], days_before: readDays(before) ?? [] });
      onClose();
    },
  });
  const { active, after, before } = form.values;
  const wrong = (text: string) => (readDays(text) === null ? HINT : undefined);
  return (
    <Modal
      open
      size="small"
      title={title}
      description={description}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form="follow-up-plan" busy={form.submitting} disabled={wrong(after) !== undefined || wrong(before) !== undefined}>Save</Button>
        </>
      }
    >
      <form id="follow-up-plan" noValidate onSubmit={form.submit} className="flex flex-col gap-4">
        {form.problem && <Notice tone="bad">{form.problem.message}</Notice>}
        <Checkbox label="Mail reminders to the customer" hint="They stop at any answer, on hold and with the last day." checked={active} onChange={({ target }) => form.set("active", target.checked)} />
        <Field label="Days after sending" hint={HINT} error={wrong(after)}>
          <Input {...form.text("after")} inputMode="numeric" disabled={!active} className="tabular-nums" />
        </Field>
        <Field label="Days before the last day" hint={HINT} error={wrong(before)}>
          <Input {...form.text("before")} inputMode="numeric" disabled={!active} className="tabular-nums" />
        </Field>
      </form>
    </Modal>
  );
}
