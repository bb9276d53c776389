import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";

import { ApiError } from "@/api/errors";
import { dollars } from "@/lib/figures";
import { Button } from "@/ui/Button";
import { DatePicker, Field, Textarea } from "@/ui/Field";
import { Modal } from "@/ui/Modal";
import { Notice } from "@/ui/Notice";

import { convertQuote, orderQuery } from "./queries";

interface ConvertModalProps {
  readonly quote: { readonly id: string; readonly number: string; readonly version: number; readonly totals: { readonly total: string | null } };
  readonly onClose: () => void;
}

/** The approved quote becomes an order: until when, and what production should know. */
export function ConvertModal({ quote, onClose }: ConvertModalProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [due, setDue] = useState("");
  const [note, setNote] = useState("");
  const convert = useMutation({
    mutationFn: () => convertQuote(quote, { due_on: due === "" ? null : due, note }),
    onSuccess: async (order) => {
      client.setQueryData(orderQuery(order.id).queryKey, order);
      await Promise.all([client.invalidateQueries({ queryKey: ["quotes"] }), client.invalidateQueries({ queryKey: ["orders"] })]);
      await navigate(`/orders/${order.id}`);
    },
  });
  return (
    <Modal
      open
      title={`Make ${quote.number} an order`}
      description={`At ${dollars(quote.totals.total)}, as the customer accepted it. The quote is then only read.`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" busy={convert.isPending} onClick={() => convert.mutate()}>Make the order</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {convert.error && <Notice tone="bad">{convert.error instanceof ApiError ? convert.error.message : "That did not work."}</Notice>}
        <Field label="Due on" hint="Left empty, it is the longest turnaround of its lines, in working days">
          <DatePicker value={due} onChange={({ target }) => setDue(target.value)} />
        </Field>
        <Field label="For production" hint="Stands on the job ticket">
          <Textarea value={note} maxLength={10_000} onChange={({ target }) => setNote(target.value)} />
        </Field>
      </div>
    </Modal>
  );
}
