import { useQueryClient } from "@tanstack/react-query";
import { NewPassword, tooShort } from "@/features/auth/NewPassword";
import { PasswordInput } from "@/features/auth/PasswordInput";
import { meQuery, useMe } from "@/features/auth/queries";
import { useForm } from "@/lib/form";
import { Button } from "@/ui/Button";
import { Card, CardHeader } from "@/ui/Card";
import { Field } from "@/ui/Field";
import { Notice } from "@/ui/Notice";
import { toast } from "@/ui/toast";
import { changePassword, sessionsQuery } from "./queries";

const EMPTY = { current_password: "", new_password: "" };

export function PasswordCard() {
  const client = useQueryClient();
  const { user } = useMe();
  const form = useForm({
    initial: EMPTY,
    check: ({ current_password, new_password }) => {
      const short = tooShort(new_password);
      return { ...(current_password === "" ? { current_password: "Enter the password you have now." } : {}), ...(short ? { new_password: short } : {}) };
    },
    send: async ({ current_password, new_password }) => {
      await changePassword(current_password, new_password);
      form.reset(EMPTY);
      toast("Your password is changed. Every other session has been signed out.");
      // The session was renewed with a new CSRF token.
      await client.fetchQuery({ ...meQuery(), staleTime: 0 });
      await client.invalidateQueries(sessionsQuery());
    },
  });
  return (
    <Card>
      <CardHeader title="Password" />
      <form noValidate onSubmit={form.submit} className="flex max-w-sm flex-col gap-4 p-4">
        {form.problem && <Notice tone="bad">{form.problem.message}</Notice>}
        <input type="text" name="username" value={user.email} readOnly autoComplete="username" hidden />
        <Field label="Current password" error={form.errors.current_password}>
          <PasswordInput {...form.text("current_password")} autoComplete="current-password" />
        </Field>
        <NewPassword label="New password" {...form.text("new_password")} error={form.errors.new_password} />
        <Button type="submit" busy={form.submitting} className="self-start">
          Change the password
        </Button>
      </form>
    </Card>
  );
}
