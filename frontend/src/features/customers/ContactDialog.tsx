import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "@/lib/form";
import { Button } from "@/ui/Button";
import { Checkbox } from "@/ui/Checkbox";
import { Field, Input } from "@/ui/Field";
import { Modal } from "@/ui/Modal";
import { toast } from "@/ui/toast";
import { ConflictNotice } from "./ConflictNotice";
import { addContact, keep, updateContact, type Contact, type Customer } from "./queries";
import { orNull } from "./words";

interface ContactDialogProps {
  customer: Customer;
  contact?: Contact;
  onClose: () => void;
}

export function ContactDialog({ customer, contact, onClose }: ContactDialogProps) {
  const client = useQueryClient();
  const form = useForm({
    initial: {
      name: contact?.name ?? "",
      email: contact?.email ?? "",
      phone: contact?.phone ?? "",
      job_title: contact?.job_title ?? "",
      may_accept: contact?.may_accept ?? true,
      is_primary: contact?.is_primary ?? !customer.contacts.some((one) => one.is_primary && !one.archived),
    },
    check: ({ name }) => (name.trim() === "" ? { name: "Enter the person's name." } : {}),
    send: async (values) => {
      const body = { ...values, name: values.name.trim(), email: orNull(values.email), phone: orNull(values.phone), job_title: orNull(values.job_title) };
      await keep(client, contact ? await updateContact(customer, contact.id, body) : await addContact(customer, body));
      toast(`${body.name} is ${contact ? "saved" : "added"}.`);
      onClose();
    },
  });
  return (
    <Modal
      open
      onClose={onClose}
      title={contact ? `Edit ${contact.name}` : `New contact at ${customer.name}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form="contact" busy={form.submitting}>
            {contact ? "Save" : "Add the contact"}
          </Button>
        </>
      }
    >
      <form id="contact" noValidate onSubmit={form.submit} className="flex flex-col gap-4">
        {form.problem && <ConflictNotice problem={form.problem} />}
        <div className="grid gap-4 md:grid-cols-2">
          <Field label="Name" error={form.errors.name}>
            <Input {...form.text("name")} />
          </Field>
          <Field label="Job title" error={form.errors.job_title}>
            <Input {...form.text("job_title")} />
          </Field>
          <Field label="Email" error={form.errors.email} hint="Quotes are sent here.">
            <Input {...form.text("email")} type="email" inputMode="email" spellCheck={false} />
          </Field>
          <Field label="Phone" error={form.errors.phone}>
            <Input {...form.text("phone")} type="tel" />
          </Field>
        </div>
        <Checkbox label="May accept quotes" checked={form.values.may_accept} onChange={(event) => form.set("may_accept", event.target.checked)} />
        <Checkbox label="Primary contact" hint="Chosen first on a new quote." checked={form.values.is_primary} onChange={(event) => form.set("is_primary", event.target.checked)} />
      </form>
    </Modal>
  );
}
