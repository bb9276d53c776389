import { Combobox as Base } from "@base-ui/react/combobox";
import { Check, ChevronDown, Plus } from "lucide-react";
import { cn } from "@/lib/cn";
import { CONTROL, useFieldProps } from "./Field";
import type { Began, ComboboxProps } from "./Combobox";
import { POPUP } from "./popup";
import { usePortalHost } from "./portal";

export function ComboboxPopup<Item>(props: ComboboxProps<Item> & Began) {
  const { items, value, onChange, itemKey, itemLabel, itemHint, onQuery, loading = false, placeholder, disabled = false, className } = props;
  const { emptyText = "Nothing matches", onCreate, query = "", autoFocus = false, typed, opened = false, focused = false } = props;
  const host = usePortalHost();
  const field = useFieldProps();
  return (
    <Base.Root<Item>
      items={items}
      value={value}
      onValueChange={(item) => onChange(item)}
      itemToStringLabel={itemLabel}
      isItemEqualToValue={(item, other) => itemKey(item) === itemKey(other)}
      {...(onQuery ? { filter: null } : {})}
      onInputValueChange={(text, details) => {
        if (details.reason !== "item-press") onQuery?.(text);
      }}
      {...(typed === undefined ? {} : { defaultInputValue: typed })}
      defaultOpen={opened}
      autoHighlight
      disabled={disabled}
    >
      <Base.InputGroup className={cn("relative flex min-w-0", className)}>
        <Base.Input {...field} placeholder={placeholder} autoFocus={autoFocus || focused} className={cn(CONTROL, "pr-8")} />
        <Base.Trigger aria-label="Show the choices" className="absolute inset-y-0 right-0 flex w-8 items-center justify-center text-faint">
          <ChevronDown className="size-4" aria-hidden />
        </Base.Trigger>
      </Base.InputGroup>
      <Base.Portal container={host}>
        <Base.Positioner sideOffset={4} align="start" className="z-40 w-[var(--anchor-width)] min-w-60">
          <Base.Popup className={POPUP}>
            <Base.Status className="px-2.5 text-xs text-faint">{loading ? <span className="block py-2">Searching…</span> : null}</Base.Status>
            <Base.Empty>
              {loading ? null : onCreate && query.trim() !== "" ? (
                <button type="button" className="flex h-11 w-full items-center gap-2 rounded-sm px-2.5 text-left text-accent-ink hover:bg-accent-soft md:h-8" onClick={() => onCreate(query.trim())}>
                  <Plus className="size-4" aria-hidden />
                  New: “{query.trim()}”
                </button>
              ) : (
                <span className="block px-2.5 py-2 text-faint">{emptyText}</span>
              )}
            </Base.Empty>
            <Base.List>
              {(item: Item) => (
                <Base.Item key={itemKey(item)} value={item} className="flex min-h-11 cursor-default items-center gap-2 rounded-sm px-2.5 py-1 outline-none select-none data-highlighted:bg-accent-soft data-highlighted:text-accent-ink md:min-h-8">
                  <span className="min-w-0 flex-1">
                    <span className="block truncate">{itemLabel(item)}</span>
                    {itemHint && <span className="block truncate text-xs text-faint">{itemHint(item)}</span>}
                  </span>
                  <Base.ItemIndicator>
                    <Check className="size-4" aria-hidden />
                  </Base.ItemIndicator>
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
