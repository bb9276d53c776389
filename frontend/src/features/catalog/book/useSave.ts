import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "@/api/errors";
import { toast } from "@/ui/toast";
import { refresh, saveCells, type Sheet } from "./queries";
import type { Edits } from "./useEdits";

interface Save {
  busy: boolean;
  problem: ApiError | null;
  save: (effectiveOn: string | null) => Promise<void>;
  /** Takes the version of whoever was faster; what is typed stays. */
  reload: () => Promise<void>;
}

/** Saves all typed cells in one request, or none: those that are wrong are marked. */
export function useSave(sheet: Sheet | undefined, edits: Edits): Save {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiError | null>(null);
  const save = async (effectiveOn: string | null) => {
    if (!sheet) return;
    const sent = edits.cells;
    setBusy(true);
    setProblem(null);
    try {
      await saveCells(sheet.kind, sheet.version, sent, effectiveOn);
      await refresh(client);
      edits.clear();
      toast("The changes are staged. They hold when they are published.");
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      edits.refuse(error, sent);
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return {
    busy,
    problem,
    save,
    reload: async () => {
      setProblem(null);
      await refresh(client);
    },
  };
}
