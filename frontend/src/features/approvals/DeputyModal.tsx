import { useQuery, useQueryClient } from "@tanstack/react-query";

import type { Schemas } from "@/api/client";
import { ROLE_NAMES } from "@/features/auth/queries";
import { formatDay, today } from "@/lib/dates";
import { useForm } from "@/lib/form";
import { Button } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { DatePicker, Field } from "@/ui/Field";
import { Modal } from "@/ui/Modal";
import { Notice } from "@/ui/Notice";
import { Select } from "@/ui/Select";
import { SkeletonLines } from "@/ui/Skeleton";
import { toast } from "@/ui/toast";

import { clearDeputy, deputiesQuery, deputyQuery, setDeputy } from "./queries";

/** Who answers in one's place, and from when to when. */
export function DeputyModal({ onClose }: { readonly onClose: () => void }) {
  const people = useQuery(deputiesQuery());
  const named = useQuery(deputyQuery());
  const error = people.error ?? named.error;
  return (
    <Modal open size="small" title="While I am away" description="Your deputy answers with your limits, and never for own quotes or prices." onClose={onClose}>
      {error ? <ErrorState error={error} title="The deputies could not be loaded" retry={() => void Promise.all([people.refetch(), named.refetch()])} /> : null}
      {people.data && named.data ? <DeputyForm people={people.data} now={named.data.deputy} onClose={onClose} /> : error ? null : <SkeletonLines lines={4} label="Loading the deputies" />}
    </Modal>
  );
}

interface DeputyFormProps {
  readonly people: readonly Schemas["ReviewerResponse"][];
  readonly now: Schemas["DeputyResponse"] | null;
  readonly onClose: () => void;
}

function DeputyForm({ people, now, onClose }: DeputyFormProps) {
  const client = useQueryClient();
  const form = useForm({
    initial: { deputy_id: now?.deputy_id ?? people[0]?.id ?? "", from_on: now?.from_on ?? today(), until_on: now?.until_on ?? today() },
    check: ({ from_on, until_on }) => (until_on < from_on ? { until_on: "The last day is before the first one." } : {}),
    send: async (values) => {
      const { deputy } = await setDeputy(values);
      toast(`${deputy?.name ?? "Your deputy"} answers for you until ${formatDay(values.until_on)}.`);
      await client.invalidateQueries({ queryKey: ["approvals"] });
      onClose();
    },
  });
  const clear = async () => {
    await clearDeputy();
    toast("You answer for yourself again.");
    await client.invalidateQueries({ queryKey: ["approvals"] });
    onClose();
  };
  if (people.length === 0) return <p className="text-sm">Nobody else in the shop may approve.</p>;
  return (
    <form noValidate onSubmit={form.submit} className="flex flex-col gap-4">
      {form.problem && <Notice tone="bad">{form.problem.message}</Notice>}
      <Field label="Deputy" error={form.errors.deputy_id}>
        <Select {...form.text("deputy_id")} options={people.map((one) => ({ value: one.id, label: `${one.name}, ${ROLE_NAMES[one.role].toLowerCase()}` }))} />
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label="From" error={form.errors.from_on}><DatePicker {...form.text("from_on")} required /></Field>
        <Field label="Through" error={form.errors.until_on}><DatePicker {...form.text("until_on")} required /></Field>
      </div>
      <div className="flex flex-wrap justify-end gap-2 max-md:[&>*]:flex-1">
        {now !== null && <Button kind="danger" onClick={() => void clear()}>I am back</Button>}
        <Button kind="primary" type="submit" busy={form.submitting}>Name deputy</Button>
      </div>
    </form>
  );
}
