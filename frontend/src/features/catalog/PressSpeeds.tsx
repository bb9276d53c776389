import { formatCount } from "@/lib/count";
import { perMille } from "@/lib/perMille";
import { formatDecimal, formatPercent } from "@/lib/money";
import type { Press } from "./queries";

/** The press's speeds as a table whose rows are drawn to one scale: the curve and its figures in one. */
export function PressSpeeds({ press }: { press: Press }) {
  const [first] = press.per_hour;
  if (!first) return null;
  const most = press.per_hour.reduce((a, b) => (perMille(b.per_hour, a.per_hour) === 1_000 ? b : a), first).per_hour;
  return (
    <table className="mt-3 w-full text-sm tabular-nums">
      <caption className="mb-1 text-left text-xs font-semibold text-faint">Speed, {first.unit} an hour</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Where</th>
          <th scope="col">{first.unit} an hour</th>
        </tr>
      </thead>
      <tbody>
        {press.per_hour.map((one) => (
          <tr key={one.condition}>
            <th scope="row" className="w-2/5 py-1 pr-3 text-left font-normal text-soft">
              {capital(one.condition) || "Always"}
            </th>
            <td className="flex items-center gap-2 py-1">
              <span className="h-1.5 flex-1 overflow-hidden rounded-full bg-sunken" aria-hidden>
                <span className="block h-full rounded-full bg-accent/75" style={{ width: `${perMille(one.per_hour, most) / 10}%` }} />
              </span>
              <span className="w-16 text-right">{formatDecimal(one.per_hour, 0)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** What is lost while the press runs, by the length of the run. */
export function PressWaste({ press }: { press: Press }) {
  if (press.waste.length === 0) return null;
  return (
    <table className="mt-3 w-full text-sm tabular-nums">
      <caption className="mb-1 text-left text-xs font-semibold text-faint">Running waste</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">From</th>
          <th scope="col">Waste</th>
        </tr>
      </thead>
      <tbody>
        {press.waste.map((band) => (
          <tr key={band.from_sheets} className="border-b border-line last:border-b-0">
            <th scope="row" className="py-1 text-left font-normal text-soft">
              From {formatCount(band.from_sheets)} sheets
            </th>
            <td className="py-1 text-right">{formatPercent(band.waste, 1)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
