import { X } from "lucide-react";
import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import { cn } from "@/lib/cn";
import { IconButton } from "./Button";
import { PortalHost } from "./portal";

export interface ModalProps {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  description?: ReactNode;
  /** The row of buttons; the last is the one that acts. */
  footer?: ReactNode;
  size?: "small" | "medium" | "large" | "side" | "wide";
  /** False when it must be answered: then neither Escape nor the backdrop closes it. */
  dismissable?: boolean;
  children?: ReactNode;
}

const SIDE = "md:mr-0 md:my-0 md:h-dvh md:max-h-dvh md:rounded-r-none";

const SIZES = {
  small: "md:max-w-[26rem]",
  medium: "md:max-w-[34rem]",
  large: "md:max-w-[56rem]",
  side: `${SIDE} md:max-w-[34rem]`,
  wide: `${SIDE} md:max-w-[56rem]`,
};

// Where a person starts: the first field, not the button that closes.
const FIRST = ["input:not([readonly]):not([hidden])", "select", "textarea"].map((field) => `[data-modal-body] ${field}:not(:disabled)`).join(", ");

/** Where the focus goes back to: a menu is gone by then, so it is the menu's button that counts. */
function opener(): Element | null {
  const active = document.activeElement;
  if (active?.closest("[role=menu]")) return document.querySelector("[aria-haspopup=menu][aria-expanded=true]");
  return active;
}

/** The platform's own modal dialog: top layer, inert page, focus kept inside and given back. */
export function Modal({ open, ...rest }: ModalProps) {
  return open ? <OpenModal {...rest} /> : null;
}

function OpenModal({ onClose, title, description, footer, size = "medium", dismissable = true, children }: Omit<ModalProps, "open">) {
  const titleId = useId();
  const textId = useId();
  const ref = useRef<HTMLDialogElement>(null);
  const [host, setHost] = useState<HTMLElement | null>(null);

  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return undefined;
    const before = opener();
    dialog.showModal();
    (dialog.querySelector<HTMLElement>(FIRST) ?? dialog.querySelector<HTMLElement>("[data-modal-body]"))?.focus();
    setHost(dialog);
    return () => {
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  return (
    // The backdrop is part of the dialog's own element, so its click is the dialog's; Escape is the same by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      aria-describedby={description == null ? undefined : textId}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        if (dismissable) onClose();
      }}
      onMouseDown={(event) => {
        if (dismissable && event.target === event.currentTarget) onClose();
      }}
      className={cn(
        "m-auto mt-auto mb-0 max-h-[92dvh] w-full max-w-full overflow-hidden rounded-t-xl bg-raised p-0 text-ink shadow-pop backdrop:bg-scrim md:mb-auto md:w-[calc(100%-2rem)] md:rounded-xl forced-colors:border",
        SIZES[size],
      )}
    >
      <PortalHost value={host}>
        <div className={cn("flex max-h-[92dvh] flex-col", (size === "side" || size === "wide") && "md:h-dvh md:max-h-dvh")}>
          <header className="flex items-start gap-3 border-b border-line py-3 pr-3 pl-5">
            <div className="min-w-0 flex-1 py-1">
              <h2 id={titleId} className="text-lg leading-6 font-semibold wrap-anywhere">
                {title}
              </h2>
              {description != null && (
                <p id={textId} className="mt-0.5 text-sm text-pretty text-soft">
                  {description}
                </p>
              )}
            </div>
            {dismissable && <IconButton label="Close" icon={<X aria-hidden />} onClick={onClose} />}
          </header>
          {children != null && <div data-modal-body tabIndex={-1} className="min-h-0 flex-1 overflow-y-auto px-5 py-4 outline-none">{children}</div>}
          {footer != null && <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3 max-md:[&>*]:flex-1">{footer}</footer>}
        </div>
      </PortalHost>
    </dialog>
  );
}
