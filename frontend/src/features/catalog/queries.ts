import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, api, type Schemas } from "@/api/client";

export type Stock = Schemas["StockResponse"];
export type Press = Schemas["PressResponse"];
export type Operation = Schemas["OperationResponse"];
export type RateCard = Schemas["RateCardResponse"];

export const STOCKS_PER_PAGE = 50;

// The rate book changes when a manager publishes it, not between two clicks.
const RARELY = { staleTime: 5 * 60_000 };

interface StockFilter {
  q: string;
  family: string;
  form: string;
  page: number;
}

export function stocksQuery({ q, family, form, page }: StockFilter) {
  return queryOptions({
    ...RARELY,
    queryKey: ["catalog", "stocks", { q, family, form, page }],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/catalog/stocks", {
          params: { query: { q, page, per_page: STOCKS_PER_PAGE, ...(family === "" ? {} : { family }), ...(form === "sheet" || form === "roll" ? { form } : {}) } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

export function pressesQuery() {
  return queryOptions({ ...RARELY, queryKey: ["catalog", "presses"], queryFn: ({ signal }) => answer(api.GET("/api/catalog/presses", { signal })) });
}

export function operationsQuery() {
  return queryOptions({ ...RARELY, queryKey: ["catalog", "operations"], queryFn: ({ signal }) => answer(api.GET("/api/catalog/operations", { signal })) });
}

export function rateCardQuery() {
  return queryOptions({ ...RARELY, queryKey: ["catalog", "rate-card"], queryFn: ({ signal }) => answer(api.GET("/api/catalog/rate-card", { signal })) });
}

const MOST_STOCKS = 100;

/** Every stock by name, page after page: for pickers that must offer all of them. */
export function allStocksQuery() {
  return queryOptions({
    ...RARELY,
    queryKey: ["catalog", "stocks", "all"],
    queryFn: async ({ signal }) => {
      const found: Stock[] = [];
      for (let page = 1; ; page += 1) {
        // oxlint-disable-next-line no-await-in-loop -- the next page is known by the one before
        const { items, total } = await answer(api.GET("/api/catalog/stocks", { params: { query: { page, per_page: MOST_STOCKS } }, signal }));
        found.push(...items);
        if (items.length === 0 || found.length >= total) return found.toSorted((one, other) => one.name.localeCompare(other.name));
      }
    },
  });
}

export function productsQuery() {
  return queryOptions({ ...RARELY, queryKey: ["catalog", "products"], queryFn: ({ signal }) => answer(api.GET("/api/catalog/products", { signal })) });
}

export function whyNotQuery({ stock, product, press }: { stock: string; product: string; press: string }) {
  return queryOptions({
    ...RARELY,
    queryKey: ["catalog", "why-not", stock, product, press],
    queryFn: ({ signal }) => answer(api.POST("/api/catalog/why-not", { body: { stock, product, press: press === "" ? null : press }, signal })),
  });
}
