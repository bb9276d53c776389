import { CircleCheck, CircleOff, MailQuestion } from "lucide-react";
import { Badge } from "@/ui/Badge";
import type { User } from "./queries";

export function UserStatusBadge({ status }: { status: User["status"] }) {
  switch (status) {
    case "active":
      return (
        <Badge tone="good" icon={<CircleCheck aria-hidden />}>
          Active
        </Badge>
      );
    case "invited":
      return (
        <Badge tone="accent" icon={<MailQuestion aria-hidden />}>
          Invited
        </Badge>
      );
    case "inactive":
      return <Badge icon={<CircleOff aria-hidden />}>Inactive</Badge>;
  }
}
