import { useEffect, useRef } from "react";
import { useLocation } from "react-router";
import { Sidebar } from "./Sidebar";

/** The sidebar over the work, under 768 px: the platform's modal makes the rest inert and Escape closes it. */
export function MenuOverlay({ open, onClose }: { open: boolean; onClose: () => void }) {
  const ref = useRef<HTMLDialogElement>(null);
  const { pathname } = useLocation();
  const opened = useRef(pathname);

  useEffect(() => {
    const dialog = ref.current;
    if (open && dialog && !dialog.open) dialog.showModal();
    if (!open && dialog?.open) dialog.close();
  }, [open]);

  useEffect(() => {
    if (opened.current !== pathname) onClose();
    opened.current = pathname;
  }, [pathname, onClose]);

  return (
    // Escape and the links close it by keyboard; the backdrop is a second way for a pointer.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <dialog
      ref={ref}
      aria-label="Menu"
      onClose={onClose}
      onMouseDown={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      className="fixed m-0 h-dvh max-h-none w-64 max-w-[85vw] border-r border-line bg-canvas p-0 text-ink backdrop:bg-scrim md:hidden"
    >
      {open && <Sidebar full onLeave={onClose} />}
    </dialog>
  );
}
