import { useQueryClient } from "@tanstack/react-query";
import type { Role } from "@/features/auth/queries";
import { useForm } from "@/lib/form";
import { Button } from "@/ui/Button";
import { Field, Input } from "@/ui/Field";
import { Modal } from "@/ui/Modal";
import { Notice } from "@/ui/Notice";
import { toast } from "@/ui/toast";
import { LimitFields, limitProblems, limitsOf, NO_LIMITS, type LimitValues } from "./LimitFields";
import { inviteUser } from "./queries";
import { RoleField } from "./RoleField";

export function InviteDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return open ? <OpenInvite onClose={onClose} /> : null;
}

function OpenInvite({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const form = useForm<{ name: string; email: string; role: Role } & LimitValues>({
    initial: { name: "", email: "", role: "sales", ...NO_LIMITS },
    check: (values) => ({
      ...(values.name.trim() === "" ? { name: "Enter the name that quotes will show." } : {}),
      ...(/^\S+@\S+\.\S+$/.test(values.email.trim()) ? {} : { email: "Enter a whole email address." }),
      ...limitProblems(values),
    }),
    send: async (values) => {
      const user = await inviteUser({ name: values.name.trim(), email: values.email.trim(), role: values.role, limits: limitsOf(values) });
      toast(`An invitation is on its way to ${user.email}.`);
      await client.invalidateQueries({ queryKey: ["users"] });
      onClose();
    },
  });
  return (
    <Modal
      open
      onClose={onClose}
      title="Invite a user"
      description="They get a mail with a link that is good for seven days and one use, and choose their own password."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form="invite" busy={form.submitting}>
            Send the invitation
          </Button>
        </>
      }
    >
      <form id="invite" noValidate onSubmit={form.submit} className="flex flex-col gap-4">
        {form.problem && <Notice tone="bad">{form.problem.message}</Notice>}
        <div className="grid gap-4 md:grid-cols-2">
          <Field label="Name" error={form.errors.name}>
            <Input {...form.text("name")} />
          </Field>
          <Field label="Email" error={form.errors.email}>
            <Input {...form.text("email")} type="email" inputMode="email" spellCheck={false} />
          </Field>
        </div>
        <RoleField value={form.values.role} onChange={(role) => form.set("role", role)} error={form.errors.role} />
        <LimitFields values={form.values} errors={form.errors} change={form.change} />
      </form>
    </Modal>
  );
}
