import { useQuery } from "@tanstack/react-query";
import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from "react";

import { ROLE_NAMES } from "@/features/auth/queries";
import { Textarea } from "@/ui/Field";

import { matching, named, namingAt, type Naming } from "./mentions";
import { colleaguesQuery, type Colleague } from "./queries";

interface MentionFieldProps {
  readonly quoteId: string;
  readonly body: string;
  readonly autoFocus?: boolean;
  readonly placeholder?: string;
  readonly onBody: (body: string) => void;
  readonly onChosen: (id: string) => void;
  readonly onSend: () => void;
}

/** A text in which an @ offers the names of who may see the quote; arrows and Enter choose one. */
export function MentionField({ quoteId, body, autoFocus = false, placeholder, onBody, onChosen, onSend }: MentionFieldProps) {
  const [near, setNear] = useState(autoFocus);
  const [naming, setNaming] = useState<Naming | null>(null);
  const [active, setActive] = useState(0);
  const field = useRef<HTMLTextAreaElement>(null);
  const caret = useRef<number | null>(null);
  const list = useId();
  const people = useQuery({ ...colleaguesQuery(quoteId), enabled: near }).data ?? [];
  const offered = naming === null ? [] : matching(people, naming.text);
  const option = (place: number) => `${list}-${place}`;

  useLayoutEffect(() => {
    if (caret.current === null) return;
    field.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });

  const look = (text: string, at: number) => {
    setNaming(namingAt(text, at));
    setActive(0);
  };
  const choose = (person: Colleague) => {
    if (naming === null) return;
    const put = named(body, naming, person.name);
    caret.current = put.caret;
    onBody(put.body);
    onChosen(person.id);
    setNaming(null);
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSend();
      return;
    }
    const person = offered[active];
    if (person === undefined) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") setActive((active + (event.key === "ArrowDown" ? 1 : offered.length - 1)) % offered.length);
    else if (event.key === "Enter" || event.key === "Tab") choose(person);
    else if (event.key === "Escape") setNaming(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="relative">
      <Textarea
        ref={field}
        value={body}
        rows={2}
        autoFocus={autoFocus}
        placeholder={placeholder}
        maxLength={10_000}
        aria-autocomplete="list"
        aria-controls={offered.length > 0 ? list : undefined}
        aria-activedescendant={offered.length > 0 ? option(active) : undefined}
        onFocus={() => setNear(true)}
        onBlur={() => setNaming(null)}
        onKeyDown={onKeyDown}
        onClick={({ currentTarget }) => look(currentTarget.value, currentTarget.selectionStart)}
        onChange={({ target }) => {
          onBody(target.value);
          look(target.value, target.selectionStart);
        }}
        className="field-sizing-content max-h-80 min-h-14"
      />
      {offered.length > 0 && (
        <div id={list} role="listbox" aria-label="Colleagues" className="absolute top-full left-0 z-20 mt-1 w-full max-w-80 rounded-lg bg-raised p-1 shadow-pop">
          {offered.map((person, place) => (
            <div
              key={person.id}
              id={option(place)}
              role="option"
              tabIndex={-1}
              aria-selected={place === active}
              // The field keeps the focus: a press that took it away would close the list before it is a click.
              onPointerDown={(event) => event.preventDefault()}
              onPointerEnter={() => setActive(place)}
              onClick={() => choose(person)}
              onKeyDown={onKeyDown}
              className="flex min-h-11 cursor-default items-center justify-between gap-3 rounded-sm px-2.5 py-1 text-sm aria-selected:bg-accent-soft aria-selected:text-accent-ink md:min-h-8"
            >
              <span className="min-w-0 truncate">{person.name}</span>
              <span className="text-xs text-faint">{ROLE_NAMES[person.role]}</span>
            </div>
          ))}
        </div>
      )}
      <p role="status" className="sr-only">{naming !== null && (offered.length === 0 ? "" : `${offered.length} to choose from: arrows and Enter`)}</p>
    </div>
  );
}
