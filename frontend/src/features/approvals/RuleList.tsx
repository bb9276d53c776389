import { CircleCheck, Stamp } from "lucide-react";

interface Rule {
  readonly rule: string;
  readonly message: string;
  readonly cleared?: boolean;
}

/** What asks for a colleague’s word, and what of it has been cleared. */
export function RuleList({ rules }: { readonly rules: readonly Rule[] }) {
  return (
    <ul className="flex flex-col gap-1 text-sm">
      {rules.map(({ rule, message, cleared = false }) => {
        const Icon = cleared ? CircleCheck : Stamp;
        return (
          <li key={rule} className="flex items-start gap-2">
            <Icon className={`mt-0.5 size-4 shrink-0 ${cleared ? "text-good" : "text-warn"}`} aria-hidden="true" />
            <span className="min-w-0 flex-1 text-pretty">
              <span className="sr-only">{cleared ? "Approved: " : "Needs approval: "}</span>
              {message}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
