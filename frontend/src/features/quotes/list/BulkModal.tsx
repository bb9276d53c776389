import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { formatCount } from "@/lib/count";
import { today } from "@/lib/dates";
import { dollars } from "@/lib/figures";
import { Button } from "@/ui/Button";
import { DatePicker, Field } from "@/ui/Field";
import { Modal } from "@/ui/Modal";
import { Notice } from "@/ui/Notice";
import { Select } from "@/ui/Select";
import { toast } from "@/ui/toast";
import type { QuoteSummary } from "../queries";
import { changeMany, ownersQuery, undo, UNDOABLE, type BulkAction, type BulkResult, type Extra } from "./bulk";

interface BulkModalProps {
  action: BulkAction;
  rows: readonly QuoteSummary[];
  onDone: (results: BulkResult[]) => void;
  onClose: () => void;
}

const WORDS: Record<BulkAction, { title: string; verb: string; done: string; tells: string }> = {
  assign: { title: "Assign", verb: "Assign", done: "assigned", tells: "They become this colleague's: drafts, follow-ups and all that is told about them." },
  extend: { title: "Extend", verb: "Extend", done: "extended", tells: "Expired quotes can be accepted again at the prices that were sent. Who is no manager extends once, while today's prices still hold." },
  remind: { title: "Remind", verb: "Send reminders", done: "reminded", tells: "Each customer gets the usual reminder now, once a day at most. Only quotes that wait for an answer are reminded of." },
  put_away: { title: "Delete", verb: "Delete", done: "deleted", tells: "Drafts go to the tab of deleted ones, from where they can be restored. What was sent stays." },
  restore: { title: "Restore", verb: "Restore", done: "restored", tells: "They are drafts again." },
  reprice: { title: "Re-price", verb: "Re-price", done: "re-priced", tells: "Drafts are priced by today's rates. Prices that somebody typed stay as they are." },
};

function quotes(count: number): string {
  return count === 1 ? "1 quote" : `${formatCount(count)} quotes`;
}

/** Asks, shows what re-pricing would do, counts along, and tells what became of each row. */
export function BulkModal({ action, rows: given, onDone, onClose }: BulkModalProps) {
  // What was chosen when it was opened: those that are done leave the choice while the results are read.
  const [rows] = useState(given);
  const words = WORDS[action];
  const [extra, setExtra] = useState<Extra>({});
  const [look, setLook] = useState<BulkResult[] | null>(null);
  const [progress, setProgress] = useState<number | null>(null);
  const [results, setResults] = useState<BulkResult[] | null>(null);
  const owners = useQuery({ ...ownersQuery(), enabled: action === "assign" });
  const named = new Map(rows.map((row) => [row.id, row]));
  const movable = look?.filter((one) => one.done) ?? [];
  const looking = action === "reprice" && look === null;

  useEffect(() => {
    if (action !== "reprice") return undefined;
    let left = false;
    const lookFirst = async () => {
      const found = await changeMany("reprice", rows, { only_look: true }, (done) => !left && setProgress(done));
      if (left) return;
      setProgress(null);
      setLook(found);
    };
    void lookFirst();
    return () => {
      left = true;
    };
  }, [action, rows]);

  const act = async () => {
    const wanted = look === null ? rows : rows.filter((row) => movable.some((one) => one.id === row.id));
    setProgress(0);
    const found = await changeMany(action, wanted, extra, setProgress);
    setProgress(null);
    setResults(found);
    onDone(found);
    const done = found.filter((one) => one.done).length;
    if (done < found.length) return;
    onClose();
    toast(`${quotes(done)} ${words.done}.`, UNDOABLE.has(action) ? { undo: () => void takeBack(found) } : {});
  };

  const takeBack = async (found: readonly BulkResult[]) => {
    const taken = await undo(action, found);
    onDone(taken.map((one) => ({ ...one, done: false })));
    const kept = taken.filter((one) => !one.done);
    toast(kept.length === 0 ? `${quotes(taken.length)}: taken back.` : `${quotes(taken.length - kept.length)} taken back. ${kept[0]?.message ?? ""}`, kept.length === 0 ? {} : { tone: "bad" });
    onClose();
  };

  const done = results?.filter((one) => one.done) ?? [];
  const total = results ? rows.length : look === null ? rows.length : movable.length;
  const ready = progress === null && (action !== "assign" || extra.owner_id !== undefined) && (action !== "reprice" || movable.length > 0);
  return (
    <Modal
      open
      size="medium"
      title={`${words.title} ${quotes(rows.length)}`}
      description={results ? undefined : words.tells}
      dismissable={progress === null || looking}
      onClose={onClose}
      footer={
        results ? (
          <>
            {UNDOABLE.has(action) && done.length > 0 && <Button onClick={() => void takeBack(results)}>Undo</Button>}
            <Button kind="primary" onClick={onClose}>Close</Button>
          </>
        ) : (
          <>
            <Button onClick={onClose} disabled={progress !== null && !looking}>Cancel</Button>
            <Button kind={action === "put_away" ? "danger" : "primary"} busy={progress !== null && !looking} disabled={!ready} onClick={() => void act()}>
              {look === null ? words.verb : `${words.verb} ${quotes(movable.length)}`}
            </Button>
          </>
        )
      }
    >
      <div className="flex flex-col gap-3 text-sm text-soft">
        {progress !== null && (
          <div role="status" className="flex flex-col gap-1">
            {looking ? "Working out today's prices" : "Under way"}: {formatCount(progress)} of {formatCount(total)}
            <progress className="h-1.5 w-full accent-accent" aria-label="Progress" value={progress} max={total} />
          </div>
        )}
        {!results && action === "assign" && (
          <Field label="To whom" error={owners.error?.message}>
            <Select
              value={extra.owner_id ?? ""}
              onChange={(event) => setExtra(event.target.value === "" ? {} : { owner_id: event.target.value })}
              options={[{ value: "", label: owners.data ? "Choose a colleague" : "Loading…" }, ...(owners.data ?? []).map((one) => ({ value: one.id, label: one.name }))]}
            />
          </Field>
        )}
        {!results && action === "extend" && (
          <Field label="Valid until" hint="Without a day, as long as new quotes are valid.">
            <DatePicker min={today()} value={extra.valid_until ?? ""} onChange={(event) => setExtra(event.target.value === "" ? {} : { valid_until: event.target.value })} />
          </Field>
        )}
        {!results && look && <Rows results={look} named={named} />}
        {results && (
          <>
            <Notice tone={done.length === results.length ? "good" : done.length === 0 ? "bad" : "warn"}>
              {done.length === 0 ? `None of them ${words.done}.` : `${formatCount(done.length)} of ${quotes(results.length)} ${words.done}.`} The others are as they were:
            </Notice>
            <Rows results={results.filter((one) => !one.done)} named={named} />
          </>
        )}
      </div>
    </Modal>
  );
}

/** A row for each quote: what it came to and comes to, or why nothing was done with it. */
function Rows({ results, named }: { results: readonly BulkResult[]; named: ReadonlyMap<string, QuoteSummary> }) {
  return (
    <table className="w-full text-left" aria-label="Quote by quote">
      <tbody>
        {results.map((one) => (
          <tr key={one.id} className="border-b border-line align-top last:border-b-0">
            <th scope="row" className="py-1.5 pr-3 font-medium whitespace-nowrap text-ink tabular-nums">{named.get(one.id)?.number}</th>
            {one.done ? (
              <td className="py-1.5 text-right tabular-nums">
                {one.total_before === one.total_after ? <span className="text-faint">{dollars(one.total_after)}, unchanged</span> : <>{dollars(one.total_before)} <span aria-hidden>→</span><span className="sr-only">becomes</span> <span className="font-medium text-ink">{dollars(one.total_after)}</span></>}
              </td>
            ) : (
              <td className="py-1.5 text-pretty">{one.message}</td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
