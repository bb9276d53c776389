import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { useCan } from "@/features/auth/queries";
import { isFigure } from "@/lib/figures";
import { Button } from "@/ui/Button";
import { Checkbox } from "@/ui/Checkbox";
import { CurrencyInput } from "@/ui/CurrencyInput";
import { DatePicker, Field } from "@/ui/Field";
import { Modal } from "@/ui/Modal";
import { Select } from "@/ui/Select";
import { CustomerPicker, type Party } from "../CustomerPicker";
import { ownersQuery } from "./bulk";

type Values = Readonly<Record<string, string>>;

interface FilterModalProps {
  values: Values;
  onApply: (values: Values) => void;
  onClose: () => void;
}

const ANY = { value: "", label: "Any" };
const STATUSES = [ANY, ...[["draft", "Draft"], ["pending_review", "Pending Review"], ["sent", "Sent"], ["approved", "Approved"], ["declined", "Declined"], ["expired", "Expired"]].map(([value = "", label = ""]) => ({ value, label }))];
const LIGHTS = [ANY, { value: "red", label: "Below floor" }, { value: "amber", label: "Below target" }, { value: "green", label: "On target" }];
const FLAGS = [["viewed", "The customer looked at it"], ["changes_asked", "Changes asked"], ["on_hold", "On hold"], ["silent", "Silent: sent, and no word for a week"]] as const;
const DAYS = [["sent", "Sent"], ["updated", "Updated"], ["valid", "Valid until"]] as const;

/** Everything that narrows the list; it goes into the address, so Back and a copied link bring it again. */
export function FilterModal({ values, onApply, onClose }: FilterModalProps) {
  const can = useCan();
  const [draft, setDraft] = useState<Values>(values);
  const [party, setParty] = useState<Party | null>(null);
  const owners = useQuery({ ...ownersQuery(), enabled: can("quotes:read_all") });
  const products = useQuery({ queryKey: ["catalog", "products"], queryFn: ({ signal }) => answer(api.GET("/api/catalog/products", { signal })), staleTime: 60_000 });
  const put = (name: string, value: string) => setDraft((before) => ({ ...before, [name]: value }));
  const of = (name: string) => draft[name] ?? "";
  const amount = (name: string) => {
    const text = of(name);
    return isFigure(text) ? text : null;
  };
  const apply = () => {
    onApply({ ...draft, ...(party?.kind === "customer" ? { customer_id: party.id } : {}) });
    onClose();
  };

  return (
    <Modal
      open
      size="side"
      title="Filter the quotes"
      onClose={onClose}
      footer={
        <>
          <Button onClick={() => { onApply(Object.fromEntries(Object.keys(values).map((name) => [name, ""]))); onClose(); }}>Clear filters</Button>
          <Button kind="primary" type="submit" form="quote-filter">Show</Button>
        </>
      }
    >
      <form
        id="quote-filter"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        <Field label="Customer" hint={of("customer_id") !== "" && party === null ? "One customer is chosen; another one takes its place." : undefined}>
          <CustomerPicker value={party} canCreate={false} onChange={(chosen) => chosen.kind === "customer" && setParty(chosen)} />
        </Field>
        {owners.data && (
          <Field label="Rep">
            <Select value={of("owner_id")} onChange={(event) => put("owner_id", event.target.value)} options={[ANY, ...owners.data.map((one) => ({ value: one.id, label: one.name }))]} />
          </Field>
        )}
        <Field label="Status">
          <Select value={of("status")} onChange={(event) => put("status", event.target.value)} options={STATUSES} />
        </Field>
        {DAYS.map(([name, label]) => (
          <div key={name} className="grid grid-cols-2 gap-2">
            <Field label={`${label} from`}><DatePicker value={of(`${name}_from`)} onChange={(event) => put(`${name}_from`, event.target.value)} /></Field>
            <Field label={`${label} to`}><DatePicker value={of(`${name}_to`)} onChange={(event) => put(`${name}_to`, event.target.value)} /></Field>
          </div>
        ))}
        <div className="grid grid-cols-2 gap-2">
          <Field label="Total from"><CurrencyInput value={amount("total_from")} onChange={(value) => put("total_from", value ?? "")} /></Field>
          <Field label="Total below"><CurrencyInput value={amount("total_below")} onChange={(value) => put("total_below", value ?? "")} /></Field>
        </div>
        {can("costs:view") && (
          <Field label="Margin">
            <Select value={of("light")} onChange={(event) => put("light", event.target.value)} options={LIGHTS} />
          </Field>
        )}
        <Field label="Product">
          <Select value={of("product")} onChange={(event) => put("product", event.target.value)} options={[ANY, ...(products.data ?? []).map((one) => ({ value: one.code, label: one.name }))]} />
        </Field>
        <fieldset className="flex flex-col gap-1">
          <legend className="mb-1 text-xs font-medium text-soft">Only those</legend>
          {FLAGS.map(([name, label]) => (
            <Checkbox key={name} label={label} checked={of(name) === "true"} onChange={(event) => put(name, event.target.checked ? "true" : "")} />
          ))}
        </fieldset>
      </form>
    </Modal>
  );
}
