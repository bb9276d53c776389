import { useQuery } from "@tanstack/react-query";
import { Paperclip } from "lucide-react";

import { contentUrl, filesQuery } from "@/features/files/queries";

/** The files that prove an acceptance, each to be opened. */
export function EvidenceFiles({ quoteId }: { readonly quoteId: string }) {
  const files = useQuery(filesQuery({ kind: "quotes", id: quoteId })).data?.items.filter((one) => one.evidence) ?? [];
  if (files.length === 0) return null;
  return (
    <ul aria-label="Evidence" className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
      {files.map((file) => (
        <li key={file.id} className="flex items-center gap-1.5">
          <Paperclip className="size-4 shrink-0" aria-hidden />
          <a href={contentUrl(file)} download={file.name} className="font-medium wrap-anywhere underline underline-offset-2">{file.name}</a>
        </li>
      ))}
    </ul>
  );
}
