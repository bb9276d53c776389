import { queryOptions, type QueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch, type Schemas } from "@/api/client";

export type Products = Schemas["ProductsResponse"];
export type Product = Schemas["ProductDefinition"];
export type ProductInput = Schemas["ProductInput"];

const KEY = ["catalog", "product-forms"] as const;

/** Every product with its form, those of the archive too; read anew whenever it is looked at. */
export function productFormsQuery() {
  return queryOptions({ queryKey: KEY, queryFn: ({ signal }) => answer(api.GET("/api/catalog/product-forms", { signal })) });
}

/** The papers that the builder offers: what a stock field can hold. */
export function printableStocksQuery() {
  return queryOptions({ queryKey: ["catalog", "printable-stocks"], queryFn: ({ signal }) => answer(api.GET("/api/catalog/printable-stocks", { signal })), staleTime: 5 * 60_000 });
}

export function addProduct(version: number, body: ProductInput): Promise<Products> {
  return answer(api.POST("/api/catalog/product-forms", { params: { header: ifMatch(version) }, body }));
}

export function changeProduct(version: number, body: ProductInput): Promise<Products> {
  return answer(api.PUT("/api/catalog/product-forms/{code}", { params: { path: { code: body.code }, header: ifMatch(version) }, body }));
}

export function archiveProduct(version: number, code: string, restore: boolean): Promise<Products> {
  const params = { path: { code }, header: ifMatch(version) };
  return answer(restore ? api.POST("/api/catalog/product-forms/{code}/restore", { params }) : api.POST("/api/catalog/product-forms/{code}/archive", { params }));
}

/** Takes in what a change answered; what people quote by is read anew. */
export async function keepProducts(client: QueryClient, products: Products): Promise<void> {
  client.setQueryData(KEY, products);
  await client.invalidateQueries({ queryKey: ["catalog"], predicate: ({ queryKey }) => queryKey[1] !== KEY[1] });
}
