import { useRef } from "react";

import { Field, Input, Textarea } from "@/ui/Field";
import { Menu } from "@/ui/Menu";
import { Button } from "@/ui/Button";
import { Braces } from "lucide-react";

import type { MailKind } from "./queries";

interface MailWordsProps {
  readonly fields: MailKind["fields"];
  readonly subject: string;
  readonly body: string;
  readonly rows?: number;
  readonly onChange: (changed: { subject?: string; body?: string }) => void;
}

/** Subject and text of a mail; fields are put in from the list of what this mail has. */
export function MailWords({ fields, subject, body, rows = 9, onChange }: MailWordsProps) {
  const text = useRef<HTMLTextAreaElement>(null);
  const insert = (name: string) => {
    const at = text.current;
    const [start, end] = [at?.selectionStart ?? body.length, at?.selectionEnd ?? body.length];
    const token = `{{${name}}}`;
    onChange({ body: `${body.slice(0, start)}${token}${body.slice(end)}` });
    requestAnimationFrame(() => {
      at?.focus();
      at?.setSelectionRange(start + token.length, start + token.length);
    });
  };
  return (
    <>
      <Field label="Subject">
        <Input value={subject} maxLength={200} onChange={({ target }) => onChange({ subject: target.value })} />
      </Field>
      <div className="flex flex-col gap-1">
        <Field label="Text" hint="A line with a field that has no value is left out.">
          <Textarea ref={text} rows={rows} maxLength={10_000} value={body} onChange={({ target }) => onChange({ body: target.value })} />
        </Field>
        <div>
          <Menu
            trigger={<Button icon={<Braces aria-hidden="true" />}>Insert a field</Button>}
            items={fields.map((field) => ({ id: field.name, label: `${field.label}  {{${field.name}}}`, onSelect: () => insert(field.name) }))}
          />
        </div>
      </div>
    </>
  );
}
