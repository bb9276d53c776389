import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "@/lib/form";
import { Button } from "@/ui/Button";
import { Field, Input } from "@/ui/Field";
import { Modal } from "@/ui/Modal";
import { Notice } from "@/ui/Notice";
import { newContent } from "./model";
import { createList, keepList, type PriceList } from "./queries";

const CODE = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$/;

interface NewListDialogProps {
  onClose: () => void;
  onMade: (list: PriceList) => void;
}

export function NewListDialog({ onClose, onMade }: NewListDialogProps) {
  const client = useQueryClient();
  const form = useForm({
    initial: { name: "", code: "", product: "" },
    check: ({ name, code }) => ({
      ...(name.trim() === "" ? { name: "Give the list a name." } : {}),
      ...(CODE.test(code) ? {} : { code: "Write a code of letters, digits, dots and dashes, like BC-14." }),
    }),
    send: async ({ name, code, product }) => {
      const made = await createList(code, newContent(name.trim(), product.trim()));
      await keepList(client, made);
      onClose();
      onMade(made);
    },
  });
  return (
    <Modal
      open
      onClose={onClose}
      size="small"
      title="New price list"
      description="It starts as a draft with four quantities; nobody is quoted by it until it is published."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form="new-price-list" busy={form.submitting}>
            Make the list
          </Button>
        </>
      }
    >
      <form id="new-price-list" noValidate onSubmit={form.submit} className="flex flex-col gap-4">
        {form.problem && <Notice tone="bad">{form.problem.message}</Notice>}
        <Field label="Name" error={form.errors.name}>
          <Input {...form.text("name")} />
        </Field>
        <Field label="Code" error={form.errors.code} hint="Short, and the list's own for good.">
          <Input {...form.text("code")} />
        </Field>
        <Field label="Product" error={form.errors.product} hint="A product's code, or words of your own.">
          <Input {...form.text("product")} />
        </Field>
      </form>
    </Modal>
  );
}
