import { useState } from "react";

import { Button } from "@/ui/Button";
import { Checkbox } from "@/ui/Checkbox";
import { DatePicker, Field, Input } from "@/ui/Field";
import { Notice } from "@/ui/Notice";
import { Select } from "@/ui/Select";

import { MailSheet } from "./MailSheet";
import { MailWords } from "./MailWords";
import { Recipients } from "./Recipients";
import type { Writing } from "./useLetter";

/** Who gets the mail, what it says, what goes with it, and when. */
export function LetterFields({ writing }: { readonly writing: Writing }) {
  const { letter, change, sending, kind, templates, problem } = writing;
  const [copies, setCopies] = useState(false);
  const people = sending?.people ?? [];
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div className="flex flex-col gap-2">
        <Recipients label="To" value={letter.to} people={people} onChange={(to) => change({ to })} />
        {copies || letter.cc.length > 0
          ? <Recipients label="Copy to" value={letter.cc} people={people} onChange={(cc) => change({ cc })} />
          : <div><Button kind="quiet" onClick={() => setCopies(true)}>Add a copy</Button></div>}
      </div>
      {templates.length > 1 && (
        <Field label="Template">
          <Select value={letter.template} options={templates.map((one) => ({ value: one.code, label: one.name }))} onChange={({ target }) => change({ template: target.value })} />
        </Field>
      )}
      {problem !== undefined && <Notice tone="bad">{problem}</Notice>}
      <MailWords fields={kind?.fields ?? []} subject={letter.subject} body={letter.body} onChange={change} />
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        <Checkbox label="Attach the PDF" checked={letter.pdf} disabled={!letter.link} onChange={({ target }) => change({ pdf: target.checked })} />
        <Checkbox label="Link to answer it" hint="Private, and good as long as the quote is" checked={letter.link} disabled={!letter.pdf} onChange={({ target }) => change({ link: target.checked })} />
      </div>
      <div className="flex flex-col gap-2">
        <Checkbox label="Send it later" checked={letter.later} onChange={({ target }) => change({ later: target.checked })} />
        {letter.later && (
          <div className="flex flex-wrap items-start gap-3">
            <Field label="Day"><DatePicker value={letter.day} min={sending?.today} onChange={({ target }) => change({ day: target.value })} /></Field>
            <Field label="Time" hint={`By the shop’s clock${sending ? `, ${sending.time_zone}` : ""}. Everything is checked again then.`}>
              <Input type="time" value={letter.time} className="w-32 tabular-nums" onChange={({ target }) => change({ time: target.value })} />
            </Field>
          </div>
        )}
      </div>
    </div>
  );
}

/** The same mail as its reader sees it. */
export function LetterPreview({ writing }: { readonly writing: Writing }) {
  return <MailSheet mail={writing.preview} />;
}
