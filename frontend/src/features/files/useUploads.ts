import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";

import { keepFile, sendFile, type Home, type KeptFile } from "./queries";
import { Uploads, type Sent } from "./uploads";

/** The files on their way to a quote or a customer, for as long as the screen shows them. */
export function useUploads(home: Home, onArrived?: (file: KeptFile) => void): { uploads: Uploads; sent: readonly Sent[] } {
  const client = useQueryClient();
  const [uploads] = useState(
    () =>
      new Uploads(
        (file, options) => sendFile(home, file, options),
        (file) => {
          onArrived?.(file);
          void keepFile(client, home, file);
        },
      ),
  );
  const sent = useSyncExternalStore(uploads.subscribe, uploads.current);
  const busy = sent.some((one) => one.state !== "failed");
  useEffect(() => () => uploads.stop(), [uploads]);
  useEffect(() => {
    if (!busy) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    globalThis.addEventListener("beforeunload", ask);
    return () => globalThis.removeEventListener("beforeunload", ask);
  }, [busy]);
  return { uploads, sent };
}
