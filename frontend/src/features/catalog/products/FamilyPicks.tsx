import { Checkbox } from "@/ui/Checkbox";
import type { Named } from "./OptionsEditor";

interface FamilyPicksProps {
  families: readonly Named[];
  picked: readonly string[];
  onChange: (families: string[]) => void;
}

/** The families of papers that come first among the choices; the one ticked first is the first. */
export function FamilyPicks({ families, picked, onChange }: FamilyPicksProps) {
  return (
    <fieldset className="min-w-0 md:col-span-2">
      <legend className="mb-1 text-xs font-medium text-soft">Papers that come first</legend>
      <div className="flex flex-wrap gap-x-4">
        {families.map(({ code, name }) => (
          <Checkbox key={code} label={name} checked={picked.includes(code)} onChange={({ target }) => onChange(target.checked ? [...picked, code] : picked.filter((one) => one !== code))} />
        ))}
      </div>
    </fieldset>
  );
}
