import { useId, type ComponentProps, type ReactNode } from "react";
import { cn } from "@/lib/cn";

interface CheckboxProps extends Omit<ComponentProps<"input">, "type"> {
  label: ReactNode;
  hint?: ReactNode;
  hideLabel?: boolean;
}

export function Checkbox({ label, hint, hideLabel = false, className, ...rest }: CheckboxProps) {
  const hintId = useId();
  return (
    <label className={cn("inline-flex min-h-6 items-start gap-2 text-sm", className)}>
      <span className="flex h-6 items-center">
        <input {...rest} type="checkbox" aria-describedby={hint == null ? undefined : hintId} className="size-4 shrink-0 accent-accent" />
      </span>
      <span className={cn("flex flex-col py-0.5", hideLabel && "sr-only")}>
        {label}
        {hint != null && (
          <span id={hintId} className="text-xs text-faint">
            {hint}
          </span>
        )}
      </span>
    </label>
  );
}
