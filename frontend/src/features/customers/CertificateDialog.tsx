import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "@/lib/form";
import { Button } from "@/ui/Button";
import { DatePicker, Field, Input } from "@/ui/Field";
import { Modal } from "@/ui/Modal";
import { Select } from "@/ui/Select";
import { toast } from "@/ui/toast";
import { ConflictNotice } from "./ConflictNotice";
import { addCertificate, keep, updateCertificate, type Certificate, type Customer } from "./queries";
import { CERTIFICATE_KINDS, orNull } from "./words";

interface CertificateDialogProps {
  customer: Customer;
  certificate?: Certificate;
  onClose: () => void;
}

export function CertificateDialog({ customer, certificate, onClose }: CertificateDialogProps) {
  const client = useQueryClient();
  const form = useForm<{ kind: Certificate["kind"]; state: string; number: string; expires_on: string }>({
    initial: {
      kind: certificate?.kind ?? (customer.tax_class === "exempt" ? ("exempt" as const) : ("resale" as const)),
      state: certificate?.state ?? "",
      number: certificate?.number ?? "",
      expires_on: certificate?.expires_on ?? "",
    },
    check: ({ state, number }) => ({
      ...(/^[A-Za-z]{2,3}$/.test(state.trim()) ? {} : { state: "Two letters, like NC." }),
      ...(number.trim() === "" ? { number: "Enter the number on the certificate." } : {}),
    }),
    send: async (values) => {
      const body = { kind: values.kind, state: values.state.trim().toUpperCase(), number: values.number.trim(), expires_on: orNull(values.expires_on) };
      await keep(client, certificate ? await updateCertificate(customer, certificate.id, body) : await addCertificate(customer, body));
      toast("The certificate is saved.");
      onClose();
    },
  });
  return (
    <Modal
      open
      size="small"
      onClose={onClose}
      title={certificate ? "Edit the certificate" : "New certificate"}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form="certificate" busy={form.submitting}>
            Save
          </Button>
        </>
      }
    >
      <form id="certificate" noValidate onSubmit={form.submit} className="flex flex-col gap-4">
        {form.problem && <ConflictNotice problem={form.problem} />}
        <div className="grid grid-cols-[1fr_6rem] gap-4">
          <Field label="Kind">
            <Select
              value={form.values.kind}
              onChange={(event) => form.set("kind", event.target.value as Certificate["kind"])}
              options={Object.entries(CERTIFICATE_KINDS).map(([value, label]) => ({ value, label }))}
            />
          </Field>
          <Field label="State" error={form.errors.state}>
            <Input {...form.text("state")} maxLength={3} className="uppercase" />
          </Field>
        </div>
        <Field label="Number" error={form.errors.number}>
          <Input {...form.text("number")} />
        </Field>
        <Field label="Expires on" error={form.errors.expires_on} hint="Leave empty when it has no end.">
          <DatePicker {...form.text("expires_on")} />
        </Field>
      </form>
    </Modal>
  );
}
