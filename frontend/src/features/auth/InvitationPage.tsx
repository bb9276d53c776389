import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "react-router";
import { useForm } from "@/lib/form";
import { Button, ButtonLink } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { Field, Input } from "@/ui/Field";
import { Notice } from "@/ui/Notice";
import { SkeletonLines } from "@/ui/Skeleton";
import { DoorLayout } from "./DoorLayout";
import { NewPassword, tooShort } from "./NewPassword";
import { acceptInvitation, invitationQuery, meQuery } from "./queries";

function InvitationPage() {
  const { token = "" } = useParams();
  const { data, error, refetch } = useQuery(invitationQuery(token));
  return (
    <DoorLayout title="Welcome" {...(data ? { hint: `${data.name}, choose the password that you will sign in with.` } : {})}>
      {data ? (
        <AcceptForm token={token} email={data.email} />
      ) : error ? (
        <ErrorState error={error} title="This invitation cannot be opened" retry={() => void refetch()}>
          <ButtonLink to="/login">Go to sign in</ButtonLink>
        </ErrorState>
      ) : (
        <SkeletonLines label="Opening the invitation" />
      )}
    </DoorLayout>
  );
}

function AcceptForm({ token, email }: { token: string; email: string }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const form = useForm({
    initial: { password: "" },
    check: ({ password }) => {
      const short = tooShort(password);
      return short ? { password: short } : {};
    },
    send: async ({ password }) => {
      const me = await acceptInvitation(token, password);
      client.setQueryData(meQuery().queryKey, me);
      await navigate("/", { replace: true });
    },
  });
  return (
    <form noValidate onSubmit={form.submit} className="flex flex-col gap-4">
      {form.problem && <Notice tone="bad">{form.problem.message}</Notice>}
      <Field label="Email">
        <Input value={email} readOnly autoComplete="username" />
      </Field>
      <NewPassword label="Password" {...form.text("password")} error={form.errors.password} autoFocus />
      <Button type="submit" kind="primary" busy={form.submitting} className="w-full md:h-10">
        Set the password and sign in
      </Button>
    </form>
  );
}

export const Component = InvitationPage;
