import { useState, type ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { toMoney, type Money } from "@/lib/money";
import { Input } from "./Field";

interface CurrencyInputProps extends Omit<ComponentProps<"input">, "value" | "onChange" | "type"> {
  value: Money | null;
  onChange: (value: Money | null) => void;
  decimals?: number;
  sign?: string;
}

/** Keeps what was typed until it is left; hands on exact money, or null while it is none. */
export function CurrencyInput({ value, onChange, decimals = 2, sign = "$", className, onBlur, ...rest }: CurrencyInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const bad = typed !== null && typed.trim() !== "" && toMoney(typed, decimals) === null;
  return (
    <span className={cn("relative flex min-w-0", className)}>
      <span aria-hidden className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-sm text-faint">
        {sign}
      </span>
      <Input
        inputMode="decimal"
        {...rest}
        {...(bad ? { "aria-invalid": true } : {})}
        className="pl-6 text-right tabular-nums"
        value={typed ?? value ?? ""}
        onChange={(event) => {
          setTyped(event.target.value);
          onChange(toMoney(event.target.value, decimals));
        }}
        onBlur={(event) => {
          if (!bad) setTyped(null);
          onBlur?.(event);
        }}
      />
    </span>
  );
}
