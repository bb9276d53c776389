import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { rateCardQuery } from "@/features/catalog/queries";
import { useForm, type Form } from "@/lib/form";
import { useMe } from "@/features/auth/queries";
import { Button } from "@/ui/Button";
import { Checkbox } from "@/ui/Checkbox";
import { Field, Input, Textarea } from "@/ui/Field";
import { Modal } from "@/ui/Modal";
import { Notice } from "@/ui/Notice";
import { Select } from "@/ui/Select";
import { toast } from "@/ui/toast";
import { ConflictNotice } from "./ConflictNotice";
import { createCustomer, keep, similarQuery, updateCustomer, type Customer } from "./queries";
import { orNull, TAX_CLASSES } from "./words";

interface CustomerDialogProps {
  /** The customer to change; without one a new customer is made. */
  customer?: Customer;
  onClose: () => void;
  onSaved: (customer: Customer) => void;
}

function valuesOf(customer: Customer | undefined) {
  return {
    name: customer?.name ?? "",
    email: customer?.email ?? "",
    phone: customer?.phone ?? "",
    website: customer?.website ?? "",
    account_number: customer?.account_number ?? "",
    price_level: customer?.price_level ?? "standard",
    tax_class: customer?.tax_class ?? ("taxable" as const),
    payment_terms: customer?.payment_terms ?? "Net 30",
    note: customer?.note ?? "",
    on_hold: customer?.on_hold ?? false,
  };
}

type Values = Omit<ReturnType<typeof valuesOf>, "tax_class"> & { tax_class: Customer["tax_class"] };

export function CustomerDialog({ customer, onClose, onSaved }: CustomerDialogProps) {
  const client = useQueryClient();
  const [sure, setSure] = useState(false);
  const form = useForm<Values>({
    initial: valuesOf(customer),
    check: ({ name }) => (name.trim() === "" ? { name: "Enter the customer's name." } : {}),
    send: async (values) => {
      const body = {
        ...values,
        name: values.name.trim(),
        email: orNull(values.email),
        phone: orNull(values.phone),
        website: orNull(values.website),
        account_number: orNull(values.account_number),
      };
      const saved = customer ? await updateCustomer(customer, body) : await createCustomer({ ...body, confirm_duplicate: sure });
      await keep(client, saved);
      toast(customer ? `${saved.name} is saved.` : `${saved.name} is added.`);
      onClose();
      onSaved(saved);
    },
  });
  const duplicate = form.problem?.status === 409;

  return (
    <Modal
      open
      onClose={onClose}
      title={customer ? `Edit ${customer.name}` : "New customer"}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form="customer" busy={form.submitting} disabled={duplicate && !sure}>
            {customer ? "Save" : "Add the customer"}
          </Button>
        </>
      }
    >
      <form id="customer" noValidate onSubmit={form.submit} className="flex flex-col gap-4">
        {form.problem && !duplicate && <ConflictNotice problem={form.problem} />}
        {duplicate && (
          <Notice tone="warn">
            {form.problem?.message}
            <Checkbox className="mt-1 flex" label="It is another one: add it anyway" checked={sure} onChange={(event) => setSure(event.target.checked)} />
          </Notice>
        )}
        <Field label="Name" error={form.errors.name}>
          <Input {...form.text("name")} />
        </Field>
        {!customer && <Similar form={form} />}
        <div className="grid gap-4 md:grid-cols-2">
          <Field label="Email" error={form.errors.email}>
            <Input {...form.text("email")} type="email" inputMode="email" spellCheck={false} />
          </Field>
          <Field label="Phone" error={form.errors.phone}>
            <Input {...form.text("phone")} type="tel" />
          </Field>
          <Field label="Website" error={form.errors.website}>
            <Input {...form.text("website")} inputMode="url" spellCheck={false} />
          </Field>
          <Field label="Account number" error={form.errors.account_number}>
            <Input {...form.text("account_number")} />
          </Field>
        </div>
        <Selling form={form} />
        <Field label="Note for the shop" error={form.errors.note} hint="Never shown to the customer.">
          <Textarea {...form.text("note")} />
        </Field>
        <Checkbox label="On hold" hint="A flag that everyone sees beside the customer's name." checked={form.values.on_hold} onChange={(event) => form.set("on_hold", event.target.checked)} />
      </form>
    </Modal>
  );
}

function Selling({ form }: { form: Form<Values> }) {
  const levels = useQuery(rateCardQuery()).data?.levels ?? [];
  const { price_level, payment_terms, tax_class } = form.values;
  const choices = levels.some((level) => level.code === price_level) ? levels : [...levels, { code: price_level, name: price_level }];
  const usual = useMe().shop.payment_terms;
  const terms = usual.includes(payment_terms) ? usual : [payment_terms, ...usual];
  return (
    <div className="grid gap-4 md:grid-cols-3">
      <Field label="Tax class" error={form.errors.tax_class}>
        <Select
          name="tax_class"
          value={tax_class}
          onChange={(event) => form.set("tax_class", event.target.value as Values["tax_class"])}
          options={Object.entries(TAX_CLASSES).map(([value, label]) => ({ value, label }))}
        />
      </Field>
      <Field label="Payment terms" error={form.errors.payment_terms}>
        <Select {...form.text("payment_terms")} options={terms.map((value) => ({ value, label: value }))} />
      </Field>
      <Field label="Price level" error={form.errors.price_level}>
        <Select {...form.text("price_level")} options={choices.map((level) => ({ value: level.code, label: level.name }))} />
      </Field>
    </div>
  );
}

const LIKENESS: Record<string, string> = {
  same_name: "the same name",
  same_email: "the same email",
  same_phone: "the same phone",
  same_domain: "the same mail domain",
  similar_name: "a similar name",
};

/** Who may be there already, while the name is typed. */
function Similar({ form }: { form: Form<Values> }) {
  const { name, email, phone } = form.values;
  const { data } = useQuery(similarQuery(name.trim(), email.trim(), phone.trim()));
  if (!data || data.length === 0 || name.trim().length < 3) return null;
  return (
    <Notice tone="info">
      Perhaps it is here already:
      <ul className="mt-1 list-disc pl-4">
        {data.slice(0, 3).map((one) => (
          <li key={one.id}>
            <Link to={`/customers/${one.id}`} className="font-medium underline underline-offset-2">
              {one.name}
            </Link>
            {one.archived && " (archived)"} · {one.reasons.map((reason) => LIKENESS[reason] ?? reason).join(", ")}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
