import { DatePicker, Field, Input } from "@/ui/Field";
import { Select } from "@/ui/Select";
import { isPrice, type Draft } from "./model";
import { BASES, MODES, REACHES, ROUNDINGS } from "./words";

interface ListSettingsProps {
  draft: Draft;
  change: ((change: (draft: Draft) => Draft) => void) | undefined;
}

/** What the list is for, and how it is read. */
export function ListSettings({ draft, change }: ListSettingsProps) {
  const set = <Name extends keyof Draft>(name: Name, value: Draft[Name]) => change?.((now) => ({ ...now, [name]: value }));
  const disabled = change === undefined;
  const mode = MODES.find((one) => one.value === draft.mode);
  return (
    <div className="grid gap-4 p-4 md:grid-cols-3">
      <Field label="Name" error={draft.name.trim() === "" ? "Give the list a name." : undefined}>
        <Input disabled={disabled} value={draft.name} onChange={(event) => set("name", event.target.value)} />
      </Field>
      <Field label="Product">
        <Input disabled={disabled} value={draft.product} onChange={(event) => set("product", event.target.value)} />
      </Field>
      <Field label="Holds from" error={draft.effectiveFrom === "" ? "Choose a day." : undefined}>
        <DatePicker disabled={disabled} value={draft.effectiveFrom} onChange={(event) => set("effectiveFrom", event.target.value)} />
      </Field>
      <Field label="Between breaks" hint={mode?.hint}>
        <Select disabled={disabled} value={draft.mode} options={MODES} onChange={(event) => set("mode", event.target.value as Draft["mode"])} />
      </Field>
      <Field label="A cell is the price of">
        <Select disabled={disabled || draft.mode === "accumulated"} value={draft.mode === "accumulated" ? "unit" : draft.basis} options={BASES} onChange={(event) => set("basis", event.target.value as Draft["basis"])} />
      </Field>
      {draft.mode === "step" && (
        <Field label="A step holds">
          <Select disabled={disabled} value={draft.reach} options={REACHES} onChange={(event) => set("reach", event.target.value as Draft["reach"])} />
        </Field>
      )}
      <div className="grid grid-cols-[1fr_6rem] gap-2">
        <Field label="Rounding">
          <Select disabled={disabled} value={draft.roundingMode} options={ROUNDINGS} onChange={(event) => set("roundingMode", event.target.value as Draft["roundingMode"])} />
        </Field>
        <Field label="Step" error={isPrice(draft.quantum) && draft.quantum !== "" ? undefined : "Like 0.05."}>
          <Input disabled={disabled} inputMode="decimal" className="text-right tabular-nums" value={draft.quantum} onChange={(event) => set("quantum", event.target.value)} />
        </Field>
      </div>
    </div>
  );
}
