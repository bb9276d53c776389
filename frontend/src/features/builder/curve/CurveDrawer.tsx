import { useQuery } from "@tanstack/react-query";

import { formatCount } from "@/lib/count";
import { dollars, percent } from "@/lib/figures";
import { ErrorState } from "@/ui/ErrorState";
import { LoadingSpinner } from "@/ui/LoadingSpinner";
import { Modal } from "@/ui/Modal";
import { Notice } from "@/ui/Notice";

import { useHead, useLine } from "../context";
import type { Spec } from "../model/wire";
import { CurveChart } from "./CurveChart";
import { curveQuery, type Curve } from "./query";
import { kindName } from "./words";

interface CurveDrawerProps {
  readonly lineId: string;
  readonly onClose: () => void;
}

/** What the job costs from one to a hundred thousand, and from which quantity on another press is the cheaper one. */
export function CurveDrawer({ lineId, onClose }: CurveDrawerProps) {
  const line = useLine(lineId);
  return (
    <Modal open size="wide" title={`Quantity curve of ${line?.title ?? "the line"}`} description="By today's rates, for this customer." onClose={onClose}>
      {line?.spec && <CurveOf spec={line.spec} />}
    </Modal>
  );
}

function CurveOf({ spec }: { readonly spec: Spec }) {
  const customerId = useHead("customer_id");
  const curve = useQuery(curveQuery(spec, customerId));
  if (curve.isPending) return <LoadingSpinner label="Pricing the quantities" />;
  if (curve.isError) return <ErrorState title="The curve could not be drawn" error={curve.error} retry={() => void curve.refetch()} />;
  const { data } = curve;
  return (
    <div className="flex flex-col gap-5">
      {data.changes.map((change) => (
        <p key={change.first} className="text-sm text-pretty">
          From <strong className="tabular-nums">{formatCount(change.first)}</strong> on, {change.to_press} is cheaper than {change.from_press}.
        </p>
      ))}
      <CurveChart curve={data} />
      <Findings findings={data.findings} />
      <CurveTable curve={data} />
    </div>
  );
}

/** Quantities at which the curve makes no sense to a customer. */
function Findings({ findings }: { readonly findings: Curve["findings"] }) {
  if (findings.length === 0) return <p className="text-sm text-soft">No total falls and no unit price rises as the quantity rises.</p>;
  return (
    <ul className="flex flex-col gap-1.5" aria-label="What the linter found">
      {findings.map((finding) => (
        <li key={finding.sentence}>
          <Notice tone={finding.is_wrong ? "warn" : "info"}>{finding.sentence}</Notice>
        </li>
      ))}
    </ul>
  );
}

const CELL = "py-1 pl-4 text-right tabular-nums whitespace-nowrap";

function CurveTable({ curve }: { readonly curve: Curve }) {
  const internal = curve.points.some((point) => point.internal);
  return (
    <details>
      <summary className="cursor-pointer rounded-sm text-sm font-medium text-accent-ink">Show as table</summary>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a wide table scrolls in its own box, by key too */}
      <div className="mt-2 overflow-x-auto" role="region" aria-label="Prices by quantity" tabIndex={0}>
        <table className="w-full text-sm">
          <thead className="border-b border-line text-xs text-soft">
            <tr>
              <th scope="col" className="py-1 text-right font-medium">Quantity</th>
              <th scope="col" className={`${CELL} font-medium`}>Price</th>
              <th scope="col" className={`${CELL} font-medium`}>Each</th>
              {internal && <th scope="col" className={`${CELL} font-medium`}>Cost</th>}
              {internal && <th scope="col" className={`${CELL} font-medium`}>Margin</th>}
              <th scope="col" className="py-1 pl-4 text-left font-medium">Press</th>
            </tr>
          </thead>
          <tbody>
            {curve.points.map((point) => (
              <tr key={point.quantity} className="border-b border-line">
                <th scope="row" className="py-1 text-right font-normal tabular-nums">{formatCount(point.quantity)}</th>
                <td className={CELL}>{dollars(point.price)}</td>
                <td className={CELL}>{dollars(point.unit_price, 4)}</td>
                {internal && <td className={CELL}>{dollars(point.internal?.cost)}</td>}
                {internal && <td className={CELL}>{percent(point.internal?.margin_fraction)}</td>}
                <td className="py-1 pl-4 whitespace-nowrap">{point.press_name || kindName(point.kind)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
