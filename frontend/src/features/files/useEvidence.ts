import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { ApiError } from "@/api/errors";
import { toast } from "@/ui/toast";

import { deleteFile, filesQuery, keepFile, type Home, type KeptFile } from "./queries";
import type { Sent, Uploads } from "./uploads";
import { useUploads } from "./useUploads";

export interface Evidence {
  readonly files: readonly KeptFile[];
  readonly uploads: Uploads;
  readonly sent: readonly Sent[];
  /** True while a file has not arrived. */
  readonly busy: boolean;
  readonly remove: (file: KeptFile) => Promise<void>;
  /** What was added proves something now, and stays. */
  readonly settle: () => Promise<void>;
}

/** The files that are added while a yes is written down; what is taken out again leaves the quote, too. */
export function useEvidence(home: Home): Evidence {
  const client = useQueryClient();
  const [files, setFiles] = useState<readonly KeptFile[]>([]);
  const { uploads, sent } = useUploads(home, (file) => setFiles((had) => [...had, file]));
  const remove = async (file: KeptFile) => {
    try {
      await keepFile(client, home, await deleteFile(file), true);
      setFiles((had) => had.filter((one) => one.id !== file.id));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      toast(error.message, { tone: "bad" });
    }
  };
  const settle = () => client.invalidateQueries({ queryKey: filesQuery(home).queryKey });
  return { files, uploads, sent, busy: sent.some((one) => one.state !== "failed"), remove, settle };
}
