import { toMoney } from "@/lib/money";
import { Field, Input } from "@/ui/Field";

import { useSession } from "../context";
import { useTyping } from "../fields/useTyping";
import type { DraftLine } from "../model/draft";
import { setLine } from "../model/edits";
import { useBuilderUi } from "../ui";

/** What charges and outside purchases are priced by: amounts for one piece, typed by hand. */
export function ManualPrice({ line }: { readonly line: DraftLine }) {
  const { showCost } = useBuilderUi();
  const outside = line.kind === "outside";
  return (
    <>
      <AmountField line={line} name="unit_price" label="Price each" placeholder={line.cost === null && line.vendor_costs === null ? "0.00" : "Cost + mark-up"} />
      {outside && <VendorField line={line} />}
      {outside && showCost && line.vendor_costs === null && <AmountField line={line} name="cost" label="Vendor's price each" placeholder="0.00" />}
    </>
  );
}

interface AmountFieldProps {
  readonly line: DraftLine;
  readonly name: "unit_price" | "cost";
  readonly label: string;
  readonly placeholder: string;
}

function AmountField({ line, name, label, placeholder }: AmountFieldProps) {
  const session = useSession();
  const typing = useTyping({
    shown: tidy(line[name]),
    field: `${line.id}/${name}`,
    take: (text) => {
      const amount = text.trim() === "" ? null : toMoney(text, 6);
      if (text.trim() !== "" && (amount === null || amount.startsWith("-"))) return "Type an amount, such as 45.00.";
      session.edit(label.toLowerCase(), setLine(line.id, { [name]: amount }), `${line.id}.${name}`);
      return null;
    },
  });
  return (
    <Field label={label} error={typing.problem ?? undefined}>
      <Input
        inputMode="decimal"
        className="text-right tabular-nums"
        placeholder={placeholder}
        data-amount={name}
        value={typing.value}
        onChange={typing.onChange}
        onBlur={typing.onBlur}
      />
    </Field>
  );
}

/** "45.000000" as the server keeps it reads 45.00. */
function tidy(amount: string | null): string {
  if (amount === null) return "";
  const [whole = "0", fraction = ""] = amount.split(".");
  return `${whole}.${fraction.replace(/0+$/, "").padEnd(2, "0")}`;
}

function VendorField({ line }: { readonly line: DraftLine }) {
  const session = useSession();
  const typing = useTyping({
    shown: line.vendor,
    field: `${line.id}/vendor`,
    take: (text) => {
      session.edit("vendor", setLine(line.id, { vendor: text }), `${line.id}.vendor`);
      return null;
    },
  });
  return (
    <Field label="Vendor">
      <Input maxLength={200} value={typing.value} onChange={typing.onChange} onBlur={typing.onBlur} />
    </Field>
  );
}
