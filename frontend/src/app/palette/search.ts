import { queryOptions } from "@tanstack/react-query";
import { FileText, Users } from "lucide-react";
import { answer, api } from "@/api/client";
import type { Entry } from "./entries";

const MOST = 6;

/** What the server finds for a text: quotes, the exact number first, then customers. */
export function searchQuery(text: string, customers: boolean) {
  return queryOptions({
    queryKey: ["palette", text, customers],
    queryFn: ({ signal }) => search(text, customers, signal),
    staleTime: 10_000,
  });
}

async function search(text: string, withCustomers: boolean, signal: AbortSignal): Promise<Entry[]> {
  const [quotes, customers] = await Promise.all([
    answer(api.GET("/api/quotes", { params: { query: { q: text, per_page: MOST } }, signal })),
    withCustomers ? answer(api.GET("/api/customers", { params: { query: { q: text, per_page: MOST } }, signal })) : null,
  ]);
  const wanted = text.toUpperCase().replace(/Q$/, "");
  const found = quotes.items.map(
    (quote): Entry => ({
      id: quote.id,
      group: "Quotes",
      label: `${quote.number} · ${quote.customer_name}`,
      hint: quote.title,
      Icon: FileText,
      href: `/quotes/${quote.id}`,
    }),
  );
  const exact = found.filter((entry) => entry.label.startsWith(`${wanted}Q`));
  return [
    ...exact,
    ...found.filter((entry) => !exact.includes(entry)),
    ...(customers?.items ?? []).map(
      (customer): Entry => ({
        id: customer.id,
        group: "Customers",
        label: customer.name,
        hint: customer.email ?? "",
        Icon: Users,
        href: `/customers/${customer.id}`,
      }),
    ),
  ];
}
