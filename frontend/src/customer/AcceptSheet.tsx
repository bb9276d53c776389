import { useState } from "react";

import { dollars } from "@/lib/figures";

import { accept, type Offer, type OfferDocument, type Totals } from "./api";
import { toChoices, type Chosen } from "./choices";
import { Action, Notice, Sheet, TextField } from "./parts";
import { useAnswer } from "./useAnswer";

interface AcceptSheetProps {
  readonly offer: Offer;
  readonly paper: OfferDocument;
  readonly chosen: Chosen;
  readonly total: NonNullable<Totals["total"]>;
  readonly onAnswered: (offer: Offer) => void;
  readonly onClose: () => void;
}

/** The yes: by whom, under which number of their own, to which terms, at what total. */
export function AcceptSheet({ offer, paper, chosen, total, onAnswered, onClose }: AcceptSheetProps) {
  const [name, setName] = useState(paper.prepared_for.contact);
  const [number, setNumber] = useState(paper.po_number);
  const [agreed, setAgreed] = useState(false);
  const [tried, setTried] = useState(false);
  const { busy, problem, give } = useAnswer(onAnswered);
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() === "" || !agreed) return;
    void give(() =>
      accept({ name: name.trim(), po_number: number.trim(), terms_accepted: true, choices: toChoices(chosen, paper), document_sha256: paper.sha256, total }),
    );
  };
  return (
    <Sheet title={`Accept quote ${offer.number}`} onClose={onClose}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        {problem !== null && <Notice tone="bad">{problem}</Notice>}
        <TextField label="Your name" value={name} autoComplete="name" maxLength={200} required problem={tried && name.trim() === "" ? "Please tell us your name." : undefined} onChange={({ target }) => setName(target.value)} />
        <TextField label="Your PO number, if you have one" value={number} autoComplete="off" maxLength={200} onChange={({ target }) => setNumber(target.value)} />
        <div>
          <label className="flex min-h-11 items-center gap-3">
            <input type="checkbox" className="size-6 shrink-0 accent-accent" checked={agreed} aria-describedby={tried && !agreed ? "agree-problem" : undefined} onChange={({ target }) => setAgreed(target.checked)} />
            I accept the terms and conditions of {offer.shop.name}{paper.terms && ` (${paper.terms})`}
          </label>
          {tried && !agreed && <p id="agree-problem" className="text-sm text-bad">Tick this to accept the quote.</p>}
        </div>
        <Action kind="primary" type="submit" busy={busy}>Accept {dollars(total)}</Action>
        <Action onClick={onClose}>Back</Action>
      </form>
    </Sheet>
  );
}
