import { TriangleAlert } from "lucide-react";
import { Link } from "react-router";

import { formatCount } from "@/lib/count";
import { formatDay } from "@/lib/dates";
import { dollars, percent } from "@/lib/figures";

import type { QuantityEstimate } from "../model/wire";
import { rateAddress } from "./account";

type Listed = NonNullable<QuantityEstimate["listed"]>;

interface ListAccountsProps {
  readonly quantities: readonly QuantityEstimate[];
}

const MODES: Record<Listed["mode"], string> = {
  step: "by steps",
  linear_totals: "on a line between totals",
  linear_units: "on a line between unit prices",
  accumulated: "slice by slice",
};

/** How each quantity's price was read off its price list: the breaks, the run-on, and every step to what is asked. */
export function ListAccounts({ quantities }: ListAccountsProps) {
  const listed = quantities[0]?.listed;
  if (!listed) return null;
  const address = rateAddress(`price_list:${listed.price_list}`);
  return (
    <div className="flex flex-col gap-5">
      <p className="text-sm text-pretty text-soft">
        {address === null ? listed.name : <Link to={address} target="_blank" className="font-medium text-accent-ink underline">{listed.name}</Link>}, edition {formatCount(listed.edition)}, holds since {formatDay(listed.effective_from)} and is read {MODES[listed.mode]}
        {listed.tier !== "" && <>, in the column of {listed.tier}</>}.
      </p>
      {quantities.map((one) => one.listed && <ListAccount key={one.quantity} one={one} listed={one.listed} />)}
    </div>
  );
}

interface ListAccountProps {
  readonly one: QuantityEstimate;
  readonly listed: Listed;
}

const AMOUNT = "py-1.5 pl-4 text-right align-top tabular-nums whitespace-nowrap";

function ListAccount({ one, listed }: ListAccountProps) {
  const quantity = formatCount(one.quantity);
  const [first, ...steps] = listed.steps;
  const cost = one.internal?.items[0];
  return (
    <section aria-label={`How the price of ${quantity} comes about`}>
      <table className="w-full text-sm">
        <caption className="pb-1 text-left text-base font-semibold tabular-nums">{quantity}</caption>
        <tbody>
          {listed.parts.map((part) => (
            <Row key={part.words} name={part.words} amount={dollars(part.amount, listed.parts.length > 1 ? 4 : 2)} />
          ))}
          {listed.parts.length > 1 && first && <Row name="As the list says" amount={dollars(first.after, 4)} />}
          {steps.map((step) => <Row key={step.name} name={step.words} amount={dollars(step.after)} />)}
          <Row name="Price" amount={dollars(one.price)} strong />
          <Row name="Each" amount={dollars(one.unit_price, 4)} />
          {one.internal && <Row name={cost ? `Cost: ${cost.formula}` : "Cost"} amount={one.internal.cost === null ? "unknown" : dollars(one.internal.cost)} />}
          {one.internal && <Row name="Margin" amount={one.internal.margin_fraction === null ? "unknown" : percent(one.internal.margin_fraction)} />}
        </tbody>
      </table>
      {listed.better && (
        <p className="mt-1 flex items-center gap-1.5 text-xs text-warn">
          <TriangleAlert className="size-4 shrink-0" aria-hidden="true" />
          {formatCount(listed.better.quantity)} cost less in all: {dollars(listed.better.price)}.
        </p>
      )}
    </section>
  );
}

function Row({ name, amount, strong = false }: { readonly name: string; readonly amount: string; readonly strong?: boolean }) {
  return (
    <tr className={strong ? "border-t border-line-strong font-semibold" : "border-t border-line"}>
      <th scope="row" className={strong ? "py-1.5 text-left font-semibold" : "py-1.5 text-left font-normal text-pretty"}>{name}</th>
      <td className={AMOUNT}>{amount}</td>
    </tr>
  );
}
