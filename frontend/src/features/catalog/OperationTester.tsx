import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { ApiError } from "@/api/errors";
import { cn } from "@/lib/cn";
import { formatCount } from "@/lib/count";
import { formatDecimal, formatMoney } from "@/lib/money";
import { useRested } from "@/lib/useRested";
import { Field, Input } from "@/ui/Field";
import { Notice } from "@/ui/Notice";
import { Select } from "@/ui/Select";
import { SkeletonLines } from "@/ui/Skeleton";
import { allStocksQuery } from "./queries";
import { FIELD_WORDS, fieldOf, FIRST, firstStock, furtherFields, minutesWords, requestOf, trialQuery, unreadable, type Asked, type AskedField, type Trial, type TrialRequest } from "./trial";

interface OperationTesterProps {
  code: string;
  kind: string;
  /** Rates that are typed and not saved yet, by their cells. */
  cells?: Readonly<Record<string, string>>;
}

const NO_CELLS: Readonly<Record<string, string>> = {};

/** What an operation takes for a job that somebody knows by heart: units, minutes and money as the engine reckons them. */
export function OperationTester({ code, kind, cells = NO_CELLS }: OperationTesterProps) {
  const id = useId();
  const stocks = useQuery(allStocksQuery());
  const [typed, setTyped] = useState<Partial<Asked>>({});
  const asked: Asked = { stock: firstStock(kind, stocks.data ?? []), ...FIRST, ...typed };
  // As text it is the same for as long as it asks the same.
  const request = JSON.stringify(requestOf(asked, Object.keys(cells).length > 0 ? cells : null));
  const rested = useRested(request);
  const { data, error, isPlaceholderData } = useQuery(trialQuery(code, JSON.parse(rested) as TrialRequest | null));
  const unread = unreadable(asked);
  const problems = error instanceof ApiError ? error.fields : [];
  const elsewhere = error && !problems.some(({ path }) => fieldOf(path[0]) !== null) ? error.message : null;
  const wrong = (name: AskedField) => unread[name] ?? problems.find(({ path }) => fieldOf(path[0]) === name)?.message;
  const text = (name: Exclude<AskedField, "stock">) => (
    <Field key={name} label={FIELD_WORDS[name]} error={wrong(name)}>
      <Input inputMode="decimal" className="tabular-nums" value={asked[name]} onChange={({ target }) => setTyped((before) => ({ ...before, [name]: target.value }))} />
    </Field>
  );
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3">
      <h3 id={id} className="text-sm font-semibold">
        Try it
      </h3>
      <div className="grid grid-cols-2 gap-3 md:grid-cols-4">
        <Field label="Stock" className="col-span-2 md:col-span-4" error={wrong("stock")}>
          <Select value={asked.stock} onChange={({ target }) => setTyped((before) => ({ ...before, stock: target.value }))} options={(stocks.data ?? []).map((one) => ({ value: one.code, label: `${one.name} · ${one.code}` }))} />
        </Field>
        {(["quantity", "width", "height", ...furtherFields(kind)] as Exclude<AskedField, "stock">[]).map(text)}
      </div>
      {elsewhere !== null && <Notice tone="bad">{elsewhere}</Notice>}
      {!error && data && <Outcome trial={data} stale={isPlaceholderData || rested !== request} />}
      {!error && !data && request !== "null" && <SkeletonLines lines={4} label="Asking the engine" />}
    </section>
  );
}

function Outcome({ trial, stale }: { trial: Trial; stale: boolean }) {
  const spoiled = trial.spoiled > 0 ? `, of which ${formatCount(trial.spoiled)} ${trial.spoiled === 1 ? "is" : "are"} spoiled` : "";
  return (
    <div role="status" aria-busy={stale || undefined} className={cn("flex flex-col gap-2 text-sm transition-opacity", stale && "opacity-60")}>
      <p>
        {formatCount(trial.units_in)} {trial.handles}
        {trial.units_in === 1 ? "" : "s"} go in{spoiled}: <span className="font-semibold tabular-nums">{minutesWords(trial.minutes)}</span>
        {trial.internal && (
          <>
            , <span className="font-semibold tabular-nums">{formatMoney(trial.internal.amount)}</span>
            <span className="text-soft"> or {formatMoney(trial.internal.each, 4)} each</span>
          </>
        )}
        .
      </p>
      <ul className="divide-y divide-line rounded-md border border-line">
        {trial.items.map((item) => (
          <li key={`${item.name} ${item.unit_name}`} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 px-3 py-2 tabular-nums">
            <span className="min-w-0 flex-1 font-medium">{item.name}</span>
            <span className="text-soft">
              {formatDecimal(item.units, 2)} {item.unit_name}
            </span>
            {item.minutes !== null && <span className="text-soft">{minutesWords(item.minutes)}</span>}
            {item.internal && <span className="font-medium">{formatMoney(item.internal.amount)}</span>}
            {item.internal && <span className="w-full text-xs text-soft">{item.internal.formula}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
