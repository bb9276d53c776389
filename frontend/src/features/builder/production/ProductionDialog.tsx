import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";

import { useForm } from "@/lib/form";
import { useRested } from "@/lib/useRested";
import { Button } from "@/ui/Button";
import { Field, Input } from "@/ui/Field";
import { Modal } from "@/ui/Modal";
import { Notice } from "@/ui/Notice";
import { Select } from "@/ui/Select";

import { useHead, useLine, useSession } from "../context";
import type { DraftLine } from "../model/draft";
import { setSpec } from "../model/edits";
import type { ByHand, Spec } from "../model/wire";
import { byHandIn, figuresOf, readFigures, setsSomething } from "./byHand";
import { Effect } from "./Effect";
import { engineHints, methodChoices, pressChoices, speedLabel } from "./engine";
import { tryOutQuery, type Question } from "./query";

export interface ProductionDialogProps {
  readonly lineId: string;
  /** A way that was picked from those listed: it stands in the form already. */
  readonly start?: Pick<ByHand, "press" | "method">;
  readonly onClose: () => void;
}

/** What a person sets over the engine's choice on one line, with what it does to the price before it is set. */
export function ProductionDialog({ lineId, start, onClose }: ProductionDialogProps) {
  const line = useLine(lineId);
  return line?.spec ? <OfLine line={line} spec={line.spec} start={start} onClose={onClose} /> : null;
}

const TRIED = "Tried out";

interface OfLineProps {
  readonly line: DraftLine;
  readonly spec: Spec;
  readonly start: ProductionDialogProps["start"];
  readonly onClose: () => void;
}

function OfLine({ line, spec, start, onClose }: OfLineProps) {
  const session = useSession();
  const client = useQueryClient();
  const customerId = useHead("customer_id");
  const before = byHandIn(spec);
  const reason = useRef<HTMLInputElement>(null);
  // Who picked a way has only to say why.
  useEffect(() => {
    if (start) reason.current?.focus();
  }, [start]);
  const question = useMemo<Question>(() => ({ spec, quantities: line.quantities.map((row) => row.quantity), customerId }), [spec, line.quantities, customerId]);
  const form = useForm({
    initial: { ...figuresOf(before), ...(start && { press: start.press ?? "", method: start.method ?? "" }) },
    check: (figures) => {
      const { set, problems } = readFigures(figures);
      if (!setsSomething(set) && Object.keys(problems).length === 0) return { press: "Set at least one figure by hand." };
      return set.reason === "" ? { ...problems, reason: "Say why, for whoever opens this line next." } : problems;
    },
    send: async (figures) => {
      const { set } = readFigures(figures);
      await client.fetchQuery(tryOutQuery(question, set));
      session.edit("production by hand", setSpec(line.id, { overrides: set }));
      onClose();
    },
  });
  const { set } = readFigures(useRested(form.values));
  const engine = useQuery(tryOutQuery(question, null));
  const tried = useQuery({ ...tryOutQuery(question, { ...set, reason: set.reason === "" ? TRIED : set.reason }), enabled: setsSomething(set), placeholderData: keepPreviousData });
  const quoted = line.quantities.find((row) => row.id === line.selected)?.quantity;
  const hints = engineHints(engine.data?.find((one) => one.quantity === quoted) ?? engine.data?.[0]);
  const { press, method } = form.values;
  const figure = (name: "n_up" | "per_hour" | "waste", label: string) => (
    <Field label={label} error={form.errors[name]} hint={hints[name]}>
      <Input {...form.text(name)} inputMode={name === "waste" ? "decimal" : "numeric"} placeholder="Engine" className="tabular-nums" />
    </Field>
  );
  return (
    <Modal
      open
      title={`Production of ${line.title}`}
      description="What is left empty stays the engine's choice, at every quantity."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form="production" busy={form.submitting}>Set by hand</Button>
        </>
      }
    >
      <form id="production" noValidate onSubmit={form.submit} className="flex flex-col gap-4">
        {form.problem && <Notice tone="bad">{form.problem.message}</Notice>}
        <div className="grid grid-cols-1 items-start gap-4 md:grid-cols-6">
          <Field label="Press" error={form.errors.press} hint={hints.press} className="md:col-span-3">
            <Select {...form.text("press")} options={pressChoices(engine.data ?? [], press)} />
          </Field>
          <Field label="Method" error={form.errors.method} hint={hints.method} className="md:col-span-3">
            <Select {...form.text("method")} options={methodChoices(engine.data ?? [], press, method)} />
          </Field>
          <div className="grid items-start gap-4 md:col-span-6 md:grid-cols-3">
            {figure("n_up", "Number up")}
            {figure("per_hour", speedLabel(engine.data, press))}
            {figure("waste", "Running waste, %")}
          </div>
          <Field label="Reason" required error={form.errors.reason} className="md:col-span-6">
            <Input ref={reason} {...form.text("reason")} maxLength={200} placeholder="The good guillotine is down" />
          </Field>
        </div>
        <Effect engine={engine} tried={setsSomething(set) ? tried : null} />
      </form>
    </Modal>
  );
}
