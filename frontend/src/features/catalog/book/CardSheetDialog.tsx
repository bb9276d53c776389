import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorState } from "@/ui/ErrorState";
import { Modal } from "@/ui/Modal";
import { Select } from "@/ui/Select";
import { SkeletonLines } from "@/ui/Skeleton";
import { cardSheetQuery, type SheetKind } from "./queries";
import { isKind, KINDS, MANY } from "./words";

/** A published card as it was on its day, sheet by sheet. */
export function CardSheetDialog({ card, onClose }: { card: number; onClose: () => void }) {
  const [kind, setKind] = useState<SheetKind>("stocks");
  const { data, error, refetch } = useQuery(cardSheetQuery(card, kind));
  return (
    <Modal open onClose={onClose} size="wide" title={`Version ${card}`}>
      <div className="flex flex-col gap-3">
        <Select
          aria-label="Sheet"
          className="w-48"
          value={kind}
          options={KINDS.map((one) => ({ value: one, label: MANY[one] }))}
          onChange={(event) => {
            if (isKind(event.target.value)) setKind(event.target.value);
          }}
        />
        {error && !data && <ErrorState error={error} title="The version could not be loaded" retry={() => void refetch()} />}
        {!data && !error && <SkeletonLines lines={10} label="Loading the version" />}
        {data?.entries.map((entry) => (
          <details key={entry.code} open={data.entries.length === 1} className="rounded-md border border-line">
            <summary className="cursor-pointer px-3 py-1.5 text-sm font-medium">
              {entry.name} <span className="font-normal text-faint">{entry.code}</span>
            </summary>
            <dl className="grid gap-x-4 px-3 pb-2 text-sm md:grid-cols-2">
              {data.columns.map((column) => (
                <div key={column.name} className="flex justify-between gap-3 border-t border-line py-1">
                  <dt className="text-soft">{column.label}</dt>
                  <dd className="text-right whitespace-pre-line tabular-nums">{entry.cells[column.name] ? `${entry.cells[column.name]} ${column.unit}` : "—"}</dd>
                </div>
              ))}
            </dl>
          </details>
        ))}
      </div>
    </Modal>
  );
}
