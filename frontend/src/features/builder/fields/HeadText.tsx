import { Field, Input, Textarea } from "@/ui/Field";

import { useHead, useSession } from "../context";
import { setHead } from "../model/edits";
import { useTyping } from "./useTyping";

interface HeadTextProps {
  readonly name: "title" | "po_number" | "customer_note" | "internal_note";
  readonly label: string;
  readonly required?: boolean;
  /** Several lines of text. */
  readonly long?: boolean;
  readonly hint?: string;
  readonly className?: string;
}

/** A text of the quote itself. */
export function HeadText({ name, label, required = false, long = false, hint, className }: HeadTextProps) {
  const session = useSession();
  const shown = useHead(name);
  const typing = useTyping({
    shown,
    field: `quote/${name}`,
    take: (text) => {
      if (required && text.trim() === "") return "The quote needs a name.";
      session.edit(label.toLowerCase(), setHead({ [name]: text }), `quote.${name}`);
      return null;
    },
  });
  const control = { value: typing.value, onChange: typing.onChange, onBlur: typing.onBlur };
  return (
    <Field label={label} error={typing.problem ?? undefined} hint={hint} {...(className ? { className } : {})}>
      {long ? <Textarea rows={3} maxLength={10_000} {...control} /> : <Input maxLength={200} {...control} />}
    </Field>
  );
}
