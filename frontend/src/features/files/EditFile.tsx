import { useForm } from "@/lib/form";
import { Button } from "@/ui/Button";
import { Field, Input } from "@/ui/Field";
import { Modal } from "@/ui/Modal";
import { Notice } from "@/ui/Notice";
import { Select } from "@/ui/Select";

import { lineOptions, type FileLine } from "./lines";
import { changeFile, type KeptFile } from "./queries";

interface EditFileProps {
  readonly file: KeptFile;
  /** The quote's lines in their order; none for a customer's file. */
  readonly lines: readonly FileLine[];
  readonly onDone: (file: KeptFile) => Promise<void>;
  readonly onClose: () => void;
}

/** Another name for a file, or another line that it belongs to. */
export function EditFile({ file, lines, onDone, onClose }: EditFileProps) {
  const form = useForm({
    initial: { name: file.name, line_id: file.line?.id ?? "" },
    check: (values) => (values.name.trim() === "" ? { name: "A file needs a name." } : {}),
    send: async ({ name, line_id }) => {
      const moved = line_id === (file.line?.id ?? "") ? {} : { line_id: line_id === "" ? null : line_id };
      await onDone(await changeFile(file, { name: name.trim(), ...moved }));
      onClose();
    },
  });
  return (
    <Modal
      open
      size="small"
      title="Rename or move"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form="edit-file" busy={form.submitting}>Save</Button>
        </>
      }
    >
      <form id="edit-file" noValidate onSubmit={form.submit} className="flex flex-col gap-4">
        {form.problem && <Notice tone="bad">{form.problem.message}</Notice>}
        <Field label="Name" required error={form.errors.name}>
          <Input {...form.text("name")} maxLength={150} />
        </Field>
        {lines.length > 0 && (
          <Field label="Belongs to" error={form.errors.line_id}>
            <Select {...form.text("line_id")} options={lineOptions(lines)} />
          </Field>
        )}
      </form>
    </Modal>
  );
}
