import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

const LOOKS = {
  bad: { Icon: CircleAlert, look: "bg-bad-soft text-bad" },
  warn: { Icon: TriangleAlert, look: "bg-warn-soft text-warn" },
  good: { Icon: CircleCheck, look: "bg-good-soft text-good" },
  info: { Icon: Info, look: "bg-accent-soft text-accent-ink" },
};

interface NoticeProps {
  tone: keyof typeof LOOKS;
  className?: string;
  children: ReactNode;
}

/** A sentence beside the work; bad ones are spoken at once. */
export function Notice({ tone, className, children }: NoticeProps) {
  const { Icon, look } = LOOKS[tone];
  return (
    <div role={tone === "bad" ? "alert" : "status"} className={cn("flex items-start gap-2 rounded-md px-3 py-2 text-sm forced-colors:border", look, className)}>
      <Icon className="mt-0.5 size-4 shrink-0" aria-hidden />
      <div className="min-w-0 flex-1 text-pretty">{children}</div>
    </div>
  );
}
