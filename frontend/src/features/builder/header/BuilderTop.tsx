import { ChevronLeft, FileSearch, Redo2, Send, Stamp, Undo2 } from "lucide-react";
import { Link } from "react-router";

import { Button, IconButton } from "@/ui/Button";
import { StatusBadge } from "@/ui/StatusBadge";

import { useBuilder, useSession } from "../context";
import { useBuilderUi } from "../ui";
import { SaveStatus } from "./SaveStatus";

interface BuilderTopProps {
  readonly onPreview: () => void;
  readonly onSend: () => void;
  /** A rule fires: a colleague is asked before anything leaves the shop. */
  readonly asks: boolean;
}

export function BuilderTop({ onPreview, onSend, asks }: BuilderTopProps) {
  const session = useSession();
  const { canSend } = useBuilderUi();
  const number = useBuilder((state) => state.quote.number);
  const status = useBuilder((state) => state.quote.status);
  const revision = useBuilder((state) => state.quote.revision);
  const undoes = useBuilder((state) => state.history.past.at(-1)?.label ?? null);
  const redoes = useBuilder((state) => state.history.future.at(-1)?.label ?? null);
  return (
    <header className="mb-4 flex flex-col gap-1">
      <Link to="/quotes" className="-ml-1 inline-flex min-h-6 items-center gap-0.5 self-start rounded-sm text-xs text-faint hover:text-ink">
        <ChevronLeft className="size-4" aria-hidden="true" />
        Quotes
      </Link>
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="text-xl tabular-nums">{number}</h1>
        <StatusBadge status={status} />
        {revision > 1 && <span className="text-sm text-faint">Revision {revision}</span>}
        <SaveStatus />
        <div className="ml-auto flex flex-wrap items-center gap-2 max-md:w-full max-md:justify-end">
          <IconButton
            label={undoes === null ? "Undo" : `Undo ${undoes}`}
            icon={<Undo2 aria-hidden="true" />}
            disabled={undoes === null}
            onClick={() => session.store.undo()}
          />
          <IconButton
            label={redoes === null ? "Redo" : `Redo ${redoes}`}
            icon={<Redo2 aria-hidden="true" />}
            disabled={redoes === null}
            onClick={() => session.store.redo()}
          />
          <Button icon={<FileSearch aria-hidden="true" />} onClick={onPreview}>Preview PDF</Button>
          {canSend && (
            <Button kind="primary" icon={asks ? <Stamp aria-hidden="true" /> : <Send aria-hidden="true" />} onClick={onSend} className="max-md:hidden">
              {asks ? "Request approval" : "Send quote"}
            </Button>
          )}
        </div>
      </div>
    </header>
  );
}
