import { useEffect, useState } from "react";

import { PageImages } from "@/features/quotes/PageImages";
import { DownloadPaper } from "@/features/quotes/PaperModal";
import { LoadingSpinner } from "@/ui/LoadingSpinner";
import { Modal } from "@/ui/Modal";
import { Notice } from "@/ui/Notice";

import { useBuilder, useSession } from "../context";

/** The paper as the customer will get it, once the last edit is saved. */
export function PreviewDialog({ onClose }: { readonly onClose: () => void }) {
  const session = useSession();
  const quote = useBuilder((state) => state.quote);
  const [saved, setSaved] = useState<boolean | null>(null);
  useEffect(() => {
    const save = async () => setSaved(await session.saver.flush());
    void save();
  }, [session]);
  return (
    <Modal
      open
      size="large"
      title={`${quote.number} as a PDF`}
      description="A draft carries a watermark; the sent revision does not."
      onClose={onClose}
      footer={<DownloadPaper quote={quote} />}
    >
      {saved === null && <LoadingSpinner label="Saving first" />}
      {saved === false && <Notice tone="warn" className="mb-3">The last changes are not saved yet: this shows what the server has.</Notice>}
      {saved !== null && <PageImages id={quote.id} version={quote.version} name={quote.number} />}
    </Modal>
  );
}
