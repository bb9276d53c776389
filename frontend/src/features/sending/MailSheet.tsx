import { useState } from "react";

import { cn } from "@/lib/cn";

import type { MailPreview } from "./queries";

const FORMS = [
  { id: "desktop", label: "Desktop", width: "max-w-[37.5rem]" },
  { id: "phone", label: "Phone", width: "max-w-[20rem]" },
  { id: "text", label: "Plain text", width: "max-w-[37.5rem]" },
] as const;

interface MailSheetProps {
  readonly mail: MailPreview | undefined;
}

/** A mail as it is read: on a screen, on a phone, or where only its text is shown. */
export function MailSheet({ mail }: MailSheetProps) {
  const [form, setForm] = useState<(typeof FORMS)[number]>(FORMS[0]);
  return (
    <section aria-label="Preview of the mail" className="flex min-w-0 flex-col gap-2">
      <div role="group" aria-label="Shown as" className="flex gap-1">
        {FORMS.map((one) => (
          <button
            key={one.id}
            type="button"
            aria-pressed={one.id === form.id}
            className={cn("h-8 rounded-md px-2.5 text-sm text-soft hover:bg-sunken", one.id === form.id && "bg-sunken font-medium text-ink forced-colors:border")}
            onClick={() => setForm(one)}
          >
            {one.label}
          </button>
        ))}
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must take the keyboard */}
      <div tabIndex={0} role="region" aria-label="The mail" aria-busy={mail === undefined} className="max-h-[26rem] min-h-40 overflow-y-auto rounded-md border border-line bg-canvas p-3">
        {mail && (
          <div className={cn("mx-auto flex flex-col gap-3 rounded-md bg-surface p-4 wrap-anywhere shadow-card", form.width)}>
            <p className="border-b border-line pb-2 text-sm font-semibold">{mail.subject}</p>
            {form.id === "text" ? <pre className="text-xs whitespace-pre-wrap">{mail.text}</pre> : mail.paragraphs.map((paragraph, place) => <Paragraph key={place} lines={paragraph} />)}
          </div>
        )}
      </div>
    </section>
  );
}

function Paragraph({ lines }: { readonly lines: MailPreview["paragraphs"][number] }) {
  return (
    <p className="text-sm leading-6">
      {lines.map((line, place) => (
        <span key={place} className="block">
          {line.map((piece, at) =>
            piece.href === null ? piece.text : <span key={at} className={piece.button ? "my-1 inline-block rounded-md bg-accent px-3 py-1.5 font-medium text-white" : "text-accent-ink underline"}>{piece.text}</span>,
          )}
        </span>
      ))}
    </p>
  );
}
