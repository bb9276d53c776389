import { formatCount, plural } from "@/lib/count";
import { formatDecimal, isMoney } from "@/lib/money";
import { Card } from "@/ui/Card";

import type { WorkLine } from "./queries";

/** What is made for one line: its parts with stock and press, and the operations in their order. */
export function WorkCard({ line }: { readonly line: WorkLine }) {
  return (
    <Card className="p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 className="min-w-0 font-semibold wrap-anywhere">
          <span className="text-faint tabular-nums">{line.position}</span> {line.title}
        </h2>
        {line.quantity !== null && <p className="text-lg font-semibold tabular-nums">{formatCount(line.quantity)}</p>}
      </div>
      {[line.specification, line.vendor && `Bought from ${line.vendor}`, line.description].filter(Boolean).map((row) => <p key={row} className="mt-1 text-sm wrap-anywhere whitespace-pre-wrap text-soft">{row}</p>)}
      {line.parts.map((part) => (
        <dl key={part.name} className="mt-3 grid gap-x-6 gap-y-1.5 border-t border-line pt-3 text-sm md:grid-cols-[8rem_1fr]">
          {line.parts.length > 1 && <Row name="Part" value={part.name} />}
          {part.stock_name !== "" && <Row name="Stock" value={part.stock_name} />}
          {(part.words || part.press_name) !== "" && <Row name="Press" value={part.words || part.press_name} />}
          {part.gross_sheets > 0 && <Row name="Sheets to run" value={`${formatCount(part.gross_sheets)} (${formatCount(part.net_sheets)} good)`} />}
        </dl>
      ))}
      {line.steps.length > 0 && (
        <ol aria-label={`Operations of ${line.title}`} className="mt-3 border-t border-line text-sm">
          {line.steps.map((step, index) => (
            <li key={index} className="flex flex-wrap items-baseline gap-x-4 border-b border-line py-1.5 last:border-b-0">
              <span className="w-5 text-faint tabular-nums">{index + 1}</span>
              <span className="min-w-0 flex-1 wrap-anywhere">
                {step.operation}
                {step.resource !== step.operation && <span className="text-soft"> · {step.resource}</span>}
              </span>
              <span className="text-soft tabular-nums">{amount(step.units)} {step.units === "1" ? step.unit_name.replace(/s$/, "") : step.unit_name}</span>
              <span className="w-20 text-right text-soft tabular-nums">{duration(step.minutes)}</span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

function Row({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt className="text-xs text-faint">{name}</dt>
      <dd className="wrap-anywhere">{value}</dd>
    </>
  );
}

function amount(units: string | null): string {
  return units !== null && isMoney(units) ? formatDecimal(units) : "";
}

function duration(minutes: number): string {
  if (minutes === 0) return "";
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 ? plural(hours, "h", "h") : "", rest > 0 ? `${rest} min` : ""].filter(Boolean).join(" ");
}
