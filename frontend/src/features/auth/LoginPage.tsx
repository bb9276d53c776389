import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearchParams } from "react-router";
import { Notice } from "@/ui/Notice";
import { DoorLayout } from "./DoorLayout";
import { safeNext } from "./next";
import { meQuery } from "./queries";
import { SignInForm } from "./SignInForm";

function LoginPage() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  return (
    <DoorLayout title="Sign in" hint="Quotes for the shop floor and the front desk.">
      {params.get("why") === "signed-out" && (
        <Notice tone="good" className="mb-4">
          You have signed out.
        </Notice>
      )}
      <SignInForm
        onSignedIn={(me) => {
          client.clear();
          client.setQueryData(meQuery().queryKey, me);
          void navigate(safeNext(params.get("next")), { replace: true });
        }}
      />
      <p className="mt-5 border-t border-line pt-4 text-xs text-faint">Forgotten your password, or no account yet? Ask your administrator for a new invitation.</p>
    </DoorLayout>
  );
}

export const Component = LoginPage;
