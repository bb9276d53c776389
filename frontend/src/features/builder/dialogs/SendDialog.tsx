import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, Send, Stamp, TriangleAlert } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";

import { ApiError } from "@/api/errors";
import { checksQuery, submitQuote } from "@/features/approvals/queries";
import { RuleList } from "@/features/approvals/RuleList";
import { quoteQuery, sendQuote, type Quote } from "@/features/quotes/queries";
import { LetterFields, LetterPreview } from "@/features/sending/LetterFields";
import { scheduleQuote, sendingQuery } from "@/features/sending/queries";
import { addressesOf, useLetter } from "@/features/sending/useLetter";
import { useHotkeys } from "@/lib/hotkeys";
import { Button } from "@/ui/Button";
import { Field, Textarea } from "@/ui/Field";
import { Kbd } from "@/ui/Kbd";
import { Modal } from "@/ui/Modal";
import { Notice } from "@/ui/Notice";
import { toast } from "@/ui/toast";

import { useBuilder, useSession } from "../context";
import { checksOf, type Check } from "./checks";

interface SendDialogProps {
  readonly recipients: readonly string[];
  readonly onClose: () => void;
  readonly onSent: (quote: Quote) => void;
  readonly onScheduled: (day: string, time: string) => void;
  readonly onFix: (check: Check) => void;
}

const ICONS = { good: CircleCheck, warn: TriangleAlert, bad: CircleAlert };
const TONES = { good: "text-good", warn: "text-warn", bad: "text-bad" };

/** The last look: everything in the way is listed at once, and nothing unsaved can leave. */
export function SendDialog({ recipients, onClose, onSent, onScheduled, onFix }: SendDialogProps) {
  const session = useSession();
  const client = useQueryClient();
  const state = useBuilder((one) => one);
  const { quote } = state;
  const writing = useLetter(quote.id, quote.version, recipients);
  const { letter } = writing;
  const [comment, setComment] = useState("");
  const key = useRef(crypto.randomUUID());
  const addresses = addressesOf(letter);
  const checks = checksOf(state, letter.to);

  useEffect(() => void session.saver.flush(), [session]);

  const send = useMutation({
    mutationFn: async ({ atOldRates }: { readonly atOldRates: boolean }) => {
      if (!(await session.saver.flush())) throw new Unsaved();
      const { quote: saved, draft } = session.store.getState();
      const contact = draft.head.contact_id;
      // Whoever is quicker than the answer still writes to whom this customer's last quote went.
      const usual = writing.sending ?? (await client.ensureQueryData(sendingQuery(saved.id, saved.version)));
      const words = writing.toSend();
      const sending = { ...words, accept_stale_rates: atOldRates, ...(writing.sending ? {} : { to: usual.to, cc: usual.cc }), ...(contact ? { contact_id: contact } : {}) };
      if (!letter.later) return sendQuote(saved.id, saved.version, sending, key.current);
      await scheduleQuote(saved, { day: letter.day, time: letter.time, sending });
      await client.invalidateQueries({ queryKey: ["quotes", "sending", saved.id] });
      return null;
    },
    onSuccess: (sent) => (sent === null ? onScheduled(letter.day, letter.time) : onSent(sent)),
    onError: (error) => {
      // An answer was given, so the next try is another one; without an answer it must be the same.
      if (error instanceof ApiError && error.status > 0) key.current = crypto.randomUUID();
    },
  });
  // Asked again for each version that was saved: what fires depends on every line.
  const rules = useQuery(checksQuery(quote.id, quote.version)).data?.rules ?? [];
  const asks = rules.some((rule) => !rule.cleared) && quote.allowed_actions.includes("submit");
  const ask = useAsking(comment);
  // A colleague is asked without a recipient: nothing leaves the shop yet.
  const inTheWay = checks.filter((check) => check.state === "bad" && !(asks && check.fix === "recipients"));
  const blocked = inTheWay.length > 0 || (!asks && (addresses === null || writing.problem !== undefined));
  const go = () => {
    if (blocked || send.isPending || ask.isPending) return;
    if (asks) ask.mutate();
    else send.mutate({ atOldRates: false });
  };
  useHotkeys([{ keys: "$mod+Enter", label: "Send", group: "Quote", whileTyping: true, run: go }]);
  const mend = (check: Check) => {
    if (check.fix === "save") void session.saver.flush();
    else if (check.fix === "recipients") document.querySelector<HTMLInputElement>("[data-modal-body] input")?.focus();
    else onFix(check);
  };

  const name = quote.customer?.name ?? quote.prospect_name ?? "the customer";
  const verb = letter.later ? "Schedule" : "Send";
  return (
    <Modal
      open
      size="large"
      title={`Send ${quote.number} to ${name}`}
      description="The revision is frozen as it stands, its PDF is kept, and the mail goes out with it."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" icon={asks ? <Stamp aria-hidden="true" /> : <Send aria-hidden="true" />} busy={send.isPending || ask.isPending} disabled={blocked} onClick={go}>
            {asks ? "Request approval" : verb}
            <span className="max-md:hidden"><Kbd keys="$mod+Enter" /></span>
          </Button>
        </>
      }
    >
      <div className="grid gap-5 md:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          {(send.error ?? ask.error) && <Refusal error={send.error ?? ask.error} />}
          {send.error instanceof ApiError && send.error.code === "quote_rates_changed" && (
            <div><Button onClick={() => send.mutate({ atOldRates: true })}>Send it at the prices it has</Button></div>
          )}
          {asks ? (
            <Field label="What your colleague should know" hint="Stands beside the question in their inbox">
              <Textarea rows={4} maxLength={10_000} value={comment} onChange={({ target }) => setComment(target.value)} />
            </Field>
          ) : <LetterFields writing={writing} />}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <section aria-label="Checks">
            <h3 className="mb-1.5 text-xs font-medium text-soft">Checks</h3>
            <ul className="flex flex-col gap-1">
              {checks.map((check) => (
                <CheckRow key={check.id} check={check} onFix={mend} />
              ))}
            </ul>
          </section>
          {rules.length > 0 && (
            <section aria-label="Approval">
              <h3 className="mb-1.5 text-xs font-medium text-soft">{asks ? "Needs a colleague’s approval" : "Rules"}</h3>
              <RuleList rules={rules} />
            </section>
          )}
          {!asks && <LetterPreview writing={writing} />}
        </div>
      </div>
    </Modal>
  );
}

class Unsaved extends Error {}

/** Asks a colleague about the quote as it is saved; from then on it is only read. */
function useAsking(comment: string) {
  const session = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async () => {
      if (!(await session.saver.flush())) throw new Unsaved();
      const { quote } = session.store.getState();
      return submitQuote(quote, comment);
    },
    onSuccess: (quote) => {
      client.setQueryData(quoteQuery(quote.id).queryKey, quote);
      void client.invalidateQueries({ queryKey: ["approvals"] });
      toast(`${quote.number} waits for a colleague’s word.`);
      void navigate(`/quotes/${quote.id}`, { replace: true });
    },
  });
}

function CheckRow({ check, onFix }: { readonly check: Check; readonly onFix: (check: Check) => void }) {
  const Icon = ICONS[check.state];
  const mendable = check.lineId !== undefined || check.fix !== undefined;
  return (
    <li className="flex items-start gap-2 text-sm">
      <Icon className={`mt-0.5 size-4 shrink-0 ${TONES[check.state]}`} aria-hidden="true" />
      <span className="min-w-0 flex-1 text-pretty">
        <span className="sr-only">{{ good: "In order: ", warn: "Mind: ", bad: "In the way: " }[check.state]}</span>
        {check.words}
      </span>
      {check.state !== "good" && mendable && (
        <button type="button" className="min-h-6 rounded-xs px-1 font-medium text-accent-ink underline underline-offset-2" onClick={() => onFix(check)}>
          Fix
        </button>
      )}
    </li>
  );
}

function Refusal({ error }: { readonly error: Error | null }) {
  if (error instanceof Unsaved) return <Notice tone="bad">Not sent: the last changes are not saved yet. Mend that first.</Notice>;
  if (!(error instanceof ApiError)) return <Notice tone="bad">Not sent. Something unexpected happened in this page.</Notice>;
  const more = sentencesIn(error.details).filter((sentence) => !error.message.includes(sentence));
  return (
    <Notice tone="bad">
      <p>{error.message}</p>
      {more.length > 0 && <ul className="list-disc pl-4">{more.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>}
    </Notice>
  );
}

/** Whatever list of reasons the refusal carries: sentences, fields, rules that fired. */
function sentencesIn(details: Record<string, unknown>): string[] {
  return Object.values(details).flatMap((list) => (Array.isArray(list) ? list.flatMap(sentenceOf) : []));
}

function sentenceOf(reason: unknown): string[] {
  if (typeof reason === "string") return [reason];
  if (typeof reason === "object" && reason !== null && "message" in reason && typeof reason.message === "string") return [reason.message];
  return [];
}
