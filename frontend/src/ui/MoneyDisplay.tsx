import { cn } from "@/lib/cn";
import { formatMoney, type Money } from "@/lib/money";

interface MoneyDisplayProps {
  value: Money | null;
  /** 2 for totals, 4 for unit prices. */
  decimals?: 2 | 4;
  currency?: string;
  className?: string;
}

export function MoneyDisplay({ value, decimals = 2, currency = "USD", className }: MoneyDisplayProps) {
  if (value === null) {
    return (
      <span className={cn("text-faint", className)}>
        <span aria-hidden>—</span>
        <span className="sr-only">no amount yet</span>
      </span>
    );
  }
  return <span className={cn("tabular-nums", className)}>{formatMoney(value, decimals, currency)}</span>;
}
