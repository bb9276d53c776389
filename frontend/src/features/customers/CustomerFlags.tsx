import { Archive, BadgePercent, Pause } from "lucide-react";
import { Badge } from "@/ui/Badge";
import type { Customer } from "./queries";
import { TAX_CLASSES } from "./words";

export function CustomerFlags({ customer }: { customer: Pick<Customer, "tax_class" | "on_hold" | "archived"> }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-1">
      {customer.archived && <Badge icon={<Archive aria-hidden />}>Archived</Badge>}
      {customer.on_hold && (
        <Badge tone="warn" icon={<Pause aria-hidden />}>
          On hold
        </Badge>
      )}
      {customer.tax_class !== "taxable" && (
        <Badge tone="violet" icon={<BadgePercent aria-hidden />}>
          {TAX_CLASSES[customer.tax_class]}
        </Badge>
      )}
    </span>
  );
}
