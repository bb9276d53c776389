import { useState } from "react";

import { formatCount } from "@/lib/count";
import { dollars } from "@/lib/figures";
import { useForm } from "@/lib/form";
import { Button } from "@/ui/Button";
import { Checkbox } from "@/ui/Checkbox";
import { Field, Input, Textarea } from "@/ui/Field";
import { Modal } from "@/ui/Modal";
import { Notice } from "@/ui/Notice";
import { Select } from "@/ui/Select";

import { EvidencePicker } from "@/features/files/EvidencePicker";
import { useEvidence } from "@/features/files/useEvidence";

import { approveQuote, type Quote } from "./queries";

interface ApproveModalProps {
  readonly quote: Quote;
  readonly onDone: (quote: Quote) => Promise<void>;
  readonly onClose: () => void;
}

/** The customer said yes some other way than by the link: who, and how we know. */
export function ApproveModal({ quote, onDone, onClose }: ApproveModalProps) {
  const roots = quote.lines.filter((line) => line.alternate_of === null && line.quantities.length > 0);
  const options = roots.filter((line) => line.optional);
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const [instead, setInstead] = useState<Record<string, string>>({});
  const wanted = roots.filter((line) => !line.optional || taken.has(line.id));
  const groups = wanted.map((root) => [root, ...quote.lines.filter((line) => line.alternate_of === root.id)]).filter((group) => group.length > 1);
  const lines = wanted.map((root) => quote.lines.find((line) => line.id === instead[root.id]) ?? root);
  const evidence = useEvidence({ kind: "quotes", id: quote.id });
  const form = useForm({
    initial: { name: quote.contact?.name ?? "", po_number: quote.po_number, note: "" },
    check: (values) => (values.name.trim() === "" ? { name: "Who said yes?" } : {}),
    send: async ({ name, po_number, note }) => {
      const choices = lines.map((line) => ({
        line_id: line.id,
        quantity_id: chosen[line.id] ?? line.quantities.find((one) => one.selected)?.id ?? line.quantities[0]?.id ?? "",
      }));
      await onDone(await approveQuote(quote, { name: name.trim(), po_number: po_number.trim(), note, choices, evidence_ids: evidence.files.map((file) => file.id) }));
      await evidence.settle();
    },
  });
  return (
    <Modal
      open
      title={`${quote.number} accepted`}
      description="Recorded once and for good, with your name beside it."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form="approve" busy={form.submitting} disabled={evidence.busy}>Record acceptance</Button>
        </>
      }
    >
      <form id="approve" noValidate onSubmit={form.submit} className="flex flex-col gap-4">
        {form.problem && <Notice tone="bad">{form.problem.message}</Notice>}
        {options.map((line) => (
          <Checkbox
            key={line.id}
            label={`With the option ${line.title}`}
            checked={taken.has(line.id)}
            onChange={(event) => setTaken((current) => new Set(event.target.checked ? [...current, line.id] : [...current].filter((id) => id !== line.id)))}
          />
        ))}
        {groups.map((group) => (
          <Field key={group[0]?.id} label={`Which of ${group.length} for line ${group[0]?.position}`}>
            <Select
              value={instead[group[0]?.id ?? ""] ?? group[0]?.id ?? ""}
              options={group.map((line) => ({ value: line.id, label: line.title }))}
              onChange={({ target }) => setInstead((current) => ({ ...current, [group[0]?.id ?? ""]: target.value }))}
            />
          </Field>
        ))}
        {lines.filter((line) => line.selected_total === null).map((line) => (
          <Field key={line.id} label={`Quantity of ${line.title}`}>
            <Select
              value={chosen[line.id] ?? line.quantities[0]?.id ?? ""}
              options={line.quantities.map((row) => ({ value: row.id, label: `${formatCount(row.quantity)} at ${dollars(row.price)}` }))}
              onChange={({ target }) => setChosen((current) => ({ ...current, [line.id]: target.value }))}
            />
          </Field>
        ))}
        <Field label="Accepted by" required error={form.errors.name}>
          <Input {...form.text("name")} maxLength={200} />
        </Field>
        <Field label="PO number" error={form.errors.po_number}>
          <Input {...form.text("po_number")} maxLength={200} />
        </Field>
        <Field label="Evidence" error={form.errors.note} hint="How we know: a mail, a purchase order, a call">
          <Textarea {...form.text("note")} maxLength={10_000} />
        </Field>
        <EvidencePicker evidence={evidence} />
      </form>
    </Modal>
  );
}
