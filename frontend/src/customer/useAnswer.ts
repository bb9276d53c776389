import { useState } from "react";

import { readOffer, Refusal, type Offer } from "./api";

/** Gives an answer once at a time; where the offer has become another meanwhile, the page shows how it stands. */
export function useAnswer(onAnswered: (offer: Offer) => void) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const give = async (answer: () => Promise<Offer>) => {
    setBusy(true);
    setProblem(null);
    try {
      onAnswered(await answer());
    } catch (error) {
      const code = error instanceof Refusal ? error.code : "";
      if (code === "offer_closed" || code === "offer_changed") {
        readOffer().then(onAnswered, () => undefined);
      }
      setProblem(error instanceof Refusal ? error.message : "That did not work. Try again.");
      setBusy(false);
    }
  };
  return { busy, problem, give };
}
