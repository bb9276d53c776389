import { Menu as Base } from "@base-ui/react/menu";
import { cn } from "@/lib/cn";
import { Kbd } from "./Kbd";
import type { MenuProps } from "./Menu";
import { POPUP } from "./popup";
import { usePortalHost } from "./portal";

/** Mounted by the first press of the trigger, so it starts open. */
export function MenuPopup({ trigger, items, align = "end" }: MenuProps) {
  const host = usePortalHost();
  return (
    <Base.Root defaultOpen>
      <Base.Trigger render={trigger} />
      <Base.Portal container={host}>
        <Base.Positioner align={align} sideOffset={4} className="z-40">
          <Base.Popup className={POPUP}>
            {items.map((item, index) =>
              item === "line" ? (
                <Base.Separator key={index} className="my-1 h-px bg-line" />
              ) : (
                <Base.Item
                  key={item.id}
                  disabled={item.disabled ?? false}
                  onClick={item.onSelect}
                  className={cn(
                    "flex h-11 cursor-default items-center gap-2.5 rounded-sm px-2.5 outline-none select-none data-disabled:text-faint data-highlighted:bg-accent-soft data-highlighted:text-accent-ink md:h-8 [&_svg]:size-4 [&_svg]:shrink-0",
                    item.danger && "text-bad data-highlighted:bg-bad-soft data-highlighted:text-bad",
                  )}
                >
                  {item.icon}
                  <span className="flex-1">{item.label}</span>
                  {item.keys && <span className="pointer-coarse:hidden"><Kbd keys={item.keys} /></span>}
                </Base.Item>
              ),
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
