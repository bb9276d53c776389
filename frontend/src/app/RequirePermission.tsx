import type { ReactNode } from "react";
import { useCan, type Permission } from "@/features/auth/queries";
import { Forbidden } from "@/ui/Forbidden";

export function RequirePermission({ permission, children }: { permission: Permission; children: ReactNode }) {
  return useCan()(permission) ? children : <Forbidden permission={permission} />;
}
