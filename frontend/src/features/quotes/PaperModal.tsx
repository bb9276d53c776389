import { Download } from "lucide-react";

import { Modal } from "@/ui/Modal";

import { PageImages } from "./PageImages";
import { documentUrl, type Quote } from "./queries";

/** The paper itself: of a sent revision, the very bytes that were sent. */
export function PaperModal({ quote, onClose }: { readonly quote: Quote; readonly onClose: () => void }) {
  return (
    <Modal
      open
      size="large"
      title={`${quote.number} as a PDF`}
      description={quote.document ? `As sent. SHA-256 ${quote.document.sha256.slice(0, 16)}…` : "As it stands now."}
      onClose={onClose}
      footer={<DownloadPaper quote={quote} />}
    >
      <PageImages id={quote.id} version={quote.version} name={quote.number} revision={oldNumber(quote)} />
    </Modal>
  );
}

export function DownloadPaper({ quote }: { readonly quote: Pick<Quote, "id" | "number" | "revision" | "superseded"> }) {
  return (
    <a
      href={documentUrl(quote.id, oldNumber(quote))}
      download={`${quote.number}.pdf`}
      className="inline-flex h-11 items-center justify-center gap-2 rounded-md border border-line bg-raised px-3 text-sm font-medium shadow-card hover:bg-sunken md:h-8"
    >
      <Download className="size-4" aria-hidden="true" />
      Download PDF
    </a>
  );
}

/** The current revision's paper is the quote's own. */
function oldNumber({ revision, superseded }: Pick<Quote, "revision" | "superseded">): number | null {
  return superseded ? revision : null;
}
