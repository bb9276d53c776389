import { Timeline } from "@/features/quotes/activity/Timeline";
import { Modal } from "@/ui/Modal";

import { useBuilder } from "../context";

/** What colleagues wrote about the quote, and all else that happened to it, without leaving the builder. */
export function ActivityDialog({ onClose }: { readonly onClose: () => void }) {
  const id = useBuilder((state) => state.quote.id);
  const number = useBuilder((state) => state.quote.number);
  return (
    <Modal open size="large" title={`Notes about ${number}`} description="For colleagues who may see the quote; customers never see them." onClose={onClose}>
      <Timeline id={id} />
    </Modal>
  );
}
