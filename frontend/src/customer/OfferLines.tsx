import { formatCount } from "@/lib/count";
import { dollars } from "@/lib/figures";

import type { OfferDocument, OfferLine } from "./api";
import { groupsOf, quoted, type Chosen } from "./choices";

const NOTHING: Chosen = {};

interface OfferLinesProps {
  readonly paper: OfferDocument;
  readonly chosen?: Chosen;
  /** Takes this quantity of a line, or none of it; without it the lines are only read. */
  readonly onChoose?: (line: OfferLine, quantity: number | undefined) => void;
}

/** The lines as the document has them; each required one with one quantity to choose, options with a tick, alternates together. */
export function OfferLines({ paper, chosen = NOTHING, onChoose }: OfferLinesProps) {
  return (
    <div className="flex flex-col gap-3">
      {paper.sections.map((section) => (
        <section key={`${section.heading}-${section.lines[0]?.position ?? 0}`} className="flex flex-col gap-3">
          {section.heading && <h2 className="mt-2 text-lg font-semibold wrap-anywhere">{section.heading}</h2>}
          {groupsOf(section.lines).map((lines) => {
            const [line] = lines;
            return lines.length > 1
              ? <Alternates key={line?.position} lines={lines} chosen={chosen} onChoose={onChoose} />
              : line && <Line key={line.position} line={line} chosen={chosen[line.position]} onChoose={onChoose} />;
          })}
        </section>
      ))}
    </div>
  );
}

interface LineProps {
  readonly line: OfferLine;
  readonly chosen: number | undefined;
  readonly onChoose: OfferLinesProps["onChoose"];
}

function Line({ line, chosen, onChoose }: LineProps) {
  const only = quoted(line);
  const taken = chosen !== undefined;
  const choosing = onChoose && only === undefined && (!line.optional || taken) && line.quantities.length > 1;
  return (
    <fieldset id={`line-${line.position}`} className="m-0 min-w-0 rounded-lg border border-line bg-surface p-4">
      <legend className="float-left w-full text-lg font-semibold wrap-anywhere">{line.title}</legend>
      <div className="clear-both">
        <Words line={line} />
        {onChoose && line.optional && (
          <label className="mt-2 flex min-h-11 items-center gap-3 font-medium">
            <input
              type="checkbox"
              className="size-5 accent-accent"
              checked={taken}
              onChange={({ target }) => onChoose(line, target.checked ? (only ?? line.quantities[0]?.quantity) : undefined)}
            />
            Add this option
          </label>
        )}
        {!onChoose && line.optional && <p className="mt-1 text-sm text-faint">Optional, not in the total</p>}
        <div className="mt-1">
          {choosing
            ? line.quantities.map((one) => (
                <label key={one.quantity} className="flex min-h-11 items-center gap-3 border-t border-line first:border-t-0">
                  <input type="radio" name={`line-${line.position}`} className="size-5 accent-accent" checked={chosen === one.quantity} onChange={() => onChoose(line, one.quantity)} />
                  <Price quantity={one.quantity} price={one.price} each={one.unit_price} strong={chosen === one.quantity} />
                </label>
              ))
            : line.quantities.map((one) => (
                <p key={one.quantity} className="flex min-h-9 items-center gap-3 border-t border-line first:border-t-0">
                  <Price quantity={one.quantity} price={one.price} each={one.unit_price} strong={only === one.quantity} />
                </p>
              ))}
        </div>
        {onChoose && only !== undefined && line.quantities.length > 1 && <p className="text-sm text-faint">Quoted for {formatCount(only)}. For another quantity, ask for changes.</p>}
      </div>
    </fieldset>
  );
}

/** A line and its alternates: one radio group, so that one tap takes a line in one quantity. */
function Alternates({ lines, chosen, onChoose }: { readonly lines: readonly OfferLine[]; readonly chosen: Chosen; readonly onChoose: OfferLinesProps["onChoose"] }) {
  const optional = lines[0]?.optional;
  const name = `line-${lines[0]?.position ?? 0}`;
  const taken = lines.find((line) => chosen[line.position] !== undefined);
  return (
    <fieldset className="m-0 min-w-0 rounded-lg border border-line bg-surface p-4">
      <legend className="float-left w-full text-sm font-medium text-soft">{optional ? "Optional: one of these" : "One of these"}</legend>
      <div className="clear-both divide-y divide-line">
        {lines.map((line) => {
          const only = quoted(line);
          return (
            <div key={line.position} id={`line-${line.position}`} className="pt-3 pb-2">
              <p className="text-lg font-semibold wrap-anywhere">{line.title}</p>
              <Words line={line} />
              {line.quantities.map((one) => {
                const price = <Price quantity={one.quantity} price={one.price} each={one.unit_price} strong={onChoose ? chosen[line.position] === one.quantity : only === one.quantity} />;
                return onChoose && (only ?? one.quantity) === one.quantity ? (
                  <label key={one.quantity} className="flex min-h-11 items-center gap-3">
                    <input type="radio" name={name} className="size-5 accent-accent" checked={chosen[line.position] === one.quantity} onChange={() => onChoose(line, one.quantity)} />
                    <span className="sr-only">{line.title}</span>
                    {price}
                  </label>
                ) : (
                  <p key={one.quantity} className="flex min-h-9 items-center gap-3 text-soft">{price}</p>
                );
              })}
            </div>
          );
        })}
        {onChoose && optional && lines[0] && (
          <label className="flex min-h-11 items-center gap-3 pt-2">
            <input type="radio" name={name} className="size-5 accent-accent" checked={!taken} onChange={() => lines[0] && onChoose(lines[0], undefined)} />
            None of these
          </label>
        )}
      </div>
    </fieldset>
  );
}

function Words({ line }: { readonly line: OfferLine }) {
  return [...line.specification, line.note].filter(Boolean).map((row) => <p key={row} className="text-sm text-pretty whitespace-pre-wrap wrap-anywhere text-soft">{row}</p>);
}

interface PriceProps {
  readonly quantity: number;
  readonly price: string;
  readonly each: string;
  readonly strong: boolean;
}

function Price({ quantity, price, each, strong }: PriceProps) {
  return (
    <span className={`flex flex-1 flex-wrap items-baseline gap-x-3 tabular-nums ${strong ? "font-semibold" : ""}`}>
      <span className="min-w-16">{formatCount(quantity)}</span>
      {quantity > 1 && <span className="text-sm font-normal text-faint">{dollars(each, 4)} each</span>}
      <span className="ml-auto">{dollars(price)}</span>
    </span>
  );
}
