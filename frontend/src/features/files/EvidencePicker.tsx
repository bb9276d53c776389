import { Button } from "@/ui/Button";

import { Picker } from "./Picker";
import { SentRows } from "./SentRows";
import { formatBytes } from "./sizes";
import type { Evidence } from "./useEvidence";

/** A purchase order or a mail that proves a yes. */
export function EvidencePicker({ evidence: { files, uploads, sent, remove } }: { readonly evidence: Evidence }) {
  return (
    <div role="group" aria-label="Evidence as files" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Picker label="Attach a PO or a mail" onPick={(picked) => uploads.add(picked, null)} />
        <span className="text-xs text-soft">It stays with the acceptance for good.</span>
      </div>
      {sent.length > 0 && <div className="-mx-4"><SentRows uploads={uploads} sent={sent} /></div>}
      {files.length > 0 && (
        <ul aria-label="Attached" className="flex flex-col gap-1 text-sm">
          {files.map((file) => (
            <li key={file.id} className="flex items-center gap-2">
              <span className="min-w-0 flex-1 wrap-anywhere">{file.name} <span className="text-xs text-faint tabular-nums">{formatBytes(file.size_bytes)}</span></span>
              <Button kind="quiet" aria-label={`Remove ${file.name}`} onClick={() => void remove(file)}>Remove</Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
