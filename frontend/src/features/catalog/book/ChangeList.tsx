import { Button } from "@/ui/Button";
import type { RateChange } from "./queries";

/** Differences in words, each with its way back where there is one. */
export function ChangeList({ changes, onDiscard }: { changes: readonly RateChange[]; onDiscard?: ((key: string) => void) | undefined }) {
  return (
    <ul className="divide-y divide-line">
      {changes.map((change) => (
        <li key={change.key} className="flex items-center gap-3 px-4 py-1.5 text-sm">
          <span className="min-w-0 flex-1 wrap-anywhere">{change.sentence}</span>
          {onDiscard && (
            <Button kind="quiet" aria-label={`Discard: ${change.sentence}`} onClick={() => onDiscard(change.key)}>
              Discard
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
