import { HttpResponse, http } from "msw";

import type { Permission } from "@/features/auth/queries";
import { quietShell } from "@/features/customers/testing";
import { ME, server, signedInAs, url } from "@/testing/server";

import type { Content, Finding, ListPrice, PriceList, PriceListSummary } from "./queries";

export const CARDS: PriceList = {
  id: "88888888-8888-4888-8888-888888888888",
  code: "BC-14",
  standing: "draft",
  content: {
    name: "Business cards",
    product: "business_card",
    mode: "linear_totals",
    reach: "from",
    basis: "total",
    rounding: { mode: "nearest", quantum: "0.01" },
    effective_from: "2026-11-01",
    tiers: [{ level: "", run_on: null }],
    breaks: [
      { quantity: 100, prices: ["45.00"] },
      { quantity: 250, prices: ["40.00"] },
    ],
  },
  editions: [],
  version: 3,
  updated_at: "2026-11-02T10:00:00Z",
};
const ROW: PriceListSummary = { ...CARDS, name: "Business cards", product: "business_card", mode: "linear_totals", levels: [""], breaks: 2, effective_from: "2026-11-01" };
export const TURNED: Finding = {
  kind: "total_falls",
  is_wrong: true,
  cells: [
    { row: 0, column: 0 },
    { row: 1, column: 0 },
  ],
  sentence: "250 are cheaper in all than 100: 40.00 against 45.00.",
  fix: { prices: [{ cell: { row: 1, column: 0 }, price: "45" }], added: [], mode: null, run_on: null },
};
export const PRICE: ListPrice = {
  code: "BC-14",
  edition: null,
  quantity: 200,
  tier: "",
  price: "41.67",
  unit_price: "0.2084",
  price_per_m: "208.35",
  steps: [
    { name: "formula", words: "2/3 of the way from 45.00 at 100 to 40.00 at 250", before: "41.6666666667", after: "41.6666666667" },
    { name: "rounding", words: "To the nearest 0.01", before: "41.6666666667", after: "41.67" },
  ],
  business_days: null,
  better: { quantity: 250, price: "40.00" },
};
export const LISTS = "/api/price-lists";
export const ONE = `${LISTS}/${CARDS.id}`;
export const ADDRESS = `/rate-book/price-lists/${CARDS.id}`;
export const ESTIMATES: Permission[] = ["rates:read", "rates:stage", "costs:view"];
export const MANAGES: Permission[] = [...ESTIMATES, "rates:publish"];

/** A shop with this one list, its findings and its price, and somebody with these rights in it. */
export function shop(permissions: Permission[], list: PriceList = CARDS) {
  quietShell();
  server.use(
    signedInAs({ ...ME, permissions: [...ME.permissions, ...permissions] }),
    http.get(url("/api/catalog/rate-card"), () => HttpResponse.json({ version: 1, published_at: "2026-11-01T10:00:00Z", published_by: "Max", stocks: 70, presses: 4, operations: 9, levels: [{ code: "trade", name: "Trade", multiplier: "0.88" }] })),
    http.get(url(ONE), () => HttpResponse.json(list)),
    http.get(url(LISTS), () => HttpResponse.json({ total: 1, page: 1, per_page: 25, items: [ROW] })),
    http.post(url(`${LISTS}/lint`), async ({ request }) => {
      const { content } = (await request.json()) as { content: Content };
      return HttpResponse.json({ findings: content.breaks[1]?.prices[0] === "40.00" ? [TURNED] : [] });
    }),
    http.post(url(`${ONE}/price`), () => HttpResponse.json(PRICE)),
  );
}
