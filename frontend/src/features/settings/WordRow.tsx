import { Plus, X } from "lucide-react";
import { useState } from "react";

import { Badge } from "@/ui/Badge";
import { IconButton } from "@/ui/Button";
import { Field, Input } from "@/ui/Field";

import { alsoNamed, problemWith, type Named } from "./words";

interface WordRowProps {
  readonly named: Named;
  readonly all: readonly Named[];
  readonly busy: boolean;
  readonly onChange: (words: readonly string[]) => void;
}

/** What something is called, with its words: each taken out by a click, a new one added by Enter. */
export function WordRow({ named, all, busy, onChange }: WordRowProps) {
  const [typed, setTyped] = useState("");
  const problem = typed === "" ? null : problemWith(typed, named);
  const other = typed.trim() === "" ? undefined : alsoNamed(typed, named, all);
  const add = () => {
    if (problemWith(typed, named) !== null) return;
    onChange([...named.words, typed.trim()]);
    setTyped("");
  };
  return (
    <li className="grid gap-2 px-4 py-3 md:grid-cols-[14rem_minmax(0,1fr)_13rem]">
      <span className="min-w-0">
        <span className="text-sm font-medium wrap-anywhere">{named.name}</span> <span className="text-xs text-faint">{named.code}</span>
        {named.staged && <Badge tone="violet">Staged</Badge>}
      </span>
      <ul aria-label={`Words of ${named.name}`} className="flex min-w-0 flex-wrap items-center gap-1">
        {named.words.map((word) => (
          <li key={word} className="inline-flex min-h-6 items-center rounded-full bg-sunken pl-2.5 text-xs">
            {word}
            <button
              type="button"
              aria-label={`Take out ${word} of ${named.name}`}
              disabled={busy}
              className="ml-0.5 flex size-6 items-center justify-center rounded-full text-faint hover:text-bad disabled:opacity-55"
              onClick={() => onChange(named.words.filter((one) => one !== word))}
            >
              <X className="size-3.5" aria-hidden />
            </button>
          </li>
        ))}
        {named.words.length === 0 && <li className="text-xs text-faint">Its name and code only</li>}
      </ul>
      <form
        className="flex items-start gap-1"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Field label={`A word for ${named.name}`} hideLabel error={problem ?? undefined} hint={other && problem === null ? `${other.name} is called that too: quick entry will ask.` : undefined} className="flex-1">
          <Input value={typed} placeholder="Another word" onChange={({ target }) => setTyped(target.value)} />
        </Field>
        <IconButton type="submit" label={`Add the word to ${named.name}`} icon={<Plus aria-hidden />} disabled={busy || typed.trim() === "" || problem !== null} />
      </form>
    </li>
  );
}
