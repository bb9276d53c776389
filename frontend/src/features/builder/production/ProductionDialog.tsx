import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";

import { useForm } from "@/lib/form";
import { useRested } from "@/lib/useRested";
import { Button } from "@/ui/Button";
import { Field, Input } from "@/ui/Field";
import { Modal } from "@/ui/Modal";
import { Notice } from "@/ui/Notice";
import { Select } from "@/ui/Select";

import { useCatalog } from "../catalog";
import { useHead, useLine, useSession } from "../context";
import type { DraftLine } from "../model/draft";
import { setSpec } from "../model/edits";
import type { ByHand, Settable, Spec } from "../model/wire";
import { byHandIn, figuresOf, isOfPart, readFigures, setsSomething, settableOf } from "./byHand";
import { Effect } from "./Effect";
import { engineHints, methodChoices, pressChoices, speedLabel, type Part } from "./engine";
import { tryOutQuery, type Question } from "./query";

export interface ProductionDialogProps {
  readonly lineId: string;
  readonly settable: Settable;
  /** A way that was picked from those listed: it stands in the form already. */
  readonly start?: Pick<ByHand, "press" | "method">;
  readonly onClose: () => void;
}

/** What a person sets over the engine's choice on one line, with what it does to the price before it is set. */
export function ProductionDialog({ lineId, settable, start, onClose }: ProductionDialogProps) {
  const line = useLine(lineId);
  return line?.spec ? <OfLine line={line} spec={line.spec} settable={settable} start={start} onClose={onClose} /> : null;
}

const TRIED = "Tried out";

interface OfLineProps {
  readonly line: DraftLine;
  readonly spec: Spec;
  readonly settable: Settable;
  readonly start: ProductionDialogProps["start"];
  readonly onClose: () => void;
}

function OfLine({ line, spec, settable, start, onClose }: OfLineProps) {
  const session = useSession();
  const client = useQueryClient();
  const customerId = useHead("customer_id");
  const { products } = useCatalog();
  const { field, figures } = settable;
  const all = settableOf(products, spec);
  const before = byHandIn(spec, field);
  const reason = useRef<HTMLInputElement>(null);
  // Who picked a way has only to say why.
  useEffect(() => {
    if (start) reason.current?.focus();
  }, [start]);
  const question = useMemo<Question>(() => ({ spec, field, quantities: line.quantities.map((row) => row.quantity), customerId }), [spec, field, line.quantities, customerId]);
  const form = useForm({
    initial: { ...figuresOf(before), ...(start && { press: start.press ?? "", method: start.method ?? "" }) },
    check: (typed) => {
      const { set, problems } = readFigures(typed);
      if (!setsSomething(set) && Object.keys(problems).length === 0) return { press: "Set at least one figure by hand." };
      return set.reason === "" ? { ...problems, reason: "Say why, for whoever opens this line next." } : problems;
    },
    send: async (typed) => {
      const { set } = readFigures(typed);
      await client.fetchQuery(tryOutQuery(question, set));
      session.edit("production by hand", setSpec(line.id, { [field]: set }));
      onClose();
    },
  });
  const { set } = readFigures(useRested(form.values));
  const engine = useQuery(tryOutQuery(question, null));
  const tried = useQuery({ ...tryOutQuery(question, { ...set, reason: set.reason === "" ? TRIED : set.reason }), enabled: setsSomething(set), placeholderData: keepPreviousData });
  const quoted = line.quantities.find((row) => row.id === line.selected)?.quantity;
  const isMine = (part: Part) => isOfPart(settable, all, part.name);
  const shown = engine.data?.find((one) => one.quantity === quoted) ?? engine.data?.[0];
  const hints = engineHints(shown, shown?.parts.find(isMine));
  const parts = engine.data?.flatMap((one) => one.parts).filter(isMine) ?? [];
  const { press, method } = form.values;
  const figure = (name: "n_up" | "per_hour" | "waste", label: string) => figures.includes(name) && (
    <Field label={label} error={form.errors[name]} hint={hints[name]}>
      <Input {...form.text(name)} inputMode={name === "waste" ? "decimal" : "numeric"} placeholder="Engine" className="tabular-nums" />
    </Field>
  );
  return (
    <Modal
      open
      title={all.length > 1 ? `Production of ${line.title}: ${settable.part.toLowerCase()}` : `Production of ${line.title}`}
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
            <Select {...form.text("press")} options={pressChoices(parts, press)} />
          </Field>
          {figures.includes("method") && (
            <Field label="Method" error={form.errors.method} hint={hints.method} className="md:col-span-3">
              <Select {...form.text("method")} options={methodChoices(parts, press, method)} />
            </Field>
          )}
          <div className="grid items-start gap-4 md:col-span-6 md:grid-cols-3">
            {figure("n_up", "Number up")}
            {figure("per_hour", speedLabel(parts, press))}
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
