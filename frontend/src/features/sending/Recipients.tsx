import { X } from "lucide-react";
import { useId, useState } from "react";

import { cn } from "@/lib/cn";
import { Field, Input } from "@/ui/Field";

import { isAddress, splitAddresses } from "./addresses";
import type { Sending } from "./queries";

interface RecipientsProps {
  readonly label: string;
  readonly value: readonly string[];
  readonly people: Sending["people"];
  readonly onChange: (addresses: string[]) => void;
}

/** Addresses as chips: typed, pasted or chosen among the customer's people; Backspace takes the last one away. */
export function Recipients({ label, value, people, onChange }: RecipientsProps) {
  const listId = useId();
  const [text, setText] = useState("");
  const wrong = value.filter((one) => !isAddress(one));
  const add = (typed: string) => {
    const added = splitAddresses(typed);
    if (added.length > 0) onChange([...new Set([...value, ...added])]);
    setText("");
  };
  return (
    <div className="flex flex-col gap-1.5">
      <Field label={label} error={wrong.length > 0 ? `${wrong.join(", ")} is not an e-mail address.` : undefined}>
        <Input
          value={text}
          list={listId}
          inputMode="email"
          placeholder={value.length === 0 ? "name@example.com" : "Add another…"}
          onChange={({ target }) => {
            // A choice from the list arrives whole, and so does what is pasted with its commas.
            if (people.some(({ email }) => email === target.value) || /[,;]/.test(target.value)) add(target.value);
            else setText(target.value);
          }}
          onBlur={() => add(text)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && text !== "") {
              // What was typed becomes a chip first: nothing is sent to less than what is seen.
              event.preventDefault();
              event.stopPropagation();
              add(text);
            }
            if (event.key === "Backspace" && text === "") onChange(value.slice(0, -1));
          }}
        />
      </Field>
      <datalist id={listId}>
        {people.filter(({ email }) => !value.includes(email)).map(({ name, email }) => <option key={email} value={email}>{name || email}</option>)}
      </datalist>
      {value.length > 0 && (
        <ul aria-label={`${label}: chosen`} className="flex flex-wrap gap-1.5">
          {value.map((email) => (
            <li key={email} className={cn("flex max-w-full items-center rounded-md bg-sunken pl-2 text-sm", !isAddress(email) && "bg-bad-soft text-bad")}>
              <span className="truncate" title={people.find((one) => one.email === email)?.name}>{email}</span>
              <button type="button" aria-label={`Remove ${email}`} className="flex size-7 shrink-0 items-center justify-center rounded-md" onClick={() => onChange(value.filter((one) => one !== email))}>
                <X className="size-3.5" aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
