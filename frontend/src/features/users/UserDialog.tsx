import { useQueryClient } from "@tanstack/react-query";
import { Mail, UserCheck, UserX } from "lucide-react";
import { useState } from "react";
import { ApiError } from "@/api/errors";
import { useMe } from "@/features/auth/queries";
import { formatMoment } from "@/lib/dates";
import { useForm } from "@/lib/form";
import { Button } from "@/ui/Button";
import { ConfirmModal } from "@/ui/ConfirmModal";
import { Field, Input } from "@/ui/Field";
import { Modal } from "@/ui/Modal";
import { Notice } from "@/ui/Notice";
import { toast } from "@/ui/toast";
import { LimitFields, limitProblems, limitsOf, typedLimits } from "./LimitFields";
import { activateUser, deactivateUser, resendInvitation, updateUser, type User } from "./queries";
import { RoleField } from "./RoleField";
import { UserStatusBadge } from "./UserStatusBadge";

export function UserDialog({ user, onClose }: { user: User | undefined; onClose: () => void }) {
  return user ? <OpenUser key={`${user.id} ${user.version}`} user={user} onClose={onClose} /> : null;
}

function OpenUser({ user, onClose }: { user: User; onClose: () => void }) {
  const client = useQueryClient();
  const mine = useMe().user.id === user.id;
  const [asking, setAsking] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: ["users"] });
  const form = useForm({
    initial: { name: user.name, role: user.role, ...typedLimits(user.limits) },
    check: (values) => ({ ...(values.name.trim() === "" ? { name: "Enter a name." } : {}), ...limitProblems(values) }),
    send: async (values) => {
      await updateUser(user, { name: values.name.trim(), role: values.role, limits: limitsOf(values) });
      toast(`${values.name.trim()} is saved.`);
      await refresh();
      onClose();
    },
  });
  const act = async (work: () => Promise<User>, done: string) => {
    try {
      await work();
      toast(done);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      toast(error.message, { tone: "bad" });
    }
    await refresh();
  };

  return (
    <Modal
      open
      onClose={onClose}
      title={user.name}
      description={`${user.email} · here since ${formatMoment(user.created_at)}`}
      footer={
        <>
          {user.status === "active" && !mine && (
            <Button kind="danger" icon={<UserX aria-hidden />} onClick={() => setAsking(true)} className="md:mr-auto">
              Deactivate
            </Button>
          )}
          {user.status === "inactive" && (
            <Button icon={<UserCheck aria-hidden />} onClick={() => void act(() => activateUser(user.id), `${user.name} can sign in again.`)} className="md:mr-auto">
              Activate
            </Button>
          )}
          {user.status !== "inactive" && !mine && (
            <Button icon={<Mail aria-hidden />} onClick={() => void act(() => resendInvitation(user.id), `A new link is on its way to ${user.email}.`)} className="md:mr-auto">
              {user.status === "invited" ? "Send the invitation again" : "Send a password link"}
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form="user" busy={form.submitting} disabled={!form.dirty}>
            Save
          </Button>
        </>
      }
    >
      <form id="user" noValidate onSubmit={form.submit} className="flex flex-col gap-4">
        {form.problem && (
          <Notice tone="bad">
            {form.problem.status === 412 ? "Somebody has changed this person meanwhile. " : form.problem.message}
            {form.problem.status === 412 && (
              <button type="button" className="font-semibold underline underline-offset-2" onClick={() => void refresh()}>
                Load their version
              </button>
            )}
          </Notice>
        )}
        <div>
          <UserStatusBadge status={user.status} />
        </div>
        <Field label="Name" error={form.errors.name}>
          <Input {...form.text("name")} />
        </Field>
        <RoleField value={form.values.role} onChange={(role) => form.set("role", role)} error={form.errors.role} />
        <LimitFields values={form.values} errors={form.errors} change={form.change} />
      </form>
      <ConfirmModal
        open={asking}
        title={`Deactivate ${user.name}?`}
        verb="Deactivate"
        danger
        typeToConfirm={user.name}
        onClose={() => setAsking(false)}
        onConfirm={async () => {
          await deactivateUser(user.id);
          toast(`${user.name} is signed out everywhere and can no longer sign in.`, { undo: () => void act(() => activateUser(user.id), `${user.name} can sign in again.`) });
          await refresh();
          onClose();
        }}
      >
        <p>They are signed out everywhere at once and cannot sign in. Their quotes stay, with their name on them.</p>
      </ConfirmModal>
    </Modal>
  );
}
