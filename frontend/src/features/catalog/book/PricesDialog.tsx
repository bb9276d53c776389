import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "@/api/errors";
import { formatDay, today as dayNow } from "@/lib/dates";
import { formatDecimal, formatMoney } from "@/lib/money";
import { Button } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { DatePicker, Field } from "@/ui/Field";
import { Modal } from "@/ui/Modal";
import { Notice } from "@/ui/Notice";
import { Select } from "@/ui/Select";
import { SkeletonLines } from "@/ui/Skeleton";
import { toast } from "@/ui/toast";
import { BASES } from "../words";
import { bracketProblems, bracketsOf, priceDays, refusedCells, type Basis, type PriceDay, type StockPrice } from "./prices";
import { refresh, setPrices, stockQuery, type SheetEntry } from "./queries";
import { SmallTable } from "./SmallTable";

interface PricesDialogProps {
  entry: SheetEntry;
  version: number;
  onClose: () => void;
}

/** What a stock costs from which day, by the weight that is ordered. */
export function PricesDialog({ entry, version, onClose }: PricesDialogProps) {
  const { data, error, refetch } = useQuery(stockQuery(entry.id ?? ""));
  return (
    <Modal open onClose={onClose} size="side" title={`Prices of ${entry.name}`} description={`${entry.code} · a price that has begun stays as it is; a new one begins today or later.`}>
      {error && !data && <ErrorState error={error} title="The prices could not be loaded" retry={() => void refetch()} />}
      {!data && !error && <SkeletonLines lines={8} label="Loading the prices" />}
      {data && <LoadedPrices entry={entry} version={version} prices={data.internal?.prices ?? []} onClose={onClose} />}
    </Modal>
  );
}

function rowsOf(day: PriceDay | undefined): string[][] {
  return day?.brackets.map((one) => [formatDecimal(one.min_weight_lb), formatDecimal(one.price, 2, 6)]) ?? [["0", ""]];
}

function LoadedPrices({ entry, version, prices, onClose }: PricesDialogProps & { prices: readonly StockPrice[] }) {
  const client = useQueryClient();
  const days = priceDays(prices);
  const today = dayNow();
  const [newest] = days;
  const [day, setDay] = useState(newest && newest.day > today ? newest.day : today);
  const [basis, setBasis] = useState<Basis>(newest?.basis ?? "per_m");
  const [rows, setRows] = useState<string[][]>(() => rowsOf(newest));
  const [shown, setShown] = useState(false);
  const [problem, setProblem] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const wrong = shown ? bracketProblems(rows) : new Map<string, string>();
  const refused = refusedCells(problem?.fields ?? []);

  const send = async (on: string, withdraw: boolean) => {
    if (!withdraw && bracketProblems(rows).size > 0) {
      setShown(true);
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      await setPrices(version, entry.id ?? "", { effective_on: on, basis, brackets: withdraw ? [] : bracketsOf(rows) });
      await refresh(client);
      toast(withdraw ? `The price of ${formatDay(on)} is withdrawn once it is published.` : `The price from ${formatDay(on)} is staged.`);
      onClose();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className="flex flex-col gap-5">
      {problem && <Notice tone="bad">{problem.message}</Notice>}
      <section className="flex flex-col gap-3">
        <div className="grid grid-cols-2 gap-3">
          <Field label="Begins on" error={problem?.fields.find(({ path }) => path[0] === "effective_on")?.message}>
            <DatePicker min={today} value={day} onChange={({ target }) => setDay(target.value)} />
          </Field>
          <Field label="Sold">
            <Select value={basis} onChange={({ target }) => setBasis(target.value as Basis)} options={Object.entries(BASES).map(([value, label]) => ({ value, label }))} />
          </Field>
        </div>
        <SmallTable
          label="Brackets"
          columns={[{ label: "Ordered from", unit: "lb" }, { label: "Price", unit: `$ ${BASES[basis]}` }]}
          rows={rows}
          fresh={["", ""]}
          problem={(row, column) => wrong.get(`${row}/${column}`) ?? refused.get(`${row}/${column}`)}
          onChange={(next) => {
            setRows(next);
            setProblem(null);
          }}
        />
        <Button kind="primary" className="self-end" busy={busy} disabled={rows.length === 0 || day === ""} onClick={() => void send(day, false)}>
          Stage the price
        </Button>
      </section>
      <section>
        <h3 className="mb-1 text-xs font-semibold text-faint">Prices so far</h3>
        <ul className="divide-y divide-line border-t border-line text-sm">
          {days.map((one) => (
            <li key={one.day} className="flex items-start gap-3 py-2">
              <span className="w-28 shrink-0 text-soft">{formatDay(one.day)}</span>
              <span className="flex min-w-0 flex-1 flex-col tabular-nums">
                {one.brackets.map((price) => (
                  <span key={price.min_weight_lb}>
                    {formatMoney(price.price, 2)} {BASES[price.basis]}
                    {price.min_weight_lb !== "0" && <span className="text-faint"> from {formatDecimal(price.min_weight_lb)} lb</span>}
                  </span>
                ))}
              </span>
              {one.day >= today && days.length > 1 && (
                <Button kind="danger" disabled={busy} aria-label={`Withdraw the price of ${formatDay(one.day)}`} onClick={() => void send(one.day, true)}>
                  Withdraw
                </Button>
              )}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
