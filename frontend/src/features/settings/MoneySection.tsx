import { BookOpen } from "lucide-react";

import { ButtonLink } from "@/ui/Button";
import { Card, CardHeader } from "@/ui/Card";
import { Select } from "@/ui/Select";

import { GroupCard } from "./GroupCard";
import { PLACES } from "./places";
import { saveMoney, type MoneyValues, type Settings } from "./queries";
import { Setting } from "./Setting";
import { useGroup } from "./useGroup";

const WITH_RATES: Readonly<Record<string, string>> = {
  tax: "Its rate, its name on the quote, and whether it is rounded for the document or line by line. A line is taxable, exempt or for resale.",
  floor: "Below the floor a quote needs a colleague’s word; the target is what the builder aims at.",
  gang: "What running lines together must save before it is proposed, and how many too many it may make.",
  rush: "What is added for a job wanted within so many working days.",
  rounding: "How prices are rounded, and the least that a line costs.",
};

/** Currency and units; what prices are made of is published with the rates, and led to from here. */
export function MoneySection({ settings }: { readonly settings: Settings }) {
  const form = useGroup("money", settings.money, saveMoney);
  const { values, change, error } = form;
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <GroupCard title="Money and units" form={form}>
        <Setting id="currency" label="Currency" hint="All prices, costs and papers are in it." error={error("currency")}>
          <Select className="max-w-60" value={values.currency ?? "USD"} options={[{ value: "USD", label: "US dollar ($)" }]} onChange={({ target }) => change({ currency: target.value as NonNullable<MoneyValues["currency"]> })} />
        </Setting>
        <Setting id="unit" label="Unit of sizes" hint="What a typed size is in where neither the typing nor the product says so." error={error("unit")}>
          <Select
            className="max-w-60"
            value={values.unit ?? "in"}
            options={[
              { value: "in", label: "Inches" },
              { value: "mm", label: "Millimeters" },
            ]}
            onChange={({ target }) => change({ unit: target.value as NonNullable<MoneyValues["unit"]> })}
          />
        </Setting>
      </GroupCard>
      <Card aria-label="Set with the rates">
        <CardHeader
          title="Set with the rates"
          actions={
            <ButtonLink to="/rate-book/edit/terms" icon={<BookOpen aria-hidden />}>
              Open the rate book
            </ButtonLink>
          }
        />
        <p className="px-4 pt-3 text-sm text-soft">These decide prices, so they are staged and published with a version, and a quote keeps those that it was priced with.</p>
        <dl className="grid gap-3 p-4">
          {PLACES.filter((place) => place.section === "money" && place.to !== undefined).map((place) => (
            <div key={place.id}>
              <dt className="text-sm font-medium">{place.label}</dt>
              <dd className="text-xs text-faint">{WITH_RATES[place.id]}</dd>
            </div>
          ))}
        </dl>
      </Card>
    </div>
  );
}
