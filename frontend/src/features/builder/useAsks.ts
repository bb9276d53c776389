import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { checksQuery } from "@/features/approvals/queries";

import { useBuilder } from "./context";

/** Whether a colleague has to be asked before this quote goes out, in the version that is saved. */
export function useAsks(): boolean {
  const id = useBuilder((state) => state.quote.id);
  const version = useBuilder((state) => state.quote.version);
  const maySubmit = useBuilder((state) => state.quote.allowed_actions.includes("submit"));
  // Asked again after each save; until the answer is there the last one stands, so the button does not flicker.
  const rules = useQuery({ ...checksQuery(id, version), enabled: maySubmit, placeholderData: keepPreviousData }).data?.rules ?? [];
  return maySubmit && rules.some((rule) => !rule.cleared);
}
