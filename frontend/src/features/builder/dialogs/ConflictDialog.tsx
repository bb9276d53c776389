import { useState } from "react";

import { formatAgo } from "@/lib/dates";
import { cn } from "@/lib/cn";
import { Button } from "@/ui/Button";
import { Modal } from "@/ui/Modal";

import { useCatalog } from "../catalog";
import { useBuilder, useSession } from "../context";
import { draftOf } from "../model/draft";
import type { Conflict, Side } from "../model/merge";
import type { Standoff } from "../model/store";
import { nameOfConflict, showValue, type Naming } from "./fieldNames";

/** Two people changed the same fields: one decision per field, nothing saved until it is made. */
export function ConflictDialog() {
  const standoff = useBuilder((state) => state.standoff);
  return standoff && <OpenConflict standoff={standoff} />;
}

function OpenConflict({ standoff }: { readonly standoff: Standoff }) {
  const session = useSession();
  const mine = useBuilder((state) => state.draft);
  const quote = useBuilder((state) => state.quote);
  const { stocks } = useCatalog();
  const [choices, setChoices] = useState<Record<string, Side>>({});
  const theirs = draftOf(standoff.theirs);
  const { conflicts } = standoff;
  const open = conflicts.filter((conflict) => !(conflict.path in choices)).length;
  const naming: Naming = {
    customer: (id) => [quote.customer, standoff.theirs.customer].find((one) => one?.id === id)?.name ?? "Another customer",
    contact: (id) => [quote.contact, standoff.theirs.contact].find((one) => one?.id === id)?.name ?? "Another contact",
    stock: (code) => stocks.find((stock) => stock.code === code)?.name ?? code,
  };
  const all = (side: Side) => setChoices(Object.fromEntries(conflicts.map((conflict) => [conflict.path, side])));

  return (
    <Modal
      open
      size="large"
      dismissable={false}
      onClose={() => undefined}
      title={`${standoff.by} changed this quote too`}
      description={`Saved ${formatAgo(standoff.at)}. What only one of you changed is merged already. Choose for the rest; nothing is overwritten until you do.`}
      footer={
        <>
          <Button onClick={() => all("mine")}>Keep all mine</Button>
          <Button onClick={() => all("theirs")}>Take all of theirs</Button>
          <Button kind="primary" disabled={open > 0} onClick={() => session.saver.resolve(choices)}>
            {open > 0 ? `${open} to choose` : "Save as chosen"}
          </Button>
        </>
      }
    >
      <ul className="flex flex-col gap-4">
        {conflicts.map((conflict) => (
          <li key={conflict.path}>
            <ConflictChoice
              conflict={conflict}
              name={nameOfConflict(conflict, mine, theirs)}
              choice={choices[conflict.path]}
              mine={showValue(conflict, conflict.mine, mine, naming)}
              theirs={showValue(conflict, conflict.theirs, theirs, naming)}
              by={standoff.by}
              onChoose={(side) => setChoices((current) => ({ ...current, [conflict.path]: side }))}
            />
          </li>
        ))}
      </ul>
    </Modal>
  );
}

interface ConflictChoiceProps {
  readonly conflict: Conflict;
  readonly name: string;
  readonly choice: Side | undefined;
  readonly mine: string;
  readonly theirs: string;
  readonly by: string;
  readonly onChoose: (side: Side) => void;
}

function ConflictChoice({ conflict, name, choice, mine, theirs, by, onChoose }: ConflictChoiceProps) {
  const sides = [
    { side: "mine" as const, who: "Yours", value: mine },
    { side: "theirs" as const, who: by, value: theirs },
  ];
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-sm font-medium">{name}</legend>
      <div className="grid gap-2 md:grid-cols-2">
        {sides.map(({ side, who, value }) => (
          <label
            key={side}
            className={cn(
              "flex min-h-11 cursor-pointer items-start gap-2.5 rounded-md border px-3 py-2 text-sm has-focus-visible:outline-2 has-focus-visible:outline-accent-ink",
              choice === side ? "border-accent-ink bg-accent-soft" : "border-line-strong",
            )}
          >
            <input type="radio" aria-label={`${who}: ${value}`} className="mt-1 accent-accent" name={conflict.path} checked={choice === side} onChange={() => onChoose(side)} />
            <span className="min-w-0">
              <span className="block text-xs text-soft">{who}</span>
              <span className="block wrap-anywhere whitespace-pre-wrap">{value}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
