import { Minus, Pencil, Plus } from "lucide-react";

import type { Schemas } from "@/api/client";
import { formatMoney } from "@/lib/money";

type Comparison = Schemas["ComparisonResponse"];
type LineChange = Comparison["lines"][number];
type FieldChange = Comparison["fields"][number];

// A sign and a word, never a colour alone.
const KINDS = {
  added: { Icon: Plus, word: "Added" },
  removed: { Icon: Minus, word: "Removed" },
  changed: { Icon: Pencil, word: "Changed" },
};

function signed(amount: Comparison["difference"]): string {
  return amount.startsWith("-") ? formatMoney(amount) : `+${formatMoney(amount)}`;
}

/** Two editions beside each other: what was written otherwise, and why the totals differ. */
export function Compared({ found, before, after }: { readonly found: Comparison; readonly before: string; readonly after: string }) {
  const same = found.difference === "0.00" && found.lines.length === 0;
  return (
    <div className="flex flex-col gap-4">
      {found.fields.length > 0 && <section aria-label="The quote’s own fields"><Fields fields={found.fields} /></section>}
      {same ? <p className="text-sm">It comes to the same {formatMoney(found.before.total)}, line by line.</p> : <Lines found={found} before={before} after={after} />}
    </div>
  );
}

function Fields({ fields }: { readonly fields: readonly FieldChange[] }) {
  return (
    <ul className="flex flex-col gap-0.5 text-sm">
      {fields.map(({ field, before, after }) => (
        <li key={field} className="wrap-anywhere">
          <span className="text-soft">{field}:</span> <del className="text-soft">{before}</del> <span aria-hidden="true">→</span> <ins className="no-underline">{after}</ins>
        </li>
      ))}
    </ul>
  );
}

function Lines({ found, before, after }: { readonly found: Comparison; readonly before: string; readonly after: string }) {
  return (
    <table className="w-full text-sm">
      <thead className="border-b border-line-strong text-xs text-soft">
        <tr>
          <th scope="col" className="py-1.5 text-left font-medium">Cause</th>
          <th scope="col" className="py-1.5 text-right font-medium">{before}</th>
          <th scope="col" className="py-1.5 pl-4 text-right font-medium">{after}</th>
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
  const { Icon, word } = KINDS[line.kind];
  return (
    <tbody className="border-b border-line tabular-nums">
      <tr className="align-top">
        <th scope="row" className="py-1.5 text-left font-medium">
          <span className="inline-flex items-center gap-1.5">
            <Icon className="size-3.5 shrink-0 text-soft" aria-hidden="true" />
            <span><span className="text-xs font-normal text-soft">{word}</span> {line.title}</span>
          </span>
          {!line.counts && <span className="block pl-5 text-xs font-normal text-soft">Adds nothing: an option, a note, or open</span>}
          {line.fields.length > 0 && <div className="pl-5 font-normal"><Fields fields={line.fields} /></div>}
        </th>
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
