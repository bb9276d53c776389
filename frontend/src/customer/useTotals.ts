import { useEffect, useState } from "react";

import { priceChoices, Refusal, type Choice, type OfferDocument, type Totals } from "./api";
import { firstChoices, toChoices, type Chosen } from "./choices";

interface Priced {
  readonly totals: Totals;
  readonly busy: boolean;
  readonly problem: string | null;
}

/** The sums of what is chosen, as the server works them out; the last ones stay until the next are there. */
export function useTotals(document: OfferDocument, chosen: Chosen): Priced {
  const wanted = JSON.stringify(toChoices(chosen, document));
  const [priced, setPriced] = useState({ of: "", totals: document.totals });
  const [problem, setProblem] = useState<string | null>(null);
  const [first] = useState(() => JSON.stringify(toChoices(firstChoices(document), document)));
  // A line of one quantity that nobody chose is open for the document and chosen here: then the server is asked at once.
  const known = wanted === first && document.totals.total !== null;
  useEffect(() => {
    if (known) return;
    const aborted = new AbortController();
    const price = async () => {
      try {
        const totals = await priceChoices(JSON.parse(wanted) as Choice[], aborted.signal);
        setPriced({ of: wanted, totals });
        setProblem(null);
      } catch (error) {
        if (!aborted.signal.aborted) setProblem(error instanceof Refusal ? error.message : "The total could not be worked out.");
      }
    };
    void price();
    return () => aborted.abort();
  }, [wanted, known]);
  if (known) return { totals: document.totals, busy: false, problem: null };
  return { totals: priced.totals, busy: priced.of !== wanted && problem === null, problem };
}
