import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { ApiError } from "@/api/errors";
import { toCount } from "@/lib/count";
import { Button } from "@/ui/Button";
import { Card, CardHeader } from "@/ui/Card";
import { ConfirmModal } from "@/ui/ConfirmModal";
import { Field, Input } from "@/ui/Field";
import { toast } from "@/ui/toast";

import { lastChange } from "./GroupCard";
import { keepGroup, saveNumbering, settingsQuery, type Settings } from "./queries";

/** Which number comes next: it can be raised, and nothing brings it down again. */
export function NumberingCard({ numbering }: { readonly numbering: Settings["numbering"] }) {
  const client = useQueryClient();
  const [typed, setTyped] = useState<string>();
  const [asking, setAsking] = useState(false);
  const next = toCount(typed ?? "");
  const problem = typed === undefined || typed === "" ? undefined : next === null || next < 1 ? "Write a whole number." : undefined;
  const raise = async () => {
    if (next === null) return;
    try {
      const saved = await saveNumbering(numbering.version, next);
      await keepGroup(client, "numbering", saved);
      setTyped(undefined);
      toast(`The next quote is ${saved.next}Q.`);
    } catch (error) {
      if (error instanceof ApiError) await client.invalidateQueries(settingsQuery());
      throw error;
    }
  };
  return (
    <Card id="numbering" aria-label="Numbering" className="scroll-mt-24">
      <CardHeader title="Next quote number" meta={lastChange(numbering)} />
      <div className="flex flex-wrap items-end gap-3 p-4">
        <Field label="The next quote gets" error={problem} hint="Numbers only go up and are never given twice. Orders take the number of their quote." className="min-w-40 flex-1">
          <Input inputMode="numeric" className="max-w-40 text-right tabular-nums" value={typed ?? String(numbering.next)} onChange={({ target }) => setTyped(target.value)} />
        </Field>
        <Button disabled={next === null || problem !== undefined || next === numbering.next} onClick={() => setAsking(true)}>
          Set the number
        </Button>
      </div>
      <ConfirmModal open={asking} title={`Go on from ${typed ?? ""}Q?`} verb="Set the number" onConfirm={raise} onClose={() => setAsking(false)}>
        <p>
          The next quote would be {numbering.next}Q. The numbers in between are never given, and this cannot be taken back.
        </p>
      </ConfirmModal>
    </Card>
  );
}
