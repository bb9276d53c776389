import { Check, Copy, RotateCw, TriangleAlert } from "lucide-react";
import { useState, type ReactNode } from "react";
import { ApiError } from "@/api/errors";
import { Button } from "./Button";
import { EmptyState } from "./EmptyState";

interface ErrorStateProps {
  error: unknown;
  /** What could not be done: "The customers could not be loaded". */
  title: string;
  retry?: () => void;
  verb?: string;
  children?: ReactNode;
}

export function ErrorState({ error, title, retry, verb = "Retry", children }: ErrorStateProps) {
  const known = error instanceof ApiError ? error : null;
  return (
    <div role="alert">
      <EmptyState title={title} hint={known?.message ?? "Something unexpected happened in this page."} icon={<TriangleAlert aria-hidden />}>
        {retry && (
          <Button kind="primary" icon={<RotateCw aria-hidden />} onClick={retry}>
            {verb}
          </Button>
        )}
        {children}
        {known?.requestId && <CopyReference id={known.requestId} />}
      </EmptyState>
    </div>
  );
}

function CopyReference({ id }: { id: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(id);
    setCopied(true);
  };
  return (
    <Button icon={copied ? <Check aria-hidden /> : <Copy aria-hidden />} onClick={() => void copy()}>
      {copied ? "Copied" : `Copy reference ${id.slice(0, 8)}`}
    </Button>
  );
}
