import { useEffect, useId, useRef, type ComponentProps, type ReactNode } from "react";

const KINDS = {
  primary: "bg-accent text-white enabled:hover:bg-accent-hover forced-colors:border",
  plain: "border border-line-strong bg-surface text-ink enabled:hover:bg-sunken",
};

interface ActionProps extends ComponentProps<"button"> {
  readonly kind?: keyof typeof KINDS;
  readonly busy?: boolean;
}

export function Action({ kind = "plain", busy = false, disabled, type = "button", className = "", ...rest }: ActionProps) {
  return (
    <button
      {...rest}
      // oxlint-disable-next-line react/button-has-type -- it is "button" unless a form asks for its submit
      type={type}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={`inline-flex min-h-11 items-center justify-center gap-2 rounded-md px-4 text-base font-medium transition-colors disabled:cursor-not-allowed disabled:opacity-60 ${KINDS[kind]} ${className}`}
    />
  );
}

const TONES = { good: "bg-good-soft text-good", warn: "bg-warn-soft text-warn", bad: "bg-bad-soft text-bad", info: "bg-accent-soft text-accent-ink" };

export function Notice({ tone, children }: { readonly tone: keyof typeof TONES; readonly children: ReactNode }) {
  return (
    <div role={tone === "bad" ? "alert" : "status"} className={`rounded-lg px-4 py-3 text-base text-pretty forced-colors:border ${TONES[tone]}`}>
      {children}
    </div>
  );
}

interface TextFieldProps extends ComponentProps<"input"> {
  readonly label: string;
  readonly problem?: string | undefined;
}

const CONTROL = "w-full rounded-md border border-line-strong bg-surface px-3 text-lg text-ink hover:border-soft aria-invalid:border-bad";

export function TextField({ label, problem, ...rest }: TextFieldProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium text-soft">{label}</label>
      <input {...rest} id={id} aria-invalid={problem ? true : undefined} aria-describedby={problem ? `${id}-problem` : undefined} className={`h-11 ${CONTROL}`} />
      {problem && <p id={`${id}-problem`} className="text-sm text-bad">{problem}</p>}
    </div>
  );
}

export function TextArea({ label, ...rest }: ComponentProps<"textarea"> & { readonly label: string }) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium text-soft">{label}</label>
      <textarea rows={3} maxLength={2_000} {...rest} id={id} className={`py-2 ${CONTROL}`} />
    </div>
  );
}

interface SheetProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A question over the page: the browser's own dialog holds the focus and gives it back. */
export function Sheet({ title, onClose, children }: SheetProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onClose={onClose}
      className="mx-auto mt-auto mb-0 w-full max-w-full overflow-y-auto rounded-t-xl border border-line bg-surface p-5 text-ink shadow-pop backdrop:bg-scrim md:mb-auto md:max-w-lg md:rounded-xl"
    >
      <h2 id={id} className="mb-4 text-xl">{title}</h2>
      {children}
    </dialog>
  );
}
