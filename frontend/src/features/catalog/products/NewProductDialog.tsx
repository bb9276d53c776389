import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "@/lib/form";
import { Button } from "@/ui/Button";
import { Field, Input } from "@/ui/Field";
import { Modal } from "@/ui/Modal";
import { Notice } from "@/ui/Notice";
import { Select } from "@/ui/Select";
import { toast } from "@/ui/toast";
import { codeFor, copyOf, isProductCode, workWord } from "./model";
import { addProduct, keepProducts, type Products } from "./queries";

interface NewProductDialogProps {
  products: Products;
  onClose: () => void;
  onMade: (code: string) => void;
}

/** A product starts as a copy of one like it; its kind of work is that one's. */
export function NewProductDialog({ products, onClose, onMade }: NewProductDialogProps) {
  const client = useQueryClient();
  const models = products.live;
  const form = useForm({
    initial: { like: models[0]?.code ?? "", name: "", code: "" },
    check: ({ name, code }) => ({
      ...(name.trim() === "" ? { name: "Give the product a name." } : {}),
      ...(isProductCode(code.trim() || codeFor(name)) ? {} : { code: "Write a word of small letters, digits and underscores, like table_tent." }),
    }),
    send: async ({ like, name, code }) => {
      const model = models.find((one) => one.code === like);
      if (!model) return;
      const made = copyOf(model, name.trim(), code.trim() || codeFor(name));
      await keepProducts(client, await addProduct(products.version, made));
      toast(`${made.name} can be quoted from now on.`);
      onClose();
      onMade(made.code);
    },
  });
  return (
    <Modal
      open
      onClose={onClose}
      size="small"
      title="New product"
      description="It is offered in the builder at once, with the form of the product that it is like."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form="new-product" busy={form.submitting}>
            Make the product
          </Button>
        </>
      }
    >
      <form id="new-product" noValidate onSubmit={form.submit} className="flex flex-col gap-4">
        {form.problem && <Notice tone="bad">{form.problem.message}</Notice>}
        <Field label="Like">
          <Select name="like" value={form.values.like} onChange={(event) => form.set("like", event.target.value)} options={models.map((one) => ({ value: one.code, label: `${one.name} · ${workWord(one.kind).toLowerCase()}` }))} />
        </Field>
        <Field label="Name" error={form.errors.name}>
          <Input {...form.text("name")} />
        </Field>
        <Field label="Code" error={form.errors.code} hint={`Its own for good${form.values.code.trim() === "" && codeFor(form.values.name) !== "" ? `; left empty it is ${codeFor(form.values.name)}` : ""}.`}>
          <Input {...form.text("code")} />
        </Field>
      </form>
    </Modal>
  );
}
