import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleX } from "lucide-react";
import { useUrlState } from "@/lib/urlState";
import { Card } from "@/ui/Card";
import { ErrorState } from "@/ui/ErrorState";
import { Field } from "@/ui/Field";
import { Select } from "@/ui/Select";
import { SkeletonLines } from "@/ui/Skeleton";
import { allStocksQuery, pressesQuery, productsQuery, whyNotQuery } from "./queries";
import { RateBookHeader, RateBookTabs } from "./RateBookHeader";

/** "Why can't I choose this paper?" answered by the engine's own refusals. */
function WhyNotPage() {
  const url = useUrlState({ stock: "", product: "", press: "" });
  const { stock, product, press } = url.values;
  const stocks = useQuery(allStocksQuery());
  const products = useQuery(productsQuery());
  const presses = useQuery(pressesQuery());
  const failed = stocks.error ?? products.error ?? presses.error;
  const ready = stocks.data && products.data && presses.data;
  return (
    <>
      <title>Why not? · Rate book · PatriotForge</title>
      <RateBookHeader />
      <Card>
        <RateBookTabs current="why" />
        {failed && !ready && (
          <ErrorState
            error={failed}
            title="The rate book could not be loaded"
            retry={() => {
              void stocks.refetch();
              void products.refetch();
              void presses.refetch();
            }}
          />
        )}
        {!ready && !failed && <SkeletonLines lines={6} label="Loading the rate book" />}
        {ready && (
          <div className="flex flex-col gap-4 p-4">
            <div className="grid gap-3 md:grid-cols-3">
              <Field label="Product">
                <Select value={product} onChange={(event) => url.set({ product: event.target.value })} options={[{ value: "", label: "Choose a product" }, ...products.data.map((one) => ({ value: one.code, label: one.name }))]} />
              </Field>
              <Field label="Stock">
                <Select value={stock} onChange={(event) => url.set({ stock: event.target.value })} options={[{ value: "", label: "Choose a stock" }, ...stocks.data.map((one) => ({ value: one.code, label: `${one.name} · ${one.code}` }))]} />
              </Field>
              <Field label="Press">
                <Select value={press} onChange={(event) => url.set({ press: event.target.value })} options={[{ value: "", label: "Any press" }, ...presses.data.map((one) => ({ value: one.code, label: one.name }))]} />
              </Field>
            </div>
            {stock !== "" && product !== "" ? <Answer stock={stock} product={product} press={press} /> : <p className="text-sm text-soft">Choose a product and a stock to see which presses print it, and why others do not.</p>}
          </div>
        )}
      </Card>
    </>
  );
}

function Answer(asked: { stock: string; product: string; press: string }) {
  const { data, error, refetch } = useQuery(whyNotQuery(asked));
  if (error && !data) return <ErrorState error={error} title="This could not be answered" retry={() => void refetch()} />;
  if (!data) return <SkeletonLines lines={3} label="Asking the engine" />;
  return (
    <div role="status" className="flex flex-col gap-2 text-sm">
      <p className={data.can ? "flex items-center gap-2 font-semibold text-good" : "flex items-center gap-2 font-semibold text-bad"}>
        {data.can ? <CircleCheck className="size-5" aria-hidden /> : <CircleX className="size-5" aria-hidden />}
        {data.sentence}
      </p>
      {data.ways.length > 0 && <p>Printed by {data.ways.join(", ")}.</p>}
      {data.reasons.length > 0 && (
        <ul className="list-disc pl-5 text-soft">
          {data.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

export const Component = WhyNotPage;
