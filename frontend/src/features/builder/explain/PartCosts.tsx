import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { Link } from "react-router";

import { cn } from "@/lib/cn";
import { formatCount } from "@/lib/count";
import { dollars } from "@/lib/figures";

import type { QuantityEstimate } from "../model/wire";
import { BUCKETS } from "../rail/buckets";
import { rateAddress, type ItemRow, type PartRows } from "./account";

interface PartCostsProps {
  readonly part: PartRows;
  readonly quantities: readonly QuantityEstimate[];
}

/** One part of the job: how it is made at each quantity, and every step's cost. */
export function PartCosts({ part, quantities }: PartCostsProps) {
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" className="pt-4 pb-1 text-left align-bottom text-xs font-medium text-soft">{part.name === "Job" ? "The whole job" : part.name}</th>
        {part.made.map((made, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- a column is its quantity's place
          <td key={at} className="pt-4 pb-1 pl-4 text-right align-bottom text-xs text-faint">
            {made && (
              <>
                <span className="block text-soft">{made.press_name}</span>
                {made.gross_sheets > 0 && (
                  <span className="block">
                    {formatCount(made.net_sheets)} + {formatCount(made.gross_sheets - made.net_sheets)} sheets
                  </span>
                )}
              </>
            )}
          </td>
        ))}
      </tr>
      {part.rows.map((row) => (
        <CostRow key={row.key} row={row} twin={part.rows.some((other) => other !== row && other.operation === row.operation && other.resource === row.resource)} quantities={quantities} />
      ))}
    </tbody>
  );
}

interface CostRowProps {
  readonly row: ItemRow;
  /** Another row has the same name: what it is spent on tells them apart. */
  readonly twin: boolean;
  readonly quantities: readonly QuantityEstimate[];
}

function CostRow({ row, twin, quantities }: CostRowProps) {
  const [open, setOpen] = useState(false);
  const detail = useId();
  return (
    <>
      <tr className="border-t border-line">
        <th scope="row" className="text-left font-normal">
          <button
            type="button"
            aria-expanded={open}
            aria-controls={open ? detail : undefined}
            onClick={() => setOpen(!open)}
            className="flex min-h-8 w-full items-center gap-1 rounded-sm py-1 text-left hover:text-accent-ink"
          >
            <ChevronRight aria-hidden className={cn("size-4 shrink-0 text-faint", open && "rotate-90")} />
            <span>
              {row.operation}
              {row.resource !== row.operation && <span className="text-faint"> · {row.resource}</span>}
              {twin && <span className="text-faint"> · {(BUCKETS[row.bucket] ?? row.bucket).toLowerCase()}</span>}
            </span>
          </button>
        </th>
        {row.items.map((item, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- a column is its quantity's place
          <td key={at} className="py-1.5 pl-4 text-right align-middle tabular-nums whitespace-nowrap">{item === null ? "–" : dollars(item.amount)}</td>
        ))}
      </tr>
      {open && (
        <tr id={detail}>
          <td colSpan={quantities.length + 1} className="bg-sunken px-5 py-2">
            <Formulas row={row} quantities={quantities} />
          </td>
        </tr>
      )}
    </>
  );
}

function Formulas({ row, quantities }: Pick<CostRowProps, "row" | "quantities">) {
  const references = [...new Set(row.items.flatMap((item) => (item ? [item.rate_reference] : [])))];
  return (
    <>
      <dl className="flex flex-col gap-1 text-xs">
        {row.items.map((item, at) => item && (
          <div key={quantities[at]?.quantity} className="flex flex-wrap gap-x-3">
            <dt className="w-14 text-right font-medium tabular-nums">{formatCount(quantities[at]?.quantity ?? 0)}</dt>
            <dd className="min-w-0 flex-1 text-pretty tabular-nums">{item.formula} = {dollars(item.amount, 4)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-1.5 text-2xs text-faint">
        Rate:{" "}
        {references.map((reference) => {
          const address = rateAddress(reference);
          return address === null
            ? <span key={reference} className="wrap-anywhere">{reference} </span>
            : <Link key={reference} to={address} target="_blank" className="wrap-anywhere text-accent-ink underline">{reference}</Link>;
        })}
      </p>
    </>
  );
}
