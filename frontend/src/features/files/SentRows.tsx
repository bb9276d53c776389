import { CircleAlert, RotateCw, X } from "lucide-react";

import { Button, IconButton } from "@/ui/Button";

import { formatBytes } from "./sizes";
import type { Sent, Uploads } from "./uploads";

/** The files on their way: how far each is, and how to stop it. */
export function SentRows({ uploads, sent }: { readonly uploads: Uploads; readonly sent: readonly Sent[] }) {
  if (sent.length === 0) return null;
  return (
    <ul aria-label="On their way" className="divide-y divide-line border-b border-line">
      {sent.map((one) => (
        <li key={one.id} className="flex min-h-14 items-center gap-3 px-4 py-2 text-sm">
          <div className="min-w-0 flex-1">
            <p className="flex flex-wrap items-baseline gap-x-2">
              <span className="font-medium wrap-anywhere">{one.file.name}</span>
              <span className="text-xs text-faint tabular-nums">{says(one)}</span>
            </p>
            {one.state === "failed" ? (
              <p role="alert" className="mt-0.5 flex items-start gap-1.5 text-bad">
                <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
                {one.problem}
              </p>
            ) : (
              <progress aria-label={`Sending ${one.file.name}`} value={one.sent} max={one.file.size} className="mt-1 block h-1.5 w-full accent-accent" />
            )}
          </div>
          {one.state === "failed" && one.file.size > 0 && (
            <Button icon={<RotateCw aria-hidden />} onClick={() => uploads.retry(one.id)}>Retry</Button>
          )}
          <IconButton label={one.state === "failed" ? `Forget ${one.file.name}` : `Cancel ${one.file.name}`} icon={<X aria-hidden />} onClick={() => uploads.cancel(one.id)} />
        </li>
      ))}
    </ul>
  );
}

function says({ file, sent, state }: Sent): string {
  if (state === "failed") return formatBytes(file.size);
  if (state === "waiting") return `${formatBytes(file.size)}, waiting`;
  return sent >= file.size ? "being checked" : `${formatBytes(sent)} of ${formatBytes(file.size)}`;
}
