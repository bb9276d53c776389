import { Send } from "lucide-react";

import { cn } from "@/lib/cn";
import { dollars } from "@/lib/figures";
import { Button } from "@/ui/Button";

import { useBuilder, useStale } from "./context";

/** Under 1200 px the totals are a scroll away: the one that counts stays in sight. */
export function BottomBar({ onSend, asks }: { readonly onSend: (() => void) | null; readonly asks: boolean }) {
  const total = useBuilder((state) => state.figures.totals.total);
  const stale = useStale();
  return (
    <div className="fixed inset-x-0 bottom-0 z-20 flex items-center justify-between gap-3 border-t border-line bg-surface px-4 py-2.5 md:left-[3.75rem] md:px-6 xl:hidden">
      <p className="flex items-baseline gap-2">
        <span className="text-sm text-soft">Total</span>
        <span className={cn("text-xl tabular-nums transition-opacity delay-150", stale && "opacity-60")}>
          {total === null ? <span className="text-sm font-medium text-soft">Choose a quantity</span> : dollars(total)}
        </span>
      </p>
      {onSend && <Button kind="primary" icon={<Send aria-hidden="true" />} onClick={onSend} className="md:hidden">{asks ? "Request approval" : "Send"}</Button>}
    </div>
  );
}
