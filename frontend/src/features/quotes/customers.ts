import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { answer, api, type Schemas } from "@/api/client";

export type CustomerSummary = Schemas["CustomerSummary"];
export type Customer = Schemas["CustomerResponse"];

/** Customers whose name, account or mail holds the words; without words, those last worked with. */
export function customerSearchQuery(q: string) {
  return queryOptions({
    queryKey: ["customers", "pick", q],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/customers", { params: { query: { q, per_page: 12, ...(q === "" ? { sort: "-updated_at" } : {}) } }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

export function customerQuery(id: string) {
  return queryOptions({
    queryKey: ["customers", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/api/customers/{customer_id}", { params: { path: { customer_id: id } }, signal })),
  });
}

/** Whom a new quote is for: the main contact, or the only one. */
export function usualContact(customer: Customer): string | null {
  const alive = customer.contacts.filter((contact) => !contact.archived);
  return (alive.find((contact) => contact.is_primary) ?? (alive.length === 1 ? alive[0] : undefined))?.id ?? null;
}

interface NewContact {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
}

/** Adds a contact and answers with its id. */
export async function addContact(customerId: string, contact: NewContact): Promise<string | null> {
  const params = { path: { customer_id: customerId } };
  const { contacts } = await answer(api.POST("/api/customers/{customer_id}/contacts", { params, body: contact }));
  return contacts.find((one) => one.name === contact.name.trim())?.id ?? null;
}
