import { flushSync } from "react-dom";

/**
 * Opens a line and moves the keyboard into its first field at once: a focus that comes a frame later would take
 * the keys of who types on.
 */
export function openAndFocus(open: (id: string | null) => void, id: string): void {
  flushSync(() => open(id));
  const editor = document.getElementById(`editor-${id}`);
  const usual = editor?.querySelector<HTMLElement>("[data-first] select, [data-first] input");
  const first = usual ?? editor?.querySelector<HTMLElement>("input, select, textarea");
  first?.focus();
  if (first instanceof HTMLInputElement && first.type === "text") first.select();
  document.getElementById(`line-${id}`)?.scrollIntoView({ block: "nearest" });
}

export function focusLine(id: string): void {
  document.querySelector<HTMLElement>(`[data-line-toggle="${CSS.escape(id)}"]`)?.focus();
  document.getElementById(`line-${id}`)?.scrollIntoView({ block: "nearest" });
}
