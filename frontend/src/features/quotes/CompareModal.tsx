import { useQuery } from "@tanstack/react-query";

import type { Schemas } from "@/api/client";
import { formatMoney } from "@/lib/money";
import { ErrorState } from "@/ui/ErrorState";
import { Modal } from "@/ui/Modal";
import { SkeletonLines } from "@/ui/Skeleton";

import { comparisonQuery, type Quote } from "./queries";

type Comparison = Schemas["ComparisonResponse"];
type LineChange = Comparison["lines"][number];

/** What the quote would come to by today's rates, and what makes the difference. */
export function CompareModal({ quote, onClose }: { readonly quote: Quote; readonly onClose: () => void }) {
  const { data, error, refetch } = useQuery(comparisonQuery(quote.id, quote.version));
  return (
    <Modal open size="large" title={`${quote.number} by today’s rates`} description="The quote itself stays as it is." onClose={onClose}>
      {error ? <ErrorState error={error} title="The quote could not be compared" retry={() => void refetch()} /> : null}
      {data ? <Compared found={data} /> : error ? null : <SkeletonLines lines={6} label="Pricing the quote again" />}
    </Modal>
  );
}

function signed(amount: Comparison["difference"]): string {
  return amount.startsWith("-") ? formatMoney(amount) : `+${formatMoney(amount)}`;
}

function Compared({ found }: { readonly found: Comparison }) {
  const same = found.difference === "0.00" && found.lines.length === 0;
  if (same) return <p className="text-sm">It comes to the same {formatMoney(found.before.total)}, line by line.</p>;
  return (
    <table className="w-full text-sm">
      <thead className="border-b border-line-strong text-xs text-soft">
        <tr>
          <th scope="col" className="py-1.5 text-left font-medium">Cause</th>
          <th scope="col" className="py-1.5 text-right font-medium">As quoted</th>
          <th scope="col" className="py-1.5 pl-4 text-right font-medium">Today</th>
          <th scope="col" className="py-1.5 pl-4 text-right font-medium">Difference</th>
        </tr>
      </thead>
      {found.lines.map((line, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- two lines may have one title
        <LineRows key={at} line={line} />
      ))}
      <tbody>
        {found.discount !== "0.00" && <Row label="Discount" amount={found.discount} />}
        {found.tax !== "0.00" && <Row label="Sales tax" amount={found.tax} />}
      </tbody>
      <tfoot className="border-t border-line-strong font-semibold tabular-nums">
        <tr>
          <th scope="row" className="py-2 text-left font-semibold">Total</th>
          <td className="py-2 text-right">{formatMoney(found.before.total)}</td>
          <td className="py-2 pl-4 text-right">{formatMoney(found.after.total)}</td>
          <td className="py-2 pl-4 text-right">{signed(found.difference)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

function LineRows({ line }: { readonly line: LineChange }) {
  return (
    <tbody className="border-b border-line tabular-nums">
      <tr>
        <th scope="row" className="py-1.5 text-left font-medium">{line.title}</th>
        <td className="py-1.5 text-right">{formatMoney(line.before)}</td>
        <td className="py-1.5 pl-4 text-right">{formatMoney(line.after)}</td>
        <td className="py-1.5 pl-4 text-right font-medium">{signed(line.amount)}</td>
      </tr>
      {line.internal?.causes.map((cause) => (
        <Row key={`${cause.part}/${cause.what}`} label={cause.part === "The line" ? cause.what : `${cause.what}, ${cause.part.toLowerCase()}`} amount={cause.amount} quiet />
      ))}
    </tbody>
  );
}

function Row({ label, amount, quiet = false }: { readonly label: string; readonly amount: Comparison["difference"]; readonly quiet?: boolean }) {
  return (
    <tr className={quiet ? "text-xs text-soft" : "border-b border-line"}>
      <th scope="row" colSpan={3} className={quiet ? "py-0.5 pl-4 text-left font-normal" : "py-1.5 text-left font-normal"}>{label}</th>
      <td className="py-0.5 pl-4 text-right tabular-nums">{signed(amount)}</td>
    </tr>
  );
}
