import { formatCount } from "@/lib/count";
import { Modal } from "@/ui/Modal";
import { Notice } from "@/ui/Notice";
import { LoadingSpinner } from "@/ui/LoadingSpinner";

import { useEstimate, useLine } from "../context";
import { dollars, percent } from "../format";
import type { QuantityEstimate } from "../model/wire";
import { BUCKETS } from "../rail/buckets";

interface ExplainDrawerProps {
  readonly lineId: string;
  readonly onClose: () => void;
}

/** Why the price is what it is: every cost with its formula, every mark-up, every step to the final cent. */
export function ExplainDrawer({ lineId, onClose }: ExplainDrawerProps) {
  const line = useLine(lineId);
  const { estimate } = useEstimate(lineId);
  const priced = estimate?.quantities.filter((one) => one.internal) ?? [];
  return (
    <Modal open size="side" title={`Price of ${line?.title ?? "the line"}`} description="Each figure names its formula and the rate behind it." onClose={onClose}>
      {estimate === null && <LoadingSpinner label="Asking the engine" />}
      <div className="flex flex-col gap-6">
        {priced.map((one) => (
          <QuantityExplained key={one.quantity} estimate={one} />
        ))}
      </div>
    </Modal>
  );
}

const CELL = "py-1 align-top";

function QuantityExplained({ estimate }: { readonly estimate: QuantityEstimate }) {
  const { internal } = estimate;
  if (!internal) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a drawer without controls scrolls by its parts
    <section aria-label={`${formatCount(estimate.quantity)} pieces`} tabIndex={0} className="flex flex-col gap-3 rounded-sm text-sm">
      <header className="flex flex-wrap items-baseline justify-between gap-2 border-b border-line pb-1.5">
        <h3 className="text-base font-semibold tabular-nums">{formatCount(estimate.quantity)}</h3>
        {estimate.parts.map((part) => (
          <span key={part.name} className="text-xs text-faint">
            {part.press_name} · {formatCount(part.net_sheets)} sheets + waste = {formatCount(part.gross_sheets)} · {formatCount(part.clicks)} clicks
          </span>
        ))}
        <span className="font-semibold tabular-nums">{dollars(estimate.price)}</span>
      </header>
      <table className="w-full">
        <caption className="sr-only">Costs of {formatCount(estimate.quantity)}</caption>
        <tbody>
          {internal.items.map((item) => (
            <tr key={`${item.part}/${item.operation}/${item.formula}`} className="border-b border-line">
              <th scope="row" className={`${CELL} pr-3 text-left font-normal`}>
                {item.operation}
                <span className="block text-xs text-pretty text-faint">{item.formula}</span>
                <span className="block text-2xs wrap-anywhere text-faint">{item.rate_reference}</span>
              </th>
              <td className={`${CELL} text-right tabular-nums`}>{dollars(item.amount)}</td>
            </tr>
          ))}
          <tr className="font-semibold">
            <th scope="row" className={`${CELL} text-left`}>Cost</th>
            <td className={`${CELL} text-right tabular-nums`}>{dollars(internal.cost)}</td>
          </tr>
        </tbody>
      </table>
      <table className="w-full">
        <caption className="mb-1 text-left text-xs font-medium text-soft">Mark-ups</caption>
        <tbody>
          {internal.buckets.map((bucket) => (
            <tr key={bucket.bucket} className="border-b border-line">
              <th scope="row" className={`${CELL} text-left font-normal`}>{BUCKETS[bucket.bucket] ?? bucket.bucket}</th>
              <td className={`${CELL} text-right text-soft tabular-nums`}>{dollars(bucket.cost)} + {percent(bucket.mark_up)}</td>
              <td className={`${CELL} w-24 text-right tabular-nums`}>{dollars(bucket.price)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <table className="w-full">
        <caption className="mb-1 text-left text-xs font-medium text-soft">From formula to price</caption>
        <tbody>
          {internal.price_steps.map((step) => (
            <tr key={step.name} className="border-b border-line">
              <th scope="row" className={`${CELL} pr-3 text-left font-normal text-pretty`}>{step.words}</th>
              <td className={`${CELL} text-right tabular-nums`}>{dollars(step.after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Routes estimate={estimate} />
    </section>
  );
}

function Routes({ estimate }: { readonly estimate: QuantityEstimate }) {
  const others = estimate.parts.flatMap((part) => part.internal?.other_routes ?? []);
  const refused = estimate.parts.flatMap((part) => part.refused_routes);
  if (others.length === 0 && refused.length === 0) return null;
  return (
    <div className="flex flex-col gap-1.5">
      <h4 className="text-xs font-medium text-soft">Routes not chosen</h4>
      {others.map((route) => (
        <Notice key={route.press} tone="info">{route.name}: {dollars(route.price)}, dearer by {dollars(route.dearer_by)}.</Notice>
      ))}
      {refused.map((route) => (
        <Notice key={route.press} tone="warn">{route.name}: {route.reason}</Notice>
      ))}
    </div>
  );
}
