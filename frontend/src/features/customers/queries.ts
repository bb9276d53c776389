import { keepPreviousData, queryOptions, type QueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch, type Schemas } from "@/api/client";

export type Customer = Schemas["CustomerResponse"];
export type CustomerSummary = Schemas["CustomerSummary"];
export type Contact = Schemas["ContactResponse"];
export type Address = Schemas["AddressResponse"];
export type Certificate = Schemas["CertificateResponse"];
export type CustomerCreate = Schemas["CustomerCreate"];
export type CustomerUpdate = Schemas["CustomerUpdate"];
export type CustomerStatus = "active" | "archived" | "all";
export type CustomerSort = "name" | "-name" | "updated_at" | "-updated_at" | "created_at" | "-created_at";

export const CUSTOMERS_PER_PAGE = 25;

interface CustomerFilter {
  q: string;
  status: CustomerStatus;
  sort: CustomerSort | "";
  page: number;
}

export function customersQuery({ q, status, sort, page }: CustomerFilter) {
  return queryOptions({
    queryKey: ["customers", "list", { q, status, sort, page }],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/customers", { params: { query: { q, status, page, per_page: CUSTOMERS_PER_PAGE, ...(sort === "" ? {} : { sort }) } }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function customerQuery(id: string) {
  return queryOptions({
    queryKey: ["customers", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/api/customers/{customer_id}", { params: { path: { customer_id: id } }, signal })),
  });
}

export function similarQuery(name: string, email: string, phone: string) {
  return queryOptions({
    queryKey: ["customers", "similar", name, email, phone],
    queryFn: ({ signal }) => answer(api.GET("/api/customers/similar", { params: { query: { name, email, phone } }, signal })),
    enabled: name.length >= 3,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });
}

/** Takes in what a change answered, and lets every list of customers ask anew. */
export async function keep(client: QueryClient, customer: Customer): Promise<void> {
  client.setQueryData(customerQuery(customer.id).queryKey, customer);
  await client.invalidateQueries({ queryKey: ["customers", "list"] });
}

export function createCustomer(body: CustomerCreate): Promise<Customer> {
  return answer(api.POST("/api/customers", { body }));
}

function of(customer: Customer) {
  return { path: { customer_id: customer.id }, header: ifMatch(customer.version) };
}

export function updateCustomer(customer: Customer, body: CustomerUpdate): Promise<Customer> {
  return answer(api.PATCH("/api/customers/{customer_id}", { params: of(customer), body }));
}

export function archiveCustomer(customer: Customer): Promise<Customer> {
  return answer(api.POST("/api/customers/{customer_id}/archive", { params: of(customer) }));
}

export function restoreCustomer(customer: Customer): Promise<Customer> {
  return answer(api.POST("/api/customers/{customer_id}/restore", { params: of(customer) }));
}

export function addContact(customer: Customer, body: Schemas["ContactCreate"]): Promise<Customer> {
  return answer(api.POST("/api/customers/{customer_id}/contacts", { params: { path: of(customer).path }, body }));
}

export function updateContact(customer: Customer, id: string, body: Schemas["ContactUpdate"]): Promise<Customer> {
  const { path, header } = of(customer);
  return answer(api.PATCH("/api/customers/{customer_id}/contacts/{contact_id}", { params: { path: { ...path, contact_id: id }, header }, body }));
}

export function archiveContact(customer: Customer, id: string): Promise<Customer> {
  const { path, header } = of(customer);
  return answer(api.POST("/api/customers/{customer_id}/contacts/{contact_id}/archive", { params: { path: { ...path, contact_id: id }, header } }));
}

export function restoreContact(customer: Customer, id: string): Promise<Customer> {
  const { path, header } = of(customer);
  return answer(api.POST("/api/customers/{customer_id}/contacts/{contact_id}/restore", { params: { path: { ...path, contact_id: id }, header } }));
}

export function replaceAddresses(customer: Customer, addresses: Schemas["AddressInput"][]): Promise<Customer> {
  return answer(api.PUT("/api/customers/{customer_id}/addresses", { params: of(customer), body: { addresses } }));
}

export function addCertificate(customer: Customer, body: Schemas["CertificateCreate"]): Promise<Customer> {
  return answer(api.POST("/api/customers/{customer_id}/certificates", { params: { path: of(customer).path }, body }));
}

export function updateCertificate(customer: Customer, id: string, body: Schemas["CertificateUpdate"]): Promise<Customer> {
  const { path, header } = of(customer);
  return answer(api.PATCH("/api/customers/{customer_id}/certificates/{certificate_id}", { params: { path: { ...path, certificate_id: id }, header }, body }));
}

export function archiveCertificate(customer: Customer, id: string): Promise<Customer> {
  const { path, header } = of(customer);
  return answer(api.POST("/api/customers/{customer_id}/certificates/{certificate_id}/archive", { params: { path: { ...path, certificate_id: id }, header } }));
}
