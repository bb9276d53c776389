import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";

import { cn } from "@/lib/cn";
import { CONTROL } from "@/ui/Field";
import { Kbd } from "@/ui/Kbd";

import type { ProductDefinition } from "../model/wire";
import { Marked, Understood } from "./Marked";
import { choicesFor, type Choices, type EntryOption } from "./options";
import type { EntryReading } from "./reading";
import { useReading } from "./useReading";

interface EntryLineProps {
  readonly products: readonly ProductDefinition[];
  /** A product that was picked from the list, with all that it usually has. */
  readonly onProduct: (product: ProductDefinition) => void;
  /** A line that was typed out and confirmed; says why where it cannot be added. */
  readonly onLine: (reading: EntryReading) => Promise<string | null>;
  /** Several rows at once. */
  readonly onRows: (text: string) => void;
}

/** Where the line's own words stand, and those of its mirror: the two must never part. */
const LETTERS = "px-2.5 text-base md:text-sm";

/** One line of typing: understood while it is typed, added by Enter. */
export function EntryLine({ products, onProduct, onLine, onRows }: EntryLineProps) {
  const id = useId();
  const mirror = useRef<HTMLDivElement>(null);
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [moved, setMoved] = useState<{ of: Choices | null; to: number }>({ of: null, to: -1 });
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const { reading, problem, settle } = useReading(text, text.trim() !== "");
  const choices = choicesFor(products, text, reading);
  const at = moved.of !== null && sameOptions(moved.of, choices) ? moved.to : choices.first;
  const shown = open && (choices.options.length > 0 || choices.heading !== "");
  const wrong = refused ?? problem;

  const write = (words: string) => {
    setText(words);
    setRefused(null);
    setMoved({ of: null, to: -1 });
    setOpen(true);
  };
  const add = async (found: EntryReading) => {
    setBusy(true);
    const why = await onLine(found);
    setBusy(false);
    setRefused(why);
    if (why === null) {
      setText("");
      setOpen(false);
    }
  };
  const take = (option: EntryOption) => {
    if (option.kind === "text") write(option.text);
    else if (option.kind === "product") {
      setText("");
      setOpen(false);
      onProduct(option.product);
    } else if (reading) void add(reading);
  };
  const enter = async () => {
    const chosen = open ? choices.options[at] : undefined;
    if (chosen) {
      take(chosen);
      return;
    }
    setOpen(true);
    if (reading || text.trim() === "") return;
    // The answer is still on its way: Enter waits for it, and adds only what needs no choice.
    const found = await settle(text);
    if (found?.text === text && found.is_complete && found.line) await add(found);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const count = choices.options.length;
    if (event.key === "Enter") {
      event.preventDefault();
      if (!busy) void enter();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count > 0) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      setMoved({ of: choices, to: open ? (at + step + count) % count : Math.max(at, 0) });
      setOpen(true);
    } else if (event.key === "Escape" && (open || text !== "")) {
      event.stopPropagation();
      if (shown) setOpen(false);
      else write("");
    }
  };

  return (
    <div className="relative basis-full" onBlur={(event) => {
      if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
    }}>
      <label htmlFor={id} className="sr-only">Add a line</label>
      <div className="relative rounded-md bg-surface">
        <div ref={mirror} aria-hidden className={cn("pointer-events-none absolute inset-px flex items-center overflow-hidden whitespace-pre text-transparent forced-colors:hidden", LETTERS)}>
          {reading && <Marked reading={reading} />}
        </div>
        <input
          id={id}
          type="text"
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          aria-autocomplete="list"
          aria-expanded={shown}
          aria-controls={`${id}-list`}
          aria-describedby={`${id}-status`}
          aria-invalid={wrong !== null || undefined}
          aria-busy={busy || undefined}
          {...(shown && at >= 0 ? { "aria-activedescendant": `${id}-${at}` } : {})}
          placeholder="Add a line: 1000/2500 postcard 6x4 14pt 4/4 uv"
          className={cn(CONTROL, LETTERS, "relative bg-transparent")}
          value={text}
          onChange={({ target }) => write(target.value)}
          onFocus={() => setOpen(text !== "")}
          onClick={() => setOpen(true)}
          onKeyDown={onKeyDown}
          onScroll={({ currentTarget }) => mirror.current?.scrollTo({ left: currentTarget.scrollLeft })}
          onPaste={(event) => {
            const pasted = event.clipboardData.getData("text/plain").replaceAll(/\r\n?/g, "\n");
            if (!/[\n\t]/.test(pasted.trim())) return;
            event.preventDefault();
            onRows(pasted);
          }}
        />
        {text === "" && <span className="pointer-events-none absolute inset-y-0 right-2.5 hidden items-center xl:flex"><Kbd keys="/" /></span>}
      </div>
      <p id={`${id}-status`} role="status" className={wrong === null ? "sr-only" : "mt-1 text-xs text-bad"}>
        {wrong ?? (text === "" ? "" : spoken(choices))}
      </p>
      <Choose id={id} choices={choices} shown={shown} at={at} onTake={take}>
        {reading && reading.fields.length > 0 && <Understood reading={reading} className="border-t border-line px-2.5 pt-2 pb-1.5" />}
      </Choose>
    </div>
  );
}

interface ChooseProps {
  readonly id: string;
  readonly choices: Choices;
  readonly shown: boolean;
  readonly at: number;
  readonly onTake: (option: EntryOption) => void;
  readonly children: ReactNode;
}

/** The list stays in the document, so that what the field controls is always there. */
function Choose({ id, choices, shown, at, onTake, children }: ChooseProps) {
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const { heading, options } = choices;
  // The line is the last thing of its card: what it offers would often lie below the window.
  useEffect(() => {
    if (shown) box.current?.scrollIntoView({ block: "nearest" });
  });
  useEffect(() => {
    if (shown && at >= 0) list.current?.children[at]?.scrollIntoView({ block: "nearest" });
  }, [shown, at]);
  return (
    <div ref={box} className={cn("absolute inset-x-0 top-full z-40 mt-1 scroll-mb-20 rounded-lg bg-raised p-1 text-sm text-ink shadow-pop forced-colors:border", !shown && "hidden")}>
      <p className="px-2.5 pt-1 pb-1.5 text-xs text-pretty text-faint">{heading}</p>
      <div ref={list} id={`${id}-list`} role="listbox" aria-label="What the line can become" tabIndex={-1} className="max-h-72 overflow-y-auto">
        {options.map((option, index) => (
          // The keyboard stays in the field and moves the highlight from there.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={option.key}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={cn("flex min-h-11 cursor-default flex-col justify-center rounded-sm px-2.5 py-1 md:min-h-8", index === at && "bg-accent-soft text-accent-ink")}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onTake(option)}
          >
            <span>{option.label}</span>
            {option.hint !== "" && <span className={cn("text-xs", index === at ? "text-accent-ink" : "text-faint")}>{option.hint}</span>}
          </div>
        ))}
      </div>
      {children}
    </div>
  );
}

function spoken({ heading, options }: Choices): string {
  const [only] = options;
  if (options.length === 1 && only?.kind === "add") return `${only.label}: ${only.hint}. Enter adds it.`;
  return options.length === 0 ? heading : `${heading}. ${options.length} to choose from.`;
}

function sameOptions(one: Choices, other: Choices): boolean {
  return one.heading === other.heading && one.options.length === other.options.length && one.options.every((option, index) => option.key === other.options[index]?.key);
}
