import { useQuery } from "@tanstack/react-query";

import { templatesQuery } from "@/features/templates/queries";
import { dollars } from "@/lib/figures";
import { Field } from "@/ui/Field";
import { Select } from "@/ui/Select";

import type { Party } from "./CustomerPicker";
import { lastQuoteQuery } from "./queries";

interface StartFromProps {
  readonly party: Party | null;
  /** "", "quote:" or "template:" and an id. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A blank quote, the customer's last one, or a template: its lines are copied, at today's rates. */
export function StartFrom({ party, value, onChange }: StartFromProps) {
  const templates = useQuery(templatesQuery()).data ?? [];
  const customerId = party?.kind === "customer" ? party.id : null;
  const last = useQuery({ ...lastQuoteQuery(customerId ?? ""), enabled: customerId !== null }).data;
  const options = [
    { value: "", label: "A blank quote" },
    ...(last && customerId !== null ? [{ value: `quote:${last.id}`, label: `Their last: ${last.number} ${last.title}${last.total === null ? "" : `, ${dollars(last.total)}`}` }] : []),
    ...templates.map((one) => ({ value: `template:${one.id}`, label: `Template: ${one.name}` })),
  ];
  return (
    <Field label="Start from" hint="Lines are copied and priced by today’s rates.">
      <Select value={options.some((one) => one.value === value) ? value : ""} options={options} onChange={({ target }) => onChange(target.value)} />
    </Field>
  );
}

/** What the choice means to the server. */
export function startOf(value: string): { from_quote?: string; from_template?: string } {
  const [kind, id] = value.split(":");
  if (kind === "quote" && id) return { from_quote: id };
  if (kind === "template" && id) return { from_template: id };
  return {};
}
