import { useEffect, useState } from "react";
import { ApiError } from "@/api/errors";
import { useForm } from "@/lib/form";
import { plural } from "@/lib/count";
import { Button } from "@/ui/Button";
import { Field, Input } from "@/ui/Field";
import { Notice } from "@/ui/Notice";
import { PasswordInput } from "./PasswordInput";
import { signIn, type Me } from "./queries";

interface SignInFormProps {
  /** Given when somebody signs in again over their work. */
  email?: string;
  onSignedIn: (me: Me) => void;
}

export function SignInForm({ email, onSignedIn }: SignInFormProps) {
  const [wait, setWait] = useCountdown();
  const form = useForm({
    initial: { email: email ?? "", password: "" },
    check: ({ email, password }) => ({
      ...(email.trim() === "" ? { email: "Enter your email." } : {}),
      ...(password === "" ? { password: "Enter your password." } : {}),
    }),
    send: async ({ email, password }) => {
      try {
        onSignedIn(await signIn(email.trim(), password));
      } catch (error) {
        if (error instanceof ApiError && error.retryAfter !== null) setWait(error.retryAfter);
        form.set("password", "");
        throw error;
      }
    },
  });
  const { problem } = form;

  return (
    <form noValidate onSubmit={form.submit} className="flex flex-col gap-4">
      {wait > 0 ? (
        <Notice tone="bad">Too many tries. You can try again in {plural(wait, "second")}.</Notice>
      ) : (
        problem && problem.status !== 429 && <Notice tone="bad">{problem.message}</Notice>
      )}
      <Field label="Email" error={form.errors.email}>
        <Input {...form.text("email")} type="email" autoComplete="username" inputMode="email" spellCheck={false} readOnly={email !== undefined} {...(email === undefined ? { autoFocus: true } : {})} />
      </Field>
      <Field label="Password" error={form.errors.password}>
        <PasswordInput {...form.text("password")} autoComplete="current-password" autoFocus={email !== undefined} />
      </Field>
      <Button type="submit" kind="primary" busy={form.submitting} disabled={wait > 0} className="mt-1 w-full md:h-10">
        Sign in
      </Button>
    </form>
  );
}

/** Seconds that run down to nothing. */
function useCountdown(): [number, (seconds: number) => void] {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (left <= 0) return undefined;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return [left, setLeft];
}
