import { CalendarClock, CircleCheck, CircleDashed, CircleX, Eye, FileClock, Hourglass, Layers, MessageSquare, Pause, Send, type LucideIcon } from "lucide-react";
import { Badge, type Tone } from "./Badge";

export type QuoteStatus = "draft" | "pending_review" | "sent" | "approved" | "declined" | "expired";
export type QuoteFlag = "scheduled" | "viewed" | "changes_asked" | "on_hold" | "superseded";

interface Look {
  word: string;
  tone: Tone;
  Icon: LucideIcon;
}

const STATUSES: Record<QuoteStatus, Look> = {
  draft: { word: "Draft", tone: "neutral", Icon: CircleDashed },
  pending_review: { word: "Pending Review", tone: "warn", Icon: Hourglass },
  sent: { word: "Sent", tone: "accent", Icon: Send },
  approved: { word: "Approved", tone: "good", Icon: CircleCheck },
  declined: { word: "Declined", tone: "bad", Icon: CircleX },
  expired: { word: "Expired", tone: "neutral", Icon: FileClock },
};

const FLAGS: Record<QuoteFlag, Look> = {
  scheduled: { word: "Scheduled", tone: "accent", Icon: CalendarClock },
  viewed: { word: "Viewed", tone: "violet", Icon: Eye },
  changes_asked: { word: "Changes asked", tone: "warn", Icon: MessageSquare },
  on_hold: { word: "On hold", tone: "warn", Icon: Pause },
  superseded: { word: "Superseded", tone: "neutral", Icon: Layers },
};

const NO_FLAGS: QuoteFlag[] = [];

export function StatusBadge({ status, flags = NO_FLAGS }: { status: QuoteStatus; flags?: QuoteFlag[] }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-1">
      {[STATUSES[status], ...flags.map((flag) => FLAGS[flag])].map(({ word, tone, Icon }) => (
        <Badge key={word} tone={tone} icon={<Icon aria-hidden />}>
          {word}
        </Badge>
      ))}
    </span>
  );
}
