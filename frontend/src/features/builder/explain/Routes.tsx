import { Check } from "lucide-react";

import { formatCount } from "@/lib/count";
import { dollars, NONE } from "@/lib/figures";

import type { QuantityEstimate } from "../model/wire";
import { CHOSEN, refusals, routeRows, type RouteRow } from "./account";

interface RoutesProps {
  readonly quantities: readonly QuantityEstimate[];
  readonly parts: readonly string[];
  /** What takes a way of a part over the engine's choice; nothing for who may not. */
  readonly onUse: (part: string) => ((row: RouteRow) => void) | undefined;
}

/** Every way that was tried: the one taken, how much dearer the others are, and why the rest cannot. */
export function Routes({ quantities, parts, onUse }: RoutesProps) {
  return (
    <section aria-labelledby="routes-title" className="flex flex-col gap-4">
      <h3 id="routes-title" className="text-base font-semibold">Ways to make it</h3>
      {parts.map((part) => (
        <PartRoutes key={part} part={part} quantities={quantities} onUse={onUse(part)} alone={parts.filter((name) => name !== "Job").length === 1} />
      ))}
    </section>
  );
}

interface PartRoutesProps extends Pick<RoutesProps, "quantities"> {
  readonly part: string;
  readonly onUse: ((row: RouteRow) => void) | undefined;
  readonly alone: boolean;
}

function PartRoutes({ part, quantities, onUse, alone }: PartRoutesProps) {
  const rows = routeRows(quantities, part);
  const refused = refusals(quantities, part);
  if (rows.length === 0 && refused.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      {rows.length > 0 && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a wide table scrolls in its own box, by key too
        <div className="overflow-x-auto" role="region" aria-label={`Ways to make the ${part.toLowerCase()}`} tabIndex={0}>
          <table className="w-full text-sm">
            <caption className={alone ? "sr-only" : "pb-1 text-left text-xs font-medium text-soft"}>{part}</caption>
            <thead className="text-xs text-soft">
              <tr>
                <th scope="col" className="py-1 text-left font-medium">Way</th>
                {quantities.map((one) => <th key={one.quantity} scope="col" className="py-1 pl-4 text-right font-medium tabular-nums">{formatCount(one.quantity)}</th>)}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.key} className="border-t border-line">
                  <th scope="row" className="min-w-36 py-1.5 text-left font-normal">
                    {row.name}
                    <span className="block text-xs text-pretty text-faint">{row.words}</span>
                    {onUse && !row.dearer.every((dearer) => dearer === CHOSEN) && (
                      <button type="button" className="min-h-6 rounded-sm text-xs font-medium text-accent-ink underline max-md:min-h-11" aria-label={`Use this route: ${row.name}, ${row.words}`} onClick={() => onUse(row)}>
                        Use this route
                      </button>
                    )}
                  </th>
                  {row.dearer.map((dearer, at) => (
                    <td key={quantities[at]?.quantity} className="py-1.5 pl-4 text-right align-top tabular-nums whitespace-nowrap">
                      <Dearer by={dearer} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {refused.length > 0 && (
        <ul className="flex flex-col gap-1 text-xs text-soft" aria-label={`What cannot make the ${part.toLowerCase()}`}>
          {refused.map((route) => (
            <li key={`${route.name}/${route.reason}`} className="text-pretty">
              <span className="font-medium text-ink">{route.name}</span> cannot: {route.reason}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Dearer({ by }: { readonly by: string | null }) {
  if (by === null) return <span className="text-faint">{NONE}</span>;
  if (by === CHOSEN) {
    return (
      <span className="inline-flex items-center gap-1 font-medium text-good">
        <Check className="size-4" aria-hidden /> chosen
      </span>
    );
  }
  return <>+{dollars(by)}</>;
}
