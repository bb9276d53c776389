import { cn } from "@/lib/cn";
import { Field } from "@/ui/Field";
import { PasswordInput } from "./PasswordInput";

const SHORTEST = 12;

/** In code points, as the server counts. */
function lengthOf(password: string): number {
  return Array.from(password).length;
}

interface NewPasswordProps {
  label: string;
  value: string;
  onChange: (event: { target: { value: string } }) => void;
  error: string | undefined;
  name: string;
  autoFocus?: boolean;
}

export function tooShort(password: string): string | null {
  return lengthOf(password) < SHORTEST ? `Use at least ${SHORTEST} characters. A few words in a row are easy to remember.` : null;
}

/** Length is what makes a password strong, so length is what the bar shows; the server also refuses common ones. */
export function NewPassword({ label, error, ...control }: NewPasswordProps) {
  const length = lengthOf(control.value);
  const word = length === 0 ? "" : length < SHORTEST ? `${SHORTEST - length} more to go` : length < 16 ? "Good" : "Strong";
  return (
    <Field label={label} error={error} hint="At least 12 characters. Any characters will do; a few words in a row are best.">
      <PasswordInput {...control} autoComplete="new-password" />
      <span className="flex items-center gap-2" aria-hidden>
        {[1, SHORTEST, 16].map((step) => (
          <span key={step} className={cn("h-1 flex-1 rounded-full bg-line", length >= step && (length < SHORTEST ? "bg-warn" : "bg-good"))} />
        ))}
        <span className="w-20 text-right text-2xs text-faint tabular-nums">{word}</span>
      </span>
    </Field>
  );
}
