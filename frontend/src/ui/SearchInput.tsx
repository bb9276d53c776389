import { Search, X } from "lucide-react";
import { useRef, type ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { useHotkeys } from "@/lib/hotkeys";
import { useDebouncedText } from "@/lib/urlState";
import { CONTROL } from "./Field";

interface SearchInputProps extends Omit<ComponentProps<"input">, "value" | "onChange" | "type"> {
  label: string;
  value: string;
  onSearch: (text: string) => void;
  /** `/` puts the cursor here. */
  hotkey?: boolean;
}

export function SearchInput({ label, value, onSearch, hotkey = true, className, ...rest }: SearchInputProps) {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useDebouncedText(value, onSearch);
  useHotkeys([{ keys: "/", label: `Search: ${label.toLowerCase()}`, group: "This screen", run: () => field.current?.select() }], hotkey);
  return (
    <span role="search" className={cn("relative flex w-full min-w-0 md:max-w-80", className)}>
      <Search className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-faint" aria-hidden />
      <input
        placeholder={label}
        {...rest}
        ref={field}
        type="search"
        aria-label={label}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") onSearch(text);
          if (event.key === "Escape" && text !== "") {
            event.preventDefault();
            setText("");
          }
        }}
        className={cn(CONTROL, "px-8 [&::-webkit-search-cancel-button]:hidden")}
      />
      {text !== "" && (
        <button
          type="button"
          aria-label="Clear the search"
          className="absolute top-1/2 right-1 flex size-6 -translate-y-1/2 items-center justify-center rounded-sm text-faint hover:text-ink"
          onClick={() => {
            setText("");
            field.current?.focus();
          }}
        >
          <X className="size-4" aria-hidden />
        </button>
      )}
    </span>
  );
}
