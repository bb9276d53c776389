import { cn } from "@/lib/cn";
import { dollars } from "@/lib/figures";

import type { Gang } from "./query";
import { lessOf } from "./words";

const CELL = "py-1.5 pl-4 text-right align-top tabular-nums whitespace-nowrap";
const COLUMN = `${CELL} font-medium`;

interface GangCostsProps {
  readonly internal: NonNullable<Gang["internal"]>;
  readonly lines: Gang["lines"];
}

interface Row {
  readonly name: string;
  readonly apart: string | undefined;
  readonly together: string | undefined;
  readonly saves: string | undefined;
}

/** What the shop spends apart and together: by line, by what is done, and how the shared run comes to its sum. */
export function GangCosts({ internal, lines }: GangCostsProps) {
  const byLine = lines.map((line) => ({
    name: `${line.position}. ${line.title}`, apart: line.internal?.cost_apart, together: line.internal?.cost_together, saves: line.internal?.saves,
  }));
  const byWork = internal.differences.map((one) => ({ name: one.what, ...one }));
  const total = { name: "All of them", apart: internal.cost_apart, together: internal.cost_together, saves: internal.saves };
  return (
    <>
      <Costs id="gang-lines" title="Cost by line" what="Line" rows={byLine} total={total} />
      <Costs id="gang-work" title="Where the saving comes from" what="Work" rows={byWork} />
      <section aria-labelledby="shared-title" className="flex flex-col gap-1.5">
        <h3 id="shared-title" className="text-sm font-medium">The shared run: {dollars(internal.shared)}</h3>
        <dl className="flex flex-col gap-1 text-xs">
          {internal.items.map((item) => (
            <div key={`${item.operation} ${item.rate_reference}`} className="flex flex-wrap gap-x-3">
              <dt className="w-36 shrink-0">{item.operation}</dt>
              <dd className="min-w-0 flex-1 text-pretty text-soft tabular-nums">{item.formula} = {dollars(item.amount, 4)}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
}

interface CostsProps {
  readonly id: string;
  readonly title: string;
  readonly what: string;
  readonly rows: readonly Row[];
  readonly total?: Row;
}

function Costs({ id, title, what, rows, total }: CostsProps) {
  return (
    <section aria-labelledby={id} className="flex flex-col gap-1.5">
      <h3 id={id} className="text-sm font-medium">{title}</h3>
      <table className="w-full text-sm">
        <thead className="border-b border-line-strong text-xs text-soft">
          <tr>
            <th scope="col" className="py-1.5 text-left font-medium">{what}</th>
            <th scope="col" className={COLUMN}>Apart</th>
            <th scope="col" className={COLUMN}>Together</th>
            <th scope="col" className={COLUMN}>Difference</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => <Amounts key={row.name} row={row} look="font-normal" />)}
        </tbody>
        {total && <tfoot><Amounts row={total} look="font-semibold" /></tfoot>}
      </table>
    </section>
  );
}

function Amounts({ row, look }: { readonly row: Row; readonly look: string }) {
  return (
    <tr className={cn("border-b border-line", look)}>
      <th scope="row" className={cn("py-1.5 text-left", look)}>{row.name}</th>
      <td className={CELL}>{dollars(row.apart)}</td>
      <td className={CELL}>{dollars(row.together)}</td>
      <td className={CELL}>{lessOf(row.saves)}</td>
    </tr>
  );
}
