import { formatCount } from "@/lib/count";
import { dollars, percent } from "@/lib/figures";
import { LoadingSpinner } from "@/ui/LoadingSpinner";
import { Modal } from "@/ui/Modal";

import { useCatalog } from "../catalog";
import { useEstimate, useLine } from "../context";
import type { QuantityEstimate } from "../model/wire";
import { BUCKETS } from "../rail/buckets";
import { isOfPart, readMethod, settableOf } from "../production/byHand";
import { useBuilderUi } from "../ui";
import { ListAccounts } from "./ListAccounts";
import { bucketRows, partRows, stepRows, type RouteRow } from "./account";
import { PartCosts } from "./PartCosts";
import { Routes } from "./Routes";

interface ExplainDrawerProps {
  readonly lineId: string;
  readonly onClose: () => void;
}

/** Why the price is what it is: part, step, detail, mark-ups, rules and rounding, a column for each quantity. */
export function ExplainDrawer({ lineId, onClose }: ExplainDrawerProps) {
  const line = useLine(lineId);
  const { estimate } = useEstimate(lineId);
  const { products } = useCatalog();
  const { canProduce, produce } = useBuilderUi();
  const listed = estimate?.quantities.filter((one) => one.listed) ?? [];
  const quantities = estimate?.quantities.filter((one) => one.internal && !one.listed) ?? [];
  const all = line?.spec ? settableOf(products, line.spec) : [];
  const onUse = (part: string) => {
    const settable = all.find((one) => isOfPart(one, all, part));
    if (!canProduce || !settable) return undefined;
    return ({ press, method }: RouteRow) => produce({ lineId, settable, start: { press, method: settable.figures.includes("method") ? readMethod(method) : null } });
  };
  return (
    <Modal
      open
      size="wide"
      title={`Price of ${line?.title ?? "the line"}`}
      description={listed.length > 0 ? "Read off a price list." : "Open a row for its formula and the rate behind it."}
      onClose={onClose}
    >
      {estimate === null && <LoadingSpinner label="Asking the engine" />}
      {listed.length > 0 && <ListAccounts quantities={listed} />}
      {quantities.length > 0 && <Account quantities={quantities} onUse={onUse} />}
    </Modal>
  );
}

const NUMBER = "py-1.5 pl-4 text-right align-top tabular-nums whitespace-nowrap";
const HEAD = "py-1.5 text-left align-top font-normal";

interface AccountProps {
  readonly quantities: readonly QuantityEstimate[];
  readonly onUse: (part: string) => ((row: RouteRow) => void) | undefined;
}

function Account({ quantities, onUse }: AccountProps) {
  const parts = partRows(quantities);
  return (
    <div className="flex flex-col gap-6">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a wide table scrolls in its own box, by key too */}
      <div className="overflow-x-auto" role="region" aria-label="Cost and price by quantity" tabIndex={0}>
        <table className="w-full text-sm">
          <thead className="border-b border-line-strong text-xs text-soft">
            <tr>
              <th scope="col" className="py-1.5 text-left font-medium">Quantity</th>
              {quantities.map((one) => (
                <th key={one.quantity} scope="col" className={`${NUMBER} text-base font-semibold text-ink`}>{formatCount(one.quantity)}</th>
              ))}
            </tr>
          </thead>
          {parts.map((part) => (
            <PartCosts key={part.name} part={part} quantities={quantities} />
          ))}
          <tbody>
            <Line label="Cost" cells={quantities.map((one) => dollars(one.internal?.cost))} strong />
          </tbody>
          <MarkUps quantities={quantities} />
          <Steps quantities={quantities} />
          <tbody>
            <Line label="Price" cells={quantities.map((one) => dollars(one.price))} strong />
            <Line label="Each" cells={quantities.map((one) => dollars(one.unit_price, 4))} />
            <Line label="Margin" cells={quantities.map((one) => percent(one.internal?.margin_fraction))} />
          </tbody>
        </table>
      </div>
      <Routes quantities={quantities} parts={parts.map((part) => part.name)} onUse={onUse} />
    </div>
  );
}

interface LineProps {
  readonly label: string;
  readonly hint?: string;
  readonly cells: readonly string[];
  readonly strong?: boolean;
}

function Line({ label, hint, cells, strong = false }: LineProps) {
  return (
    <tr className={strong ? "border-t border-line-strong font-semibold" : "border-t border-line"}>
      <th scope="row" className={strong ? "py-1.5 text-left font-semibold" : HEAD}>
        {label}
        {hint !== undefined && <span className="block text-xs text-pretty text-faint">{hint}</span>}
      </th>
      {cells.map((cell, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- a column is its quantity's place
        <td key={at} className={NUMBER}>{cell}</td>
      ))}
    </tr>
  );
}

function Caption({ children, columns }: { readonly children: string; readonly columns: number }) {
  return (
    <tr>
      <th scope="rowgroup" colSpan={columns + 1} className="pt-4 pb-1 text-left text-xs font-medium text-soft">{children}</th>
    </tr>
  );
}

function MarkUps({ quantities }: { readonly quantities: readonly QuantityEstimate[] }) {
  return (
    <tbody>
      <Caption columns={quantities.length}>Mark-ups</Caption>
      {bucketRows(quantities).map(({ name, buckets }) => {
        const shares = [...new Set(buckets.flatMap((bucket) => (bucket ? [percent(bucket.mark_up)] : [])))];
        return (
          <Line
            key={name}
            label={BUCKETS[name] ?? name}
            hint={`cost + ${shares.join(", ")}`}
            cells={buckets.map((bucket) => dollars(bucket?.price))}
          />
        );
      })}
    </tbody>
  );
}

function Steps({ quantities }: { readonly quantities: readonly QuantityEstimate[] }) {
  return (
    <tbody>
      <Caption columns={quantities.length}>From formula to price</Caption>
      {stepRows(quantities).map((step) => (
        <Line
          key={step.name}
          label={[...new Set(step.words.filter((words) => words !== null))].join(" · ")}
          cells={step.after.map((after) => dollars(after))}
        />
      ))}
    </tbody>
  );
}
