import type { RouteObject } from "react-router";

/** The addresses of quotes. A draft opens in the builder, everything else to be read. */
export const quoteRoutes: RouteObject[] = [
  { path: "/quotes", lazy: () => import("./QuoteListPage") },
  { path: "/quotes/new", lazy: () => import("./NewQuotePage") },
  { path: "/quotes/:quoteId", lazy: () => import("./QuotePage") },
  { path: "/quotes/:quoteId/edit", lazy: () => import("../builder/BuilderPage") },
];
