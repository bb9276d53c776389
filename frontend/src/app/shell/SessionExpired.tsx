import { useQueryClient } from "@tanstack/react-query";
import { meQuery, useMe } from "@/features/auth/queries";
import { SignInForm } from "@/features/auth/SignInForm";
import { Modal } from "@/ui/Modal";

/** Signing in again over the work: what waits for an answer goes on as soon as it is done. */
export function SessionExpired() {
  const client = useQueryClient();
  const { user } = useMe();
  return (
    <Modal
      open
      size="small"
      dismissable={false}
      onClose={() => undefined}
      title="Your session has ended"
      description="Nothing is lost. Sign in again and go on where you were."
    >
      <SignInForm email={user.email} onSignedIn={(me) => client.setQueryData(meQuery().queryKey, me)} />
      <p className="mt-4 text-center text-xs text-faint">
        <a href="/login" className="rounded-sm underline underline-offset-2 hover:text-ink">
          Sign in as somebody else
        </a>{" "}
        and leave this page
      </p>
    </Modal>
  );
}

