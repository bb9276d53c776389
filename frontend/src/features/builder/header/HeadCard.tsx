import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { useCan, useMe } from "@/features/auth/queries";
import { CustomerPicker, type Party } from "@/features/quotes/CustomerPicker";
import { customerQuery, usualContact, type Customer } from "@/features/quotes/customers";
import { NewCustomerModal } from "@/features/quotes/NewCustomerModal";
import { Card } from "@/ui/Card";
import { DatePicker, Field } from "@/ui/Field";
import { Notice } from "@/ui/Notice";
import { Select } from "@/ui/Select";

import { useBuilder, useHead, useSession } from "../context";
import { HeadText } from "../fields/HeadText";
import { setHead } from "../model/edits";

/** Who the quote is for, and until when it holds. */
export function HeadCard() {
  const customerId = useHead("customer_id");
  const customer = useQuery({ ...customerQuery(customerId ?? ""), enabled: customerId !== null }).data;
  return (
    <Card aria-label="Customer and terms" className="p-4">
      <div className="grid gap-3 md:grid-cols-12">
        <PartyField customer={customer} />
        <ContactField customer={customer} />
        <HeadText name="title" label="Job" required className="md:col-span-4" />
        <ValidUntil />
        <Terms />
        <HeadText name="po_number" label="PO number" className="md:col-span-4" />
      </div>
      {customer?.on_hold && <Notice tone="warn" className="mt-3">{customer.name} is on hold. Ask accounting before you send.</Notice>}
    </Card>
  );
}

function PartyField({ customer }: { readonly customer: Customer | undefined }) {
  const session = useSession();
  const client = useQueryClient();
  const can = useCan();
  const id = useHead("customer_id");
  const prospect = useHead("prospect_name");
  const known = useBuilder((state) => state.quote.customer);
  const [making, setMaking] = useState<string | null>(null);

  const take = async (customerId: string) => {
    const contactId = await client.fetchQuery(customerQuery(customerId)).then(usualContact, () => null);
    session.edit("customer", setHead({ customer_id: customerId, contact_id: contactId, prospect_name: null }));
  };
  const choose = (party: Party) => {
    if (party.kind === "create") setMaking(party.name);
    else if (party.kind === "prospect") session.edit("customer", setHead({ customer_id: null, contact_id: null, prospect_name: party.name }));
    else void take(party.id);
  };
  const name = customer?.name ?? (known?.id === id ? known?.name : undefined) ?? "";
  const value: Party | null = id !== null ? { kind: "customer", id, name, hint: "" } : prospect ? { kind: "prospect", name: prospect } : null;
  return (
    <Field label={id === null && prospect ? "Prospect" : "Customer"} className="md:col-span-5">
      <CustomerPicker key={value ? `${value.kind}${value.name}` : "none"} value={value} onChange={choose} canCreate={can("customers:write")} />
      {making !== null && (
        <NewCustomerModal
          name={making}
          onClose={() => setMaking(null)}
          onMade={(made, contactId) => {
            setMaking(null);
            session.edit("customer", setHead({ customer_id: made.id, contact_id: contactId, prospect_name: null }));
          }}
        />
      )}
    </Field>
  );
}

function ContactField({ customer }: { readonly customer: Customer | undefined }) {
  const session = useSession();
  const id = useHead("contact_id");
  const known = useBuilder((state) => state.quote.contact);
  const contacts = customer?.contacts.filter((contact) => !contact.archived || contact.id === id) ?? [];
  const options = contacts.map((contact) => ({ value: contact.id, label: contact.name }));
  const missing = id !== null && !contacts.some((contact) => contact.id === id);
  return (
    <Field label="Contact" className="md:col-span-3">
      <Select
        value={id ?? ""}
        disabled={!customer}
        options={[
          { value: "", label: customer && contacts.length === 0 ? "No contact on file" : "Choose" },
          ...(missing ? [{ value: id, label: known?.id === id ? (known?.name ?? "…") : "…" }] : []),
          ...options,
        ]}
        onChange={({ target }) => session.edit("contact", setHead({ contact_id: target.value === "" ? null : target.value }))}
      />
    </Field>
  );
}

function ValidUntil() {
  const session = useSession();
  const day = useHead("valid_until");
  return (
    <Field label="Valid until" className="md:col-span-4">
      <DatePicker
        value={day}
        required
        data-fix="valid_until"
        onChange={({ target }) => {
          if (target.value !== "") session.edit("valid until", setHead({ valid_until: target.value }), "quote.valid_until");
        }}
        onBlur={session.leaveField}
      />
    </Field>
  );
}

function Terms() {
  const session = useSession();
  const terms = useHead("terms");
  const usual = useMe().shop.payment_terms;
  const options = usual.includes(terms) || terms === "" ? usual : [terms, ...usual];
  return (
    <Field label="Terms" className="md:col-span-4">
      <Select
        value={terms}
        options={[...(terms === "" ? [{ value: "", label: "Choose" }] : []), ...options.map((one) => ({ value: one, label: one }))]}
        onChange={({ target }) => session.edit("terms", setHead({ terms: target.value }))}
      />
    </Field>
  );
}
