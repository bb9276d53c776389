import { cloneElement, lazy, Suspense, useState, type HTMLAttributes, type ReactElement, type ReactNode } from "react";

const load = () => import("./MenuPopup").then((module) => ({ default: module.MenuPopup }));
const MenuPopup = lazy(load);
const preload = () => void load();

export interface MenuItem {
  id: string;
  label: string;
  icon?: ReactNode;
  keys?: string;
  danger?: boolean;
  disabled?: boolean;
  onSelect: () => void;
}

export interface MenuProps {
  /** The button that opens it, with its own name. */
  trigger: ReactElement<HTMLAttributes<HTMLElement>>;
  items: readonly (MenuItem | "line")[];
  align?: "start" | "end";
}

/** A menu is a button until it is first asked for: its code is fetched when the pointer or the focus comes near. */
export function Menu(props: MenuProps) {
  const [asked, setAsked] = useState(false);
  const button = cloneElement(props.trigger, {
    "aria-haspopup": "menu",
    "aria-expanded": false,
    onPointerEnter: preload,
    onFocus: preload,
    onClick: () => setAsked(true),
  });
  if (!asked) return button;
  return (
    <Suspense fallback={button}>
      <MenuPopup {...props} />
    </Suspense>
  );
}
