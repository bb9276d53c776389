import { useQueryClient } from "@tanstack/react-query";
import type { ApiError } from "@/api/errors";
import { Notice } from "@/ui/Notice";

/** A refusal; one that came because somebody was faster offers their version. */
export function ConflictNotice({ problem }: { problem: ApiError }) {
  const client = useQueryClient();
  if (problem.status !== 412) return <Notice tone="bad">{problem.message}</Notice>;
  return (
    <Notice tone="bad">
      Somebody has changed this customer meanwhile. Yours is still here: load their version, look at it behind this dialog, then save again.{" "}
      <button type="button" className="font-semibold underline underline-offset-2" onClick={() => void client.invalidateQueries({ queryKey: ["customers"] })}>
        Load their version
      </button>
    </Notice>
  );
}
