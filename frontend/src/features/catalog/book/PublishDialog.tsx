import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "@/api/errors";
import { Button } from "@/ui/Button";
import { Checkbox } from "@/ui/Checkbox";
import { Field, Input } from "@/ui/Field";
import { Modal } from "@/ui/Modal";
import { Notice } from "@/ui/Notice";
import { toast } from "@/ui/toast";
import { JobFindings, LineFindings } from "./Findings";
import { effectQuery, publishRates, refresh } from "./queries";

interface PublishDialogProps {
  version: number;
  count: number;
  onClose: () => void;
}

/** The last look: what is published, what makes no sense about it, and why it is done. */
export function PublishDialog({ version, count, onClose }: PublishDialogProps) {
  const client = useQueryClient();
  const effect = useQuery(effectQuery(version)).data;
  const [note, setNote] = useState("");
  const [accepted, setAccepted] = useState(false);
  const [problem, setProblem] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const wrong = effect !== undefined && (effect.line_findings.length > 0 || effect.findings.some((finding) => finding.is_wrong));
  const falling = effect?.quotes.filter((quote) => quote.falls).length ?? 0;
  const asks = wrong || problem?.code === "findings_not_accepted";

  const publish = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const { card, stale_quotes: stale } = await publishRates(version, note, accepted);
      await refresh(client);
      toast(`Version ${card.version} is published.${stale.length > 0 ? ` ${stale.length} open quotes fell under the margin floor.` : ""}`);
      onClose();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal
      open
      onClose={onClose}
      title={`Publish ${count === 1 ? "1 change" : `${count} changes`}`}
      description="New estimates are made by them from then on. Sent quotes keep their prices."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" busy={busy} disabled={asks && !accepted} onClick={() => void publish()}>
            Publish
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {problem && <Notice tone="bad">{problem.message}</Notice>}
        {falling > 0 && <Notice tone="warn">{falling === 1 ? "1 open quote falls" : `${falling} open quotes fall`} under the margin floor.</Notice>}
        {effect && <JobFindings effect={effect} wrongOnly />}
        {effect && <LineFindings effect={effect} />}
        <Field label="Why the rates change" hint="Stands in the history.">
          <Input value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} />
        </Field>
        {asks && <Checkbox label="I have read what makes no sense about these prices, and publish them all the same." checked={accepted} onChange={(event) => setAccepted(event.target.checked)} />}
      </div>
    </Modal>
  );
}
