import { Check } from "lucide-react";

import { cn } from "@/lib/cn";

import { useSpecForm } from "./context";
import { codesIn, offeredIn } from "./spec";
import type { SpecFieldProps } from "./SpecField";

/** Finishing as a row of switches: all that suits the product in sight, each one key or click away. */
export function OperationPicks({ field, spec }: SpecFieldProps) {
  const form = useSpecForm();
  const picked = codesIn(spec, field.name);
  const listed = offeredIn(field);
  const offered = [...listed, ...picked.filter((code) => !listed.includes(code))];
  const label = (code: string) => field.options.find((option) => option.value === code)?.label ?? form.operationName(code);

  const toggle = (code: string) => {
    const chosen = picked.includes(code) ? picked.filter((one) => one !== code) : offered.filter((one) => one === code || picked.includes(one));
    form.edit(field.label, { [field.name]: chosen });
  };

  return (
    <fieldset className="col-span-full min-w-0">
      <legend className="mb-1 text-xs font-medium text-soft">{field.label}</legend>
      <div className="flex flex-wrap gap-1.5">
        {offered.map((code) => {
          const on = picked.includes(code);
          return (
            <label
              key={code}
              className={cn(
                "relative inline-flex h-9 cursor-pointer items-center gap-1.5 rounded-full border px-3 text-sm transition-colors md:h-7 md:text-xs has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent-ink",
                on ? "border-accent-ink bg-accent-soft text-accent-ink" : "border-line-strong text-soft hover:text-ink",
              )}
            >
              <input type="checkbox" className="absolute inset-0 cursor-pointer appearance-none opacity-0" checked={on} onChange={() => toggle(code)} />
              {on && <Check className="size-3.5" aria-hidden="true" />}
              {label(code)}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
