import type { UseQueryResult } from "@tanstack/react-query";

import { cn } from "@/lib/cn";
import { formatCount } from "@/lib/count";
import { dollars } from "@/lib/figures";
import { LoadingSpinner } from "@/ui/LoadingSpinner";
import { Notice } from "@/ui/Notice";

import type { QuantityEstimate } from "../model/wire";
import { waysOf } from "./engine";

type Answer = UseQueryResult<readonly QuantityEstimate[]>;

interface EffectProps {
  readonly engine: Answer;
  /** With the figures as they stand in the form; null while none is set. */
  readonly tried: Answer | null;
}

const CELL = "py-1 pl-4 text-right tabular-nums whitespace-nowrap";

/** The price of each quantity by the engine's own choice, beside what it comes to by hand. */
export function Effect({ engine, tried }: EffectProps) {
  const quantities = engine.data ?? tried?.data;
  if (tried?.isError) return <Notice tone="warn">{tried.error.message}</Notice>;
  if (!quantities) return engine.isError ? <Notice tone="warn">{engine.error.message}</Notice> : <LoadingSpinner label="Asking the engine" />;
  const price = (answer: Answer | null, quantity: number) => dollars(answer?.data?.find((one) => one.quantity === quantity)?.price);
  const ways = waysOf(tried?.data ?? []);
  return (
    <div className="flex flex-col gap-2" aria-busy={tried?.isFetching ?? false}>
      <table className="w-full text-sm">
        <caption className="sr-only">What it does to the price</caption>
        <thead className="border-b border-line text-xs text-soft">
          <tr>
            <th scope="col" className="py-1 text-left font-medium">Quantity</th>
            <th scope="col" className={`${CELL} font-medium`}>Engine's price</th>
            <th scope="col" className={`${CELL} font-medium`}>By hand</th>
          </tr>
        </thead>
        <tbody className={cn("transition-opacity", tried?.isFetching && "opacity-60")}>
          {quantities.map(({ quantity }) => (
            <tr key={quantity} className="border-b border-line">
              <th scope="row" className="py-1 text-left font-normal tabular-nums">{formatCount(quantity)}</th>
              <td className={CELL}>{price(engine, quantity)}</td>
              <td className={`${CELL} font-medium`}>{price(tried, quantity)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {ways.map((way) => (
        <p key={`${way.part}/${way.words}`} className="text-xs text-pretty text-faint">
          By hand, {way.quantities.map(formatCount).join(" · ")}: {way.words}
        </p>
      ))}
    </div>
  );
}
