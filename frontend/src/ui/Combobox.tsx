import { ChevronDown } from "lucide-react";
import { useCallback, useEffect, useRef, useState, type ComponentType, type ReactNode } from "react";
import { cn } from "@/lib/cn";
import { Input } from "./Field";

type Popup = ComponentType<ComboboxProps<unknown> & Began>;

let Loaded: Popup | null = null;

async function load(): Promise<void> {
  Loaded = (await import("./ComboboxPopup")).ComboboxPopup as Popup;
}

/** What a person did before the code of the choices had come. */
export interface Began {
  typed?: string;
  opened?: boolean;
  focused?: boolean;
}

/** Long enough for the page itself to be there, short enough to be before the first use. */
const AT_REST = 1_000;

export interface ComboboxProps<Item> {
  items: readonly Item[];
  value: Item | null;
  onChange: (item: Item | null) => void;
  itemKey: (item: Item) => string;
  itemLabel: (item: Item) => string;
  /** A second, muted line. */
  itemHint?: (item: Item) => ReactNode;
  /** Given when the server searches: then `items` are its results and nothing is filtered here. */
  onQuery?: (text: string) => void;
  loading?: boolean;
  placeholder?: string;
  emptyText?: string;
  /** Offers to make what was typed when nothing matches. */
  onCreate?: (text: string) => void;
  query?: string;
  disabled?: boolean;
  autoFocus?: boolean;
  className?: string;
}

/**
 * A text field until the code of the choices is there, which comes once the page is at rest or somebody comes near.
 * What was typed meanwhile, and where the focus was, goes on in the field that takes its place.
 */
export function Combobox<Item>(props: ComboboxProps<Item>) {
  const { value, itemLabel, onQuery, placeholder, disabled = false, autoFocus = false, className } = props;
  const [Choices, setChoices] = useState<Popup | null>(() => Loaded);
  const [began, setBegan] = useState<Began>({});
  const field = useRef<HTMLInputElement>(null);
  const take = useCallback(async () => {
    await load();
    setBegan((before) => ({ ...before, focused: field.current !== null && field.current === document.activeElement }));
    setChoices(() => Loaded);
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => void take(), AT_REST);
    return () => clearTimeout(timer);
  }, [take]);

  if (Choices) {
    const Known = Choices as unknown as ComponentType<ComboboxProps<Item> & Began>;
    return <Known {...props} {...began} />;
  }
  return (
    <span className={cn("relative flex min-w-0", className)}>
      <Input
        ref={field}
        // Nothing is there yet to be controlled: the list comes with its code.
        // oxlint-disable-next-line jsx-a11y/role-has-required-aria-props
        role="combobox"
        aria-expanded={false}
        aria-haspopup="listbox"
        disabled={disabled}
        autoFocus={autoFocus}
        placeholder={placeholder}
        value={began.typed ?? (value === null ? "" : itemLabel(value))}
        onFocus={() => void take()}
        onPointerEnter={() => void take()}
        onClick={() => setBegan((before) => ({ ...before, opened: true }))}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") setBegan((before) => ({ ...before, opened: true }));
        }}
        onChange={(event) => {
          setBegan({ typed: event.target.value, opened: true, focused: true });
          onQuery?.(event.target.value);
        }}
        className="pr-8"
      />
      <ChevronDown className="absolute top-1/2 right-2 size-4 -translate-y-1/2 text-faint" aria-hidden />
    </span>
  );
}
