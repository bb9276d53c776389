import { askForRenewal, type Offer } from "./api";
import { Action, Notice } from "./parts";
import { useAnswer } from "./useAnswer";

interface RenewalProps {
  readonly offer: Offer;
  readonly onAnswered: (offer: Offer) => void;
}

/** An offer whose last day is over: one tap asks for a new one. */
export function Renewal({ offer, onAnswered }: RenewalProps) {
  const { busy, problem, give } = useAnswer(onAnswered);
  if (offer.renewal_asked_at !== null) return null;
  return (
    <>
      {problem !== null && <Notice tone="bad">{problem}</Notice>}
      <Action kind="primary" busy={busy} onClick={() => void give(() => askForRenewal({ note: "" }))}>Ask us to renew it</Action>
    </>
  );
}
