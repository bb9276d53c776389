import { formatCount } from "@/lib/count";
import { dollars, percent } from "@/lib/figures";

import type { Gang } from "./query";
import { lessOf } from "./words";

const CELL = "py-1.5 pl-4 text-right align-top tabular-nums whitespace-nowrap";
const COLUMN = `${CELL} font-medium`;

/** What each line gets of the sheet, what part of the run it bears, and what it sells for apart and together. */
export function GangShares({ gang }: { readonly gang: Gang }) {
  return (
    <section aria-labelledby="shares-title" className="flex flex-col gap-1.5">
      <h3 id="shares-title" className="text-sm font-medium">What each line gets and bears</h3>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a wide table scrolls in its own box, by key too */}
      <div className="overflow-x-auto" role="region" aria-label="Shares of the lines" tabIndex={0}>
        <table className="w-full text-sm">
          <thead className="border-b border-line-strong text-xs text-soft">
            <tr>
              <th scope="col" className="py-1.5 text-left font-medium">Line</th>
              <th scope="col" className={COLUMN}>Quantity</th>
              <th scope="col" className={COLUMN}>Up</th>
              <th scope="col" className={COLUMN}>Made</th>
              <th scope="col" className={COLUMN}>Bears</th>
              <th scope="col" className={COLUMN}>Price apart</th>
              <th scope="col" className={COLUMN}>Together</th>
              <th scope="col" className={COLUMN}>Difference</th>
            </tr>
          </thead>
          <tbody>
            {gang.lines.map((line) => (
              <tr key={line.line_id} className="border-b border-line">
                <th scope="row" className="py-1.5 text-left font-normal">
                  {line.position}. {line.title}
                  {line.keeps_price && <span className="block text-xs text-faint">Its price was set by hand and stays.</span>}
                </th>
                <td className={CELL}>{formatCount(line.quantity)}</td>
                <td className={CELL}>{formatCount(line.ups)}</td>
                <td className={CELL}>
                  {formatCount(line.made)}
                  <span className="block text-xs text-faint">{line.overrun === 0 ? "none over" : `${formatCount(line.overrun)} over, ${percent(line.overrun_fraction)}`}</span>
                </td>
                <td className={CELL}>{percent(line.share)}</td>
                <td className={CELL}>{dollars(line.price_apart)}</td>
                <td className={CELL}>{dollars(line.price_together)}</td>
                <td className={CELL}>{lessOf(line.saves)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot className="font-semibold">
            <tr>
              <th scope="row" colSpan={5} className="py-1.5 text-left">All of them</th>
              <td className={CELL}>{dollars(gang.price_apart)}</td>
              <td className={CELL}>{dollars(gang.price_together)}</td>
              <td className={CELL}>{lessOf(gang.saves)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
      <p className="text-xs text-pretty text-faint">
        A line bears of the shared run what its pieces take of all pieces on the sheet: area times ups. Prices are the formula's, by each line's own costs.
      </p>
    </section>
  );
}
