import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { ApiError } from "@/api/errors";

import { importQuery, type Import } from "./queries";

/** Takes one step of an import at a time and shows how it stands then; what refuses stays as a sentence. */
export function useStep(id: string) {
  const client = useQueryClient();
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<ApiError | null>(null);
  const take = async (name: string, step: () => Promise<Import>) => {
    setBusy(name);
    setProblem(null);
    try {
      client.setQueryData(importQuery(id).queryKey, await step());
      await client.invalidateQueries({ queryKey: ["imports", "list"] });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setProblem(error);
      if (error.status === 412) await client.invalidateQueries({ queryKey: importQuery(id).queryKey });
    } finally {
      setBusy(null);
    }
  };
  return { busy, problem, take };
}
