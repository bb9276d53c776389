import { createContext, use, useId, type ComponentProps, type ReactNode } from "react";
import { CircleAlert } from "lucide-react";
import { cn } from "@/lib/cn";

interface FieldContextValue {
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
}

const FieldContext = createContext<FieldContextValue | null>(null);

interface FieldProps {
  label: ReactNode;
  error?: string | undefined;
  hint?: ReactNode;
  required?: boolean;
  /** The label stays for screen readers only. */
  hideLabel?: boolean;
  className?: string;
  children: ReactNode;
}

/** Names the one control inside it, and ties hint and error to it. */
export function Field({ label, error, hint, required = false, hideLabel = false, className, children }: FieldProps) {
  const id = useId();
  const hintId = hint == null ? undefined : `${id}-hint`;
  const errorId = error ? `${id}-error` : undefined;
  const describedBy = [errorId, hintId].filter(Boolean).join(" ") || undefined;
  return (
    <div className={cn("flex min-w-0 flex-col gap-1", className)}>
      <label htmlFor={id} className={cn("text-xs font-medium text-soft", hideLabel && "sr-only")}>
        {label}
      </label>
      <FieldContext value={{ id, describedBy, invalid: Boolean(error), required }}>{children}</FieldContext>
      {error && (
        <p id={errorId} className="flex items-start gap-1 text-xs text-bad">
          <CircleAlert className="mt-px size-3.5 shrink-0" aria-hidden />
          {error}
        </p>
      )}
      {hint != null && (
        <p id={hintId} className="text-xs text-faint">
          {hint}
        </p>
      )}
    </div>
  );
}

/** What a control inside a Field spreads on its element. */
export function useFieldProps(): { id?: string; "aria-describedby"?: string; "aria-invalid"?: true; required?: true } {
  const field = use(FieldContext);
  if (!field) return {};
  return {
    id: field.id,
    ...(field.describedBy ? { "aria-describedby": field.describedBy } : {}),
    ...(field.invalid ? { "aria-invalid": true } : {}),
    ...(field.required ? { required: true } : {}),
  };
}

export const CONTROL =
  "h-11 w-full min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-base text-ink transition-colors md:h-8 md:text-sm hover:border-soft focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-faint aria-invalid:border-bad";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input type="text" autoComplete="off" {...useFieldProps()} {...rest} className={cn(CONTROL, className)} />;
}

export function Textarea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  return <textarea {...useFieldProps()} rows={rows} {...rest} className={cn(CONTROL, "h-auto py-2 leading-5 md:h-auto", className)} />;
}

export function DatePicker({ className, ...rest }: Omit<ComponentProps<"input">, "type">) {
  return <input {...useFieldProps()} {...rest} type="date" className={cn(CONTROL, "tabular-nums", className)} />;
}
