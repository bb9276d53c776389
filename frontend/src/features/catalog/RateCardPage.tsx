import { useQuery } from "@tanstack/react-query";
import { Big } from "big.js";
import { formatDecimal, formatMoney, formatPercent, type Money } from "@/lib/money";
import { Card, CardHeader } from "@/ui/Card";
import { ErrorState } from "@/ui/ErrorState";
import { SkeletonLines } from "@/ui/Skeleton";
import { Facts } from "./Facts";
import { rateCardQuery, type RateCard } from "./queries";
import { RateBookHeader, RateBookTabs } from "./RateBookHeader";

const ROUNDING: Record<RateCard["policy"]["rounding_mode"], string> = { nearest: "to the nearest", up: "up to the next", unit: "of the unit price to" };

function RateCardPage() {
  const { data, error, refetch } = useQuery(rateCardQuery());
  return (
    <>
      <title>Rates and policy · Rate book · PatriotForge</title>
      <RateBookHeader />
      <Card className="mb-4">
        <RateBookTabs current="rates" />
        {error && !data && <ErrorState error={error} title="The rates could not be loaded" retry={() => void refetch()} />}
        {!data && !error && <SkeletonLines lines={8} label="Loading the rates" />}
        {data && <p className="px-4 py-3 text-sm text-soft">{data.note || "What new estimates are made by. A quote keeps the version that it was priced with."}</p>}
      </Card>
      {data && <Rates card={data} />}
    </>
  );
}

function change(multiplier: Money): string {
  const by = new Big(multiplier).minus(1).toString() as Money;
  return by === "0" ? "List price" : `${by.startsWith("-") ? "" : "+"}${formatPercent(by)}`;
}

function Rates({ card }: { card: RateCard }) {
  const { policy, internal } = card;
  return (
    <div className="grid items-start gap-4 xl:grid-cols-2">
      <Card>
        <CardHeader title="How the shop works" />
        <div className="px-4 py-1">
          <Facts
            facts={[
              ["Bleed", `${formatDecimal(policy.bleed_in)} in`],
              ["Gap between pieces", `${formatDecimal(policy.gap_in)} in, ${formatDecimal(policy.butt_gap_in)} in butted`],
              ["Layouts", policy.layout === "grid" ? "Plain grid" : "Grid, or mixed where it fits more"],
              ["Minimum charge", formatMoney(policy.minimum_charge)],
              ["Rounding", `${ROUNDING[policy.rounding_mode]} ${formatMoney(policy.rounding_quantum, 2)}`],
              [policy.tax_label, `${formatPercent(policy.tax_rate, 2)}, rounded per ${policy.tax_rounding}`],
            ]}
          />
        </div>
      </Card>
      <Card>
        <CardHeader title="Price levels" />
        <div className="px-4 py-1">
          <Facts facts={card.levels.map((level) => [level.name, change(level.multiplier)] as const)} />
        </div>
        <CardHeader title="Rush" className="border-t" />
        <div className="px-4 py-1">
          <Facts facts={card.rush.map((rush) => [`Within ${rush.within_days} business ${rush.within_days === 1 ? "day" : "days"}`, `+${formatPercent(rush.surcharge, 0)}`] as const)} />
        </div>
      </Card>
      {internal && (
        <Card>
          <CardHeader title="Margin and prepress" meta="internal" />
          <div className="px-4 py-1">
            <Facts
              facts={[
                ["Margin floor", formatPercent(internal.margin_floor)],
                ["Margin target", formatPercent(internal.margin_target)],
                ["Prepress", `${formatDecimal(internal.prepress_hours)} h at ${formatMoney(internal.prepress_rate)}`],
              ]}
            />
          </div>
        </Card>
      )}
      {internal && (
        <Card>
          <CardHeader title="Mark-ups" meta="internal, on the slice of a cost from an amount on" />
          <div className="px-4 py-1">
            <Facts
              facts={internal.mark_ups.map(
                (mark) =>
                  [
                    bucketName(mark.bucket),
                    mark.bands.map((band) => `${formatPercent(band.mark_up, 0)}${band.from_amount === "0" ? "" : ` from ${formatMoney(band.from_amount, 2)}`}`).join(" · "),
                  ] as const,
              )}
            />
          </div>
        </Card>
      )}
    </div>
  );
}

function bucketName(bucket: string): string {
  const words = bucket.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const Component = RateCardPage;
