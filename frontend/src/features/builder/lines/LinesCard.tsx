import { useRef, useSyncExternalStore } from "react";

import { Card, CardHeader } from "@/ui/Card";
import { Checkbox } from "@/ui/Checkbox";
import { EmptyState } from "@/ui/EmptyState";

import { useSession } from "../context";
import type { Draft } from "../model/draft";
import { share } from "../model/same";
import { useBuilderUi } from "../ui";
import { AddLine } from "./AddLine";
import { LineRow } from "./LineRow";
import { SectionHeading } from "./SectionHeading";

interface LinesCardProps {
  readonly onShowCost: (show: boolean) => void;
}

interface Place {
  readonly id: string;
  /** The heading above this line, where a section starts with it. */
  readonly heading: string | null;
}

function placesOf({ order, lines }: Draft): Place[] {
  return order.map((id, index) => {
    const section = lines[id]?.section ?? "";
    const above = lines[order[index - 1] ?? ""]?.section ?? "";
    return { id, heading: section !== "" && section !== above ? section : null };
  });
}

/** The same array as long as order and headings are the same: typing in a line does not render the list around it. */
function usePlaces(): readonly Place[] {
  const { store } = useSession();
  const kept = useRef<readonly Place[]>([]);
  return useSyncExternalStore(store.subscribe, () => {
    kept.current = share(kept.current, placesOf(store.getState().draft));
    return kept.current;
  });
}

export function LinesCard({ onShowCost }: LinesCardProps) {
  const { openId, showCost, canSeeCost } = useBuilderUi();
  const places = usePlaces();
  return (
    <Card aria-labelledby="lines-title">
      <CardHeader
        id="lines-title"
        title="Lines"
        meta={places.length}
        actions={canSeeCost && <Checkbox label="Show cost" checked={showCost} onChange={({ target }) => onShowCost(target.checked)} />}
      />
      {places.length === 0 && (
        <EmptyState title="What is to be printed?" hint="Add a product below: its price appears while you type. Charges, outside purchases and notes are lines too." />
      )}
      <ol aria-label="Lines of the quote">
        {places.map((place, index) => (
          <li key={place.id}>
            {place.heading !== null && <SectionHeading lineId={place.id} />}
            <LineRow id={place.id} index={index} open={place.id === openId} showCost={showCost} />
          </li>
        ))}
      </ol>
      <AddLine />
    </Card>
  );
}
