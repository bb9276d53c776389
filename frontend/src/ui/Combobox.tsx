import { ChevronDown } from "lucide-react";
import { lazy, Suspense, type ComponentType, type ReactNode } from "react";
import { cn } from "@/lib/cn";
import { Input } from "./Field";

const loading = import("./ComboboxPopup");
const ComboboxPopup = lazy(() => loading.then((module) => ({ default: module.ComboboxPopup })));

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

/** Its code comes beside the page's own; until it is there, the field stands in its place with its value. */
export function Combobox<Item>(props: ComboboxProps<Item>) {
  const { value, itemLabel, placeholder, disabled = false, className } = props;
  const Loaded = ComboboxPopup as unknown as ComponentType<ComboboxProps<Item>>;
  return (
    <Suspense
      fallback={
        <span className={cn("relative flex min-w-0", className)}>
          <Input readOnly disabled={disabled} placeholder={placeholder} value={value === null ? "" : itemLabel(value)} className="pr-8" />
          <ChevronDown className="absolute top-1/2 right-2 size-4 -translate-y-1/2 text-faint" aria-hidden />
        </span>
      }
    >
      <Loaded {...props} />
    </Suspense>
  );
}
