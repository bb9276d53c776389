import { useQueryClient } from "@tanstack/react-query";

import { answer, api } from "@/api/client";
import { useForm } from "@/lib/form";
import { Button } from "@/ui/Button";
import { Field, Input } from "@/ui/Field";
import { Modal } from "@/ui/Modal";
import { Notice } from "@/ui/Notice";
import { Select } from "@/ui/Select";

import { addContact, type Customer } from "./customers";

// A type, not an interface: only a type has the index signature that forms ask for.
type NewCustomer = {
  name: string;
  contact: string;
  email: string;
  phone: string;
  tax_class: "taxable" | "exempt" | "resale";
};

interface NewCustomerModalProps {
  readonly name: string;
  readonly onMade: (customer: Customer, contactId: string | null) => void;
  readonly onClose: () => void;
}

const TAX_CLASSES = [
  { value: "taxable", label: "Taxable" },
  { value: "exempt", label: "Exempt" },
  { value: "resale", label: "Resale" },
] as const;

/** The least that makes a customer: a name, and whom to write to. The rest can follow. */
export function NewCustomerModal({ name, onMade, onClose }: NewCustomerModalProps) {
  const client = useQueryClient();
  const form = useForm<NewCustomer>({
    initial: { name, contact: "", email: "", phone: "", tax_class: "taxable" },
    check: (values) => (values.name.trim() === "" ? { name: "A customer needs a name." } : {}),
    send: async ({ name, contact, email, phone, tax_class }) => {
      const reach = { email: email.trim() || null, phone: phone.trim() || null };
      const customer = await answer(api.POST("/api/customers", { body: { name, tax_class, ...reach } }));
      const contactId = contact.trim() === "" ? null : await addContact(customer.id, { name: contact, ...reach });
      await client.invalidateQueries({ queryKey: ["customers"] });
      onMade(customer, contactId);
    },
  });
  return (
    <Modal
      open
      title="New customer"
      description="Addresses, certificates and price level can follow on the customer's page."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form="new-customer" busy={form.submitting}>Create customer</Button>
        </>
      }
    >
      <form id="new-customer" onSubmit={form.submit} noValidate className="grid gap-3 md:grid-cols-2">
        {form.problem && <Notice tone="bad" className="md:col-span-2">{form.problem.message}</Notice>}
        <Field label="Customer name" required error={form.errors.name} className="md:col-span-2">
          <Input {...form.text("name")} />
        </Field>
        <Field label="Contact" error={form.errors.contact} hint="Whom the quote is for">
          <Input {...form.text("contact")} />
        </Field>
        <Field label="E-mail" error={form.errors.email}>
          <Input {...form.text("email")} type="email" />
        </Field>
        <Field label="Phone" error={form.errors.phone}>
          <Input {...form.text("phone")} type="tel" />
        </Field>
        <Field label="Sales tax">
          <Select
            value={form.values.tax_class}
            options={TAX_CLASSES}
            onChange={({ target }) => form.set("tax_class", TAX_CLASSES.find((one) => one.value === target.value)?.value ?? "taxable")}
          />
        </Field>
      </form>
    </Modal>
  );
}
