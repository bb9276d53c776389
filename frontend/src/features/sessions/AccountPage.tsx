import { LogOut } from "lucide-react";
import { ROLE_NAMES, useMe } from "@/features/auth/queries";
import { useSignOut } from "@/features/auth/useSignOut";
import { ChoicesCard } from "@/features/notifications/ChoicesCard";
import { Button } from "@/ui/Button";
import { PageHeader } from "@/ui/PageHeader";
import { AppearanceCard } from "./AppearanceCard";
import { PasswordCard } from "./PasswordCard";
import { SessionsCard } from "./SessionsCard";

function AccountPage() {
  const { user } = useMe();
  const signOut = useSignOut();
  return (
    <div className="max-w-[56rem]">
      <title>My account · PatriotForge</title>
      <PageHeader
        title="My account"
        meta={`${user.name} · ${user.email} · ${ROLE_NAMES[user.role]}`}
        actions={
          <Button icon={<LogOut aria-hidden />} onClick={signOut}>
            Sign out
          </Button>
        }
      />
      <div className="flex flex-col gap-4">
        <AppearanceCard />
        <ChoicesCard />
        <PasswordCard />
        <SessionsCard />
      </div>
    </div>
  );
}

export const Component = AccountPage;
