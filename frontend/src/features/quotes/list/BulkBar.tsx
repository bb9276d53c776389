import { useQueryClient } from "@tanstack/react-query";
import { Bell, CalendarPlus, RefreshCw, RotateCcw, Trash2, UserRound } from "lucide-react";
import { useState } from "react";
import { useCan } from "@/features/auth/queries";
import { formatCount } from "@/lib/count";
import { Button } from "@/ui/Button";
import { toast } from "@/ui/toast";
import { everyRow, MOST, type BulkAction } from "./bulk";
import { BulkModal } from "./BulkModal";
import type { Selection } from "./selection";

interface BulkBarProps {
  selection: Selection;
  /** The filter of the list, for choosing what is on its other pages. */
  query: Record<string, string>;
  total: number;
  deleted: boolean;
}

/** What can be done with the chosen rows; it stands over the foot of the list. */
export function BulkBar({ selection, query, total, deleted }: BulkBarProps) {
  const can = useCan();
  const client = useQueryClient();
  const [action, setAction] = useState<BulkAction | null>(null);
  const [gathering, setGathering] = useState(false);
  const { chosen, choose, clear } = selection;
  const rows = [...chosen.values()];

  const chooseAll = async () => {
    setGathering(true);
    try {
      choose(await everyRow(query), true);
      if (total > MOST) toast(`The first ${formatCount(MOST)} are chosen: so many can be changed at once. Narrow the list for the others.`);
    } finally {
      setGathering(false);
    }
  };

  return (
    <div role="region" aria-label="Chosen quotes" className="sticky bottom-0 z-20 flex flex-wrap items-center gap-2 border-t border-line bg-raised px-3 py-2 shadow-pop">
      <span role="status" className="text-sm font-medium text-ink tabular-nums">
        {formatCount(chosen.size)} chosen
      </span>
      {chosen.size < Math.min(total, MOST) && (
        <Button kind="quiet" busy={gathering} onClick={() => void chooseAll()}>
          {total > MOST ? `Choose the first ${formatCount(MOST)}` : `Choose all ${formatCount(total)}`}
        </Button>
      )}
      <span className="flex-1" />
      {deleted ? (
        <Button icon={<RotateCcw aria-hidden />} onClick={() => setAction("restore")}>Restore</Button>
      ) : (
        <>
          {can("quotes:write_all") && <Button icon={<UserRound aria-hidden />} onClick={() => setAction("assign")}>Assign</Button>}
          {can("quotes:send") && <Button icon={<Bell aria-hidden />} onClick={() => setAction("remind")}>Remind</Button>}
          <Button icon={<CalendarPlus aria-hidden />} onClick={() => setAction("extend")}>Extend</Button>
          <Button icon={<RefreshCw aria-hidden />} onClick={() => setAction("reprice")}>Re-price drafts</Button>
          <Button kind="danger" icon={<Trash2 aria-hidden />} onClick={() => setAction("put_away")}>Delete drafts</Button>
        </>
      )}
      <Button kind="quiet" onClick={clear}>Clear</Button>
      {action && (
        <BulkModal
          action={action}
          rows={rows}
          onClose={() => setAction(null)}
          onDone={(results) => {
            // What was refused stays chosen, to be looked at.
            choose(rows.filter((row) => results.some((one) => one.id === row.id && one.done)), false);
            void client.invalidateQueries({ queryKey: ["quotes"] });
          }}
        />
      )}
    </div>
  );
}
