import { useQueryClient } from "@tanstack/react-query";

import { useForm } from "@/lib/form";
import { Button } from "@/ui/Button";
import { Field, Textarea } from "@/ui/Field";
import { Modal } from "@/ui/Modal";
import { Notice } from "@/ui/Notice";
import { toast } from "@/ui/toast";

import { followedUp, logCall, remind } from "./queries";

export type Deed = "remind" | "call";

interface WordsModalProps {
  readonly deed: Deed;
  readonly quote: { readonly id: string; readonly number: string };
  readonly onClose: () => void;
}

const WORDS = {
  remind: {
    title: "Remind the customer of",
    description: "The mail leaves at once, with the link to the quote below your words.",
    label: "Your words",
    hint: "Left empty, it says what the shop’s reminders say.",
    field: "message",
    verb: "Send the reminder",
    done: "The reminder is on its way.",
    act: remind,
  },
  call: {
    title: "A call about",
    description: "It stands in the quote’s activity, and the quote is silent no more.",
    label: "What was said",
    hint: "Left empty, it says only that you called.",
    field: "body",
    verb: "Keep the call",
    done: "The call is kept.",
    act: logCall,
  },
} as const;

/** A reminder by hand, or a call that was made. */
export function WordsModal({ deed, quote, onClose }: WordsModalProps) {
  const client = useQueryClient();
  const words = WORDS[deed];
  const form = useForm<{ text: string }>({
    initial: { text: "" },
    send: async ({ text }) => {
      await words.act(quote.id, text.trim());
      toast(words.done);
      await followedUp(client, quote.id);
      onClose();
    },
  });
  return (
    <Modal
      open
      size="small"
      title={`${words.title} ${quote.number}`}
      description={words.description}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form="follow-up-words" busy={form.submitting}>{words.verb}</Button>
        </>
      }
    >
      <form id="follow-up-words" noValidate onSubmit={form.submit} className="flex flex-col gap-4">
        {form.problem && <Notice tone="bad">{form.problem.message}</Notice>}
        <Field label={words.label} hint={words.hint}>
          <Textarea {...form.text("text")} autoFocus rows={4} maxLength={2_000} />
        </Field>
      </form>
    </Modal>
  );
}
