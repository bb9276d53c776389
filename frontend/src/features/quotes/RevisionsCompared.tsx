import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { Schemas } from "@/api/client";
import { toCount } from "@/lib/count";
import { ErrorState } from "@/ui/ErrorState";
import { Field } from "@/ui/Field";
import { Modal } from "@/ui/Modal";
import { Select } from "@/ui/Select";
import { SkeletonLines } from "@/ui/Skeleton";

import { Compared } from "./Compared";
import { revisionsComparedQuery, type Quote } from "./queries";

interface RevisionsComparedProps {
  readonly quote: Pick<Quote, "id" | "version">;
  readonly revisions: readonly Schemas["RevisionResponse"][];
  readonly shown: number;
  readonly onClose: () => void;
}

/** Any two revisions beside each other; at first the one that is shown and the one before it. */
export function RevisionsCompared({ quote, revisions, shown, onClose }: RevisionsComparedProps) {
  const [after, setAfter] = useState(Math.max(2, shown));
  const [before, setBefore] = useState(Math.max(2, shown) - 1);
  const { data, error, refetch } = useQuery({ ...revisionsComparedQuery(quote.id, quote.version, before, after), enabled: before !== after });
  const options = revisions.map((one) => ({ value: String(one.revision), label: one.number }));
  return (
    <Modal open size="large" title="Revisions compared" onClose={onClose}>
      <div className="flex flex-col gap-4">
        <div className="grid grid-cols-2 gap-3">
          <Field label="From"><Select value={String(before)} options={options} onChange={({ target }) => setBefore(toCount(target.value) ?? before)} /></Field>
          <Field label="To"><Select value={String(after)} options={options} onChange={({ target }) => setAfter(toCount(target.value) ?? after)} /></Field>
        </div>
        {before === after && <p className="text-sm">Choose two different revisions.</p>}
        {error && before !== after ? <ErrorState error={error} title="The revisions could not be compared" retry={() => void refetch()} /> : null}
        {before !== after && data && <Compared found={data} before={data.before.number} after={data.after.number} />}
        {before !== after && !data && !error ? <SkeletonLines lines={6} label="Comparing the revisions" /> : null}
      </div>
    </Modal>
  );
}
