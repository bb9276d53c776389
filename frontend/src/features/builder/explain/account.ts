import type { QuantityEstimate } from "../model/wire";

/** The engine's account of several quantities, side by side: what is one row to a person is one row here. */

type Part = QuantityEstimate["parts"][number];
type Item = NonNullable<QuantityEstimate["internal"]>["items"][number];

export interface ItemRow {
  readonly key: string;
  readonly operation: string;
  readonly resource: string;
  readonly bucket: string;
  readonly items: readonly (Item | null)[];
}

export interface PartRows {
  readonly name: string;
  readonly made: readonly (Part | null)[];
  readonly rows: readonly ItemRow[];
}

export interface Step {
  readonly name: string;
  readonly words: readonly (string | null)[];
  readonly after: readonly (string | null)[];
}

const STEP_ORDER = ["formula", "minimum", "level", "rush", "rounding"];

function keyOf(item: Item, seen: Map<string, number>): string {
  const base = [item.part, item.operation, item.resource, item.bucket].join("/");
  const times = seen.get(base) ?? 0;
  seen.set(base, times + 1);
  return `${base}/${times.toString()}`;
}

/** Costs by part, in the order of the work; a quantity that is made another way has its own rows. */
export function partRows(quantities: readonly QuantityEstimate[]): PartRows[] {
  const names = [...new Set(quantities.flatMap((one) => [...one.parts.map((part) => part.name), ...(one.internal?.items ?? []).map((item) => item.part)]))];
  const keyed = quantities.map((one) => {
    const seen = new Map<string, number>();
    return new Map((one.internal?.items ?? []).map((item) => [keyOf(item, seen), item]));
  });
  return names.map((name) => {
    const keys = [...new Set(keyed.flatMap((items) => [...items].filter(([, item]) => item.part === name).map(([key]) => key)))];
    return {
      name,
      made: quantities.map((one) => one.parts.find((part) => part.name === name) ?? null),
      rows: keys.map((key) => {
        const items = keyed.map((map) => map.get(key) ?? null);
        const first = items.find((item) => item !== null);
        return { key, operation: first?.operation ?? "", resource: first?.resource ?? "", bucket: first?.bucket ?? "", items };
      }),
    };
  });
}

/** The buckets that any quantity has, each with its cost, mark-up and price by quantity. */
export function bucketRows(quantities: readonly QuantityEstimate[]) {
  const names = [...new Set(quantities.flatMap((one) => one.internal?.buckets.map((bucket) => bucket.bucket) ?? []))];
  return names.map((name) => ({
    name,
    buckets: quantities.map((one) => one.internal?.buckets.find((bucket) => bucket.bucket === name) ?? null),
  }));
}

/** The steps from the formula's price to the asked one; one that does not apply to a quantity is empty there. */
export function stepRows(quantities: readonly QuantityEstimate[]): Step[] {
  const names = new Set(quantities.flatMap((one) => one.internal?.price_steps.map((step) => step.name) ?? []));
  return STEP_ORDER.filter((name) => names.has(name)).map((name) => {
    const steps = quantities.map((one) => one.internal?.price_steps.find((step) => step.name === name) ?? null);
    return { name, words: steps.map((step) => step?.words ?? null), after: steps.map((step) => step?.after ?? null) };
  });
}

export interface RouteRow {
  readonly key: string;
  readonly press: string;
  /** Empty where the account was kept before ways named theirs. */
  readonly method: string;
  readonly name: string;
  readonly words: string;
  /** How much dearer at each quantity; "chosen" where it is the way that was taken, null where it is not one. */
  readonly dearer: readonly (string | null)[];
}

export const CHOSEN = "chosen";

/** Every way that could make a part, with what it would add at each quantity. */
export function routeRows(quantities: readonly QuantityEstimate[], part: string): RouteRow[] {
  const rows = new Map<string, Omit<RouteRow, "key"> & { dearer: (string | null)[] }>();
  const put = (at: number, { press, name, method = "", words }: { press: string; name: string; method?: string; words: string }, dearer: string) => {
    const key = `${press}/${words}`;
    // The words begin with the press, which the row is named by already.
    const how = words.startsWith(`${name}, `) ? words.slice(name.length + 2) : words;
    const row = rows.get(key) ?? { press, name, method, words: how, dearer: quantities.map(() => null) };
    row.dearer[at] = dearer;
    rows.set(key, row);
  };
  quantities.forEach((one, at) => {
    const made = one.parts.find((other) => other.name === part);
    if (!made) return;
    if (made.press_name !== "") put(at, { ...made, name: made.press_name }, CHOSEN);
    for (const route of made.internal?.other_routes ?? []) put(at, route, route.dearer_by);
  });
  return [...rows].map(([key, row]) => ({ key, ...row }));
}

/** The presses that cannot make a part, each with its reasons once. */
export function refusals(quantities: readonly QuantityEstimate[], part: string): { name: string; reason: string }[] {
  const found = new Map<string, { name: string; reason: string }>();
  for (const one of quantities) {
    for (const route of one.parts.find((other) => other.name === part)?.refused_routes ?? []) {
      found.set(`${route.name}/${route.reason}`, { name: route.name, reason: route.reason });
    }
  }
  return [...found.values()];
}

/** Where the rate book keeps the row that a figure came from. */
export function rateAddress(reference: string): string | null {
  const [kind, rest = ""] = reference.split(":");
  const code = rest.split("/")[0] ?? "";
  if (kind === "stock") return `/rate-book?q=${encodeURIComponent(code)}`;
  if (kind === "press") return "/rate-book/presses";
  if (kind === "operation") return "/rate-book/operations";
  if (kind === "price_list") return `/rate-book/price-lists?q=${encodeURIComponent(code)}`;
  return kind === "policy" ? "/rate-book/rates" : null;
}
