import { useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { rateCardQuery } from "@/features/catalog/queries";
import { formatMoment } from "@/lib/dates";
import { plural } from "@/lib/count";
import { Card, CardHeader } from "@/ui/Card";
import type { Customer } from "./queries";
import { TAX_CLASSES } from "./words";

export function CustomerFacts({ customer }: { customer: Customer }) {
  const site = customer.website;
  const levels = useQuery(rateCardQuery()).data?.levels ?? [];
  return (
    <>
      <Card>
        <CardHeader title="Quotes" />
        <Link
          to={`/quotes?customer_id=${customer.id}`}
          className="group flex min-h-11 items-center justify-between gap-3 rounded-b-lg px-4 py-3 text-sm font-medium text-accent-ink hover:bg-sunken"
        >
          {customer.open_quotes === 0 ? "All quotes of this customer" : plural(customer.open_quotes, "open quote")}
          <ArrowRight className="size-4" aria-hidden />
        </Link>
      </Card>
      <Card>
        <CardHeader title="About" />
        <dl className="divide-y divide-line px-4 text-sm">
          <Fact name="Account">{customer.account_number}</Fact>
          <Fact name="Tax class">{TAX_CLASSES[customer.tax_class]}</Fact>
          <Fact name="Payment terms">{customer.payment_terms}</Fact>
          <Fact name="Price level">{levels.find((level) => level.code === customer.price_level)?.name ?? customer.price_level}</Fact>
          <Fact name="Phone">{customer.phone && <a href={`tel:${customer.phone}`} className="hover:underline">{customer.phone}</a>}</Fact>
          <Fact name="Email">{customer.email && <a href={`mailto:${customer.email}`} className="wrap-anywhere hover:underline">{customer.email}</a>}</Fact>
          <Fact name="Website">
            {site && (
              <a href={site.startsWith("http") ? site : `https://${site}`} rel="noreferrer" target="_blank" className="wrap-anywhere hover:underline">
                {site.replace(/^https?:\/\//, "")}
                <span className="sr-only"> (opens a new tab)</span>
              </a>
            )}
          </Fact>
          <Fact name="Owner">{customer.owner?.name}</Fact>
        </dl>
        {customer.note !== "" && !customer.on_hold && <p className="border-t border-line px-4 py-3 text-sm text-pretty whitespace-pre-wrap text-soft">{customer.note}</p>}
        <p className="border-t border-line px-4 py-2.5 text-xs text-faint">Changed {formatMoment(customer.updated_at)}</p>
      </Card>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-10 items-center justify-between gap-4 py-2">
      <dt className="shrink-0 text-faint">{name}</dt>
      <dd className="min-w-0 text-right">{children ?? <span className="text-faint">—</span>}</dd>
    </div>
  );
}
