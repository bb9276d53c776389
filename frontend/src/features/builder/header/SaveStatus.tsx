import { CircleAlert, CloudCheck, CloudOff, CloudUpload, GitMerge, type LucideIcon } from "lucide-react";
import { Link } from "react-router";

import { cn } from "@/lib/cn";

import { useBuilder, useSession } from "../context";
import type { SaveState } from "../model/store";

interface Look {
  readonly Icon: LucideIcon;
  readonly words: string;
  readonly tone: string;
}

function lookOf(save: SaveState, by: string | undefined): Look {
  switch (save.kind) {
    case "saved":
      return { Icon: CloudCheck, words: save.at === null ? "Saved" : "Saved just now", tone: "text-faint [&_svg]:text-good" };
    case "unsaved":
      return { Icon: CloudUpload, words: "Not saved yet", tone: "text-faint" };
    case "saving":
      return { Icon: CloudUpload, words: "Saving…", tone: "text-faint" };
    case "offline":
      return { Icon: CloudOff, words: "Offline: kept in this browser", tone: "text-warn" };
    case "failed":
      return { Icon: CircleAlert, words: `Could not save: ${save.message}`, tone: "text-bad" };
    case "conflict":
      return { Icon: GitMerge, words: `Changed by ${by ?? "somebody else"}`, tone: "text-warn" };
  }
}

/** What has become of the last edit. Quiet while all is well, spoken when it is not. */
export function SaveStatus() {
  const session = useSession();
  const save = useBuilder((state) => state.save);
  const id = useBuilder((state) => state.quote.id);
  const by = useBuilder((state) => state.standoff?.by);
  const { Icon, words, tone } = lookOf(save, by);
  const trouble = save.kind === "failed" || save.kind === "offline" || save.kind === "conflict";
  return (
    <span role={trouble ? "alert" : undefined} data-save={save.kind} className={cn("inline-flex min-w-0 items-center gap-1.5 text-sm", tone)}>
      <Icon className="size-4 shrink-0" aria-hidden="true" />
      <span className="min-w-0 text-pretty">{words}</span>
      {(save.kind === "offline" || (save.kind === "failed" && save.retry)) && (
        <button type="button" className="min-h-6 rounded-xs px-1 font-medium underline underline-offset-2" onClick={() => void session.saver.flush()}>
          Try now
        </button>
      )}
      {save.kind === "failed" && save.closed && (
        <Link to={`/quotes/${id}`} className="min-h-6 rounded-xs px-1 font-medium underline underline-offset-2">See it as it is now</Link>
      )}
    </span>
  );
}
