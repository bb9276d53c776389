import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "@/api/errors";
import { formatCount, plural, toCount } from "@/lib/count";
import { formatMoney } from "@/lib/money";
import { useRested } from "@/lib/useRested";
import { Button } from "@/ui/Button";
import { Card, CardHeader } from "@/ui/Card";
import { DatePicker, Field, Input } from "@/ui/Field";
import { MoneyDisplay } from "@/ui/MoneyDisplay";
import { Notice } from "@/ui/Notice";
import { Select } from "@/ui/Select";
import { Skeleton } from "@/ui/Skeleton";
import { priceQuery, type Content, type ListPrice } from "./queries";

interface LookUpCardProps {
  id: string;
  /** The list in the editor, or null for the published one. */
  content: Content | null;
  levels: readonly { code: string; name: string }[];
}

/** A quantity, a customer and a day in; the price with every step to it out. */
export function LookUpCard({ id, content, levels }: LookUpCardProps) {
  const [quantity, setQuantity] = useState("");
  const [level, setLevel] = useState("");
  const [wantedOn, setWantedOn] = useState("");
  const asked = useRested(quantity);
  const count = toCount(asked);
  const { data, error, isPending, fetchStatus } = useQuery(priceQuery({ id, quantity: count === 0 ? null : count, level, wantedOn, content }));
  return (
    <Card>
      <CardHeader title="Try a price" meta={content ? "by the list as it stands here" : "by the published list"} />
      <div className="grid gap-4 p-4 md:grid-cols-3">
        <Field label="How many">
          <Input inputMode="numeric" value={quantity} onChange={(event) => setQuantity(event.target.value)} />
        </Field>
        <Field label="Customer level">
          <Select value={level} onChange={(event) => setLevel(event.target.value)} options={[{ value: "", label: "Everyone" }, ...levels.map((one) => ({ value: one.code, label: one.name }))]} />
        </Field>
        <Field label="Wanted on" hint={data?.business_days == null ? "Leave it empty for the usual time." : plural(data.business_days, "business day")}>
          <DatePicker value={wantedOn} onChange={(event) => setWantedOn(event.target.value)} />
        </Field>
      </div>
      <div className="border-t border-line p-4 text-sm" aria-live="polite">
        {count === null || count === 0 ? (
          <p className="text-soft">Type a quantity to see its price, and why.</p>
        ) : error ? (
          <Notice tone="warn">{error instanceof ApiError ? error.message : "The price could not be read. Try again in a moment."}</Notice>
        ) : isPending && fetchStatus !== "idle" ? (
          <Skeleton className="h-5 w-64" />
        ) : (
          data && <Price found={data} take={(better) => setQuantity(String(better))} />
        )}
      </div>
    </Card>
  );
}

function Price({ found, take }: { found: ListPrice; take: (quantity: number) => void }) {
  return (
    <div className="flex flex-col gap-3">
      <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <MoneyDisplay value={found.price} className="text-2xl font-semibold" />
        <span className="text-soft tabular-nums">
          {formatMoney(found.unit_price, 4)} each · {formatMoney(found.price_per_m)} per thousand
        </span>
      </p>
      {found.better && (
        <Notice tone="info">
          {formatCount(found.better.quantity)} cost less in all: {formatMoney(found.better.price)}.{" "}
          <Button kind="quiet" className="h-6 md:h-6" onClick={() => take(found.better?.quantity ?? found.quantity)}>
            Show that price
          </Button>
        </Notice>
      )}
      <table aria-label="How this price comes about" className="w-full text-sm">
        <tbody>
          {found.steps.map((step) => (
            <tr key={step.name} className="border-t border-line first:border-t-0">
              <th scope="row" className="py-1 text-left font-normal text-pretty text-soft">
                {step.words}
              </th>
              <td className="py-1 pl-3 text-right whitespace-nowrap tabular-nums">{formatMoney(step.after, step.name === "rounding" ? 2 : 4)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
