import { X } from "lucide-react";
import { useEffect, useState } from "react";
import { cn } from "@/lib/cn";
import { dismissToast, useToasts, type ToastMessage } from "./toast";

const SHOWN_FOR = 6000;
const SHOWN_WITH_ACTION = 10_000;

export function Toasts() {
  const messages = useToasts();
  return (
    <section
      aria-label="Notifications"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-3 bottom-3 z-50 flex flex-col items-center gap-2 md:inset-x-auto md:right-6 md:bottom-6 md:items-end"
    >
      {messages.map((message) => (
        <Toast key={message.id} message={message} />
      ))}
    </section>
  );
}

function secondsTo(until = 0): number {
  return Math.ceil((until - Date.now()) / 1000);
}

function Toast({ message }: { message: ToastMessage }) {
  const [held, setHeld] = useState(false);
  const { id, action, until } = message;
  const [left, setLeft] = useState(() => secondsTo(until));
  useEffect(() => {
    if (until === undefined) return undefined;
    const timer = setInterval(() => {
      if (secondsTo(until) > 0) setLeft(secondsTo(until));
      else dismissToast(id);
    }, 250);
    return () => clearInterval(timer);
  }, [id, until]);
  useEffect(() => {
    if (held || until !== undefined) return undefined;
    const timer = setTimeout(() => dismissToast(id), action ? SHOWN_WITH_ACTION : SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [held, id, action, until]);

  return (
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className={cn(
        "pointer-events-auto flex w-full max-w-sm items-center gap-2 rounded-lg bg-ink py-1.5 pr-1.5 pl-4 text-sm text-canvas shadow-pop md:w-auto",
        message.tone === "bad" && "bg-bad-soft text-bad",
      )}
    >
      <span className="min-w-0 flex-1 py-1 wrap-anywhere">{message.text}</span>
      {action && (
        <button
          type="button"
          className="h-8 rounded-md px-2.5 font-semibold underline underline-offset-2 hover:no-underline focus-visible:outline-current"
          onClick={() => {
            dismissToast(id);
            action.run();
          }}
        >
          {action.label}
          {until !== undefined && <span aria-hidden className="ml-1.5 font-normal tabular-nums">{left} s</span>}
        </button>
      )}
      <button type="button" aria-label="Dismiss" className="flex size-8 shrink-0 items-center justify-center rounded-md focus-visible:outline-current" onClick={() => dismissToast(id)}>
        <X className="size-4" aria-hidden />
      </button>
    </div>
  );
}
