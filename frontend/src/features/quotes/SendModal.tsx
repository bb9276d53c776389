import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useRef } from "react";
import { useNavigate } from "react-router";

import { ApiError } from "@/api/errors";
import { checksQuery } from "@/features/approvals/queries";
import { RuleList } from "@/features/approvals/RuleList";
import { LetterFields, LetterPreview } from "@/features/sending/LetterFields";
import { scheduleQuote } from "@/features/sending/queries";
import { offerUndo } from "@/features/sending/undo";
import { addressesOf, useLetter } from "@/features/sending/useLetter";
import { formatDay } from "@/lib/dates";
import { useHotkeys } from "@/lib/hotkeys";
import { Button } from "@/ui/Button";
import { Kbd } from "@/ui/Kbd";
import { Modal } from "@/ui/Modal";
import { Notice } from "@/ui/Notice";
import { toast } from "@/ui/toast";

import { sendQuote, type Quote } from "./queries";

interface SendModalProps {
  readonly quote: Quote;
  readonly onDone: (quote: Quote) => Promise<void>;
  readonly onClose: () => void;
}

/** Sends a quote that a colleague has looked at: nothing of it is open to change any more. */
export function SendModal({ quote, onDone, onClose }: SendModalProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const told = useQuery(checksQuery(quote.id, quote.version)).data;
  const key = useRef(crypto.randomUUID());
  const writing = useLetter(quote.id, quote.version, quote.contact?.email ? [quote.contact.email] : []);
  const { letter } = writing;
  const send = useMutation({
    mutationFn: async () => {
      if (!letter.later) return sendQuote(quote.id, quote.version, writing.toSend(), key.current);
      await scheduleQuote(quote, { day: letter.day, time: letter.time, sending: writing.toSend() });
      await client.invalidateQueries({ queryKey: ["quotes", "sending", quote.id] });
      return null;
    },
    onSuccess: async (sent) => {
      if (sent === null) {
        toast(`It goes out on ${formatDay(letter.day)} at ${letter.time}, by the shop’s clock.`);
        onClose();
        return;
      }
      await onDone(sent);
      offerUndo(client, sent, navigate);
    },
    onError: (error) => {
      if (error instanceof ApiError && error.status > 0) key.current = crypto.randomUUID();
    },
  });
  const addresses = addressesOf(letter);
  const open = told?.rules.filter((rule) => !rule.cleared) ?? [];
  const blocked = open.length > 0 || addresses === null || letter.to.length === 0 || writing.problem !== undefined;
  const go = () => {
    if (!blocked && !send.isPending) send.mutate();
  };
  useHotkeys([{ keys: "$mod+Enter", label: "Send", group: "Quote", whileTyping: true, run: go }]);
  return (
    <Modal
      open
      size="large"
      title={`Send ${quote.number} to ${quote.customer?.name ?? quote.prospect_name ?? "the customer"}`}
      description="The revision is frozen as it stands, its PDF is kept, and the mail goes out with it."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" icon={<Send aria-hidden="true" />} busy={send.isPending} disabled={blocked} onClick={go}>
            {letter.later ? "Schedule" : "Send"}
            <span className="max-md:hidden"><Kbd keys="$mod+Enter" /></span>
          </Button>
        </>
      }
    >
      <div className="grid gap-5 md:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          {send.error && <Notice tone="bad">{send.error instanceof ApiError ? send.error.message : "Not sent. Something unexpected happened in this page."}</Notice>}
          {told?.problems.filter((problem) => letter.to.length === 0 || !problem.startsWith("Choose a contact")).map((problem) => <Notice key={problem} tone="warn">{problem}</Notice>)}
          <LetterFields writing={writing} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          {told && told.rules.length > 0 && <RuleList rules={told.rules} />}
          <LetterPreview writing={writing} />
        </div>
      </div>
    </Modal>
  );
}
