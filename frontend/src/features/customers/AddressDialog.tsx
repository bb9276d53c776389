import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "@/lib/form";
import { Button } from "@/ui/Button";
import { Field, Input } from "@/ui/Field";
import { Modal } from "@/ui/Modal";
import { Select } from "@/ui/Select";
import { toast } from "@/ui/toast";
import { ConflictNotice } from "./ConflictNotice";
import { keep, replaceAddresses, type Address, type Customer } from "./queries";

interface AddressDialogProps {
  customer: Customer;
  address?: Address;
  onClose: () => void;
}

export function AddressDialog({ customer, address, onClose }: AddressDialogProps) {
  const client = useQueryClient();
  const form = useForm<Omit<Address, "id">>({
    initial: {
      kind: address?.kind ?? (customer.addresses.some((one) => one.kind === "billing") ? ("shipping" as const) : ("billing" as const)),
      line1: address?.line1 ?? "",
      line2: address?.line2 ?? "",
      city: address?.city ?? "",
      region: address?.region ?? "",
      postal_code: address?.postal_code ?? "",
      country: address?.country ?? "US",
    },
    check: ({ line1, city, country }) => ({
      ...(line1.trim() === "" ? { line1: "Enter the street." } : {}),
      ...(city.trim() === "" ? { city: "Enter the city." } : {}),
      ...(/^[A-Za-z]{2}$/.test(country.trim()) ? {} : { country: "Two letters, like US." }),
    }),
    send: async (values) => {
      const addresses = address ? customer.addresses.map((one) => (one.id === address.id ? { ...values, id: one.id } : one)) : [...customer.addresses, values];
      await keep(client, await replaceAddresses(customer, addresses));
      toast("The address is saved.");
      onClose();
    },
  });
  return (
    <Modal
      open
      onClose={onClose}
      title={address ? "Edit the address" : "New address"}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form="address" busy={form.submitting}>
            Save
          </Button>
        </>
      }
    >
      <form id="address" noValidate onSubmit={form.submit} className="grid gap-4 md:grid-cols-6">
        {form.problem && (
          <div className="md:col-span-6">
            <ConflictNotice problem={form.problem} />
          </div>
        )}
        <Field label="Used for" className="md:col-span-2">
          <Select
            value={form.values.kind}
            onChange={(event) => form.set("kind", event.target.value as Address["kind"])}
            options={[
              { value: "billing", label: "Billing" },
              { value: "shipping", label: "Shipping" },
            ]}
          />
        </Field>
        <Field label="Street" error={form.errors.line1} className="md:col-span-4">
          <Input {...form.text("line1")} />
        </Field>
        <Field label="Suite, floor" error={form.errors.line2} className="md:col-span-6">
          <Input {...form.text("line2")} />
        </Field>
        <Field label="City" error={form.errors.city} className="md:col-span-2">
          <Input {...form.text("city")} />
        </Field>
        <Field label="State" error={form.errors.region} className="md:col-span-1">
          <Input {...form.text("region")} />
        </Field>
        <Field label="ZIP" error={form.errors.postal_code} className="md:col-span-2">
          <Input {...form.text("postal_code")} className="tabular-nums" />
        </Field>
        <Field label="Country" error={form.errors.country} className="md:col-span-1">
          <Input {...form.text("country")} maxLength={2} className="uppercase" />
        </Field>
      </form>
    </Modal>
  );
}
