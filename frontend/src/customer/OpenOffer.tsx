import { useState } from "react";

import { dollars } from "@/lib/figures";

import { AcceptSheet } from "./AcceptSheet";
import type { Offer, OfferDocument } from "./api";
import { ChangesSheet } from "./ChangesSheet";
import { choose, firstChoices, linesOf, type Chosen } from "./choices";
import { DeclineSheet } from "./DeclineSheet";
import { OfferLines } from "./OfferLines";
import { Action, Notice } from "./parts";
import { TotalsCard } from "./TotalsCard";
import { useTotals } from "./useTotals";

interface OpenOfferProps {
  readonly offer: Offer;
  readonly paper: OfferDocument;
  readonly onAnswered: (offer: Offer) => void;
}

/** An offer that waits for its answer: what to choose, what it comes to, and yes, no or not like this. */
export function OpenOffer({ offer, paper, onAnswered }: OpenOfferProps) {
  const [chosen, setChosen] = useState<Chosen>(() => firstChoices(paper));
  const [door, setDoor] = useState<"accept" | "changes" | "decline" | null>(null);
  const { totals, busy, problem } = useTotals(paper, chosen);
  const answered = (now: Offer) => {
    setDoor(null);
    onAnswered(now);
  };
  const begin = () => {
    if (totals.total !== null) {
      setDoor("accept");
      return;
    }
    // What is missing is shown where it is missing.
    const open = linesOf(paper).find((line) => totals.open.includes(line.title) && chosen[line.position] === undefined);
    const place = open && document.querySelector<HTMLElement>(`#line-${open.position} input`);
    place?.scrollIntoView({ block: "center" });
    place?.focus();
  };
  return (
    <>
      <OfferLines
        paper={paper}
        chosen={chosen}
        onChoose={(line, quantity) => setChosen((current) => choose(current, paper, line, quantity))}
      />
      <TotalsCard totals={totals} busy={busy} />
      {problem !== null && <Notice tone="bad">{problem}</Notice>}
      <div className="flex flex-wrap gap-3">
        <Action onClick={() => setDoor("changes")}>Ask for changes</Action>
        <Action onClick={() => setDoor("decline")}>Decline</Action>
      </div>
      <div className="sticky bottom-0 -mx-4 flex items-center justify-between gap-4 border-t border-line bg-surface px-4 py-3 print:hidden">
        <p className="text-sm text-soft">
          Total
          <span className="block text-lg font-semibold text-ink tabular-nums">{totals.total === null ? "Choose first" : dollars(totals.total)}</span>
        </p>
        <Action kind="primary" disabled={busy || problem !== null} onClick={begin}>Accept quote</Action>
      </div>
      {door === "accept" && totals.total !== null && <AcceptSheet offer={offer} paper={paper} chosen={chosen} total={totals.total} onAnswered={answered} onClose={() => setDoor(null)} />}
      {door === "changes" && <ChangesSheet paper={paper} onAnswered={answered} onClose={() => setDoor(null)} />}
      {door === "decline" && <DeclineSheet onAnswered={answered} onClose={() => setDoor(null)} />}
    </>
  );
}
