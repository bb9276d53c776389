import { ArrowDown, ArrowUp } from "lucide-react";
import { useRef, type KeyboardEvent } from "react";

import { Button, IconButton } from "@/ui/Button";
import { Checkbox } from "@/ui/Checkbox";
import { Modal } from "@/ui/Modal";

import type { Widget } from "./queries";
import { WIDGET_NAMES } from "./widgets";

interface CustomizeProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly available: readonly Widget[];
  readonly shown: readonly Widget[];
  readonly isOwn: boolean;
  readonly keep: (widgets: Widget[] | null) => void;
}

/** Which widgets, in which order. A digit goes to a widget, Space shows or hides it, Alt with an arrow moves it. */
export function Customize({ open, onClose, available, shown, isOwn, keep }: CustomizeProps) {
  const list = useRef<HTMLOListElement>(null);
  const rows = [...shown, ...available.filter((one) => !shown.includes(one))];
  const toggle = (widget: Widget) => keep(shown.includes(widget) ? shown.filter((one) => one !== widget) : [...shown, widget]);
  const move = (widget: Widget, by: -1 | 1) => {
    const from = shown.indexOf(widget);
    const to = from + by;
    if (from < 0 || to < 0 || to >= shown.length) return;
    const next = shown.filter((one) => one !== widget);
    next.splice(to, 0, widget);
    keep(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (/^[1-9]$/.test(event.key)) {
      const boxes = list.current?.querySelectorAll<HTMLElement>("input[type=checkbox], [role=checkbox]");
      boxes?.[event.key.charCodeAt(0) - 49]?.focus();
      return;
    }
    const row = (event.target as HTMLElement).closest<HTMLElement>("[data-widget]");
    const widget = rows.find((one) => one === row?.dataset["widget"]);
    if (!event.altKey || !widget || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    move(widget, event.key === "ArrowUp" ? -1 : 1);
  };
  return (
    <Modal
      open={open}
      onClose={onClose}
      title="Your dashboard"
      description="A digit goes to a widget, Space shows or hides it, Alt with an arrow moves it."
      footer={
        <>
          {isOwn && <Button onClick={() => keep(null)}>As my role begins</Button>}
          <Button kind="primary" onClick={onClose}>Done</Button>
        </>
      }
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the boxes within */}
      <ol ref={list} onKeyDown={onKeyDown} className="flex flex-col gap-1">
        {rows.map((widget, place) => (
          <li key={widget} data-widget={widget} className="flex min-h-11 items-center gap-2 md:min-h-9">
            <span aria-hidden="true" className="w-4 text-2xs text-faint tabular-nums">{place + 1}</span>
            <span className="flex-1">
              <Checkbox checked={shown.includes(widget)} onChange={() => toggle(widget)} label={WIDGET_NAMES[widget]} />
            </span>
            <IconButton label={`Move ${WIDGET_NAMES[widget]} up`} icon={<ArrowUp aria-hidden />} disabled={shown.indexOf(widget) <= 0} onClick={() => move(widget, -1)} />
            <IconButton label={`Move ${WIDGET_NAMES[widget]} down`} icon={<ArrowDown aria-hidden />} disabled={!shown.includes(widget) || shown.indexOf(widget) === shown.length - 1} onClick={() => move(widget, 1)} />
          </li>
        ))}
      </ol>
    </Modal>
  );
}
