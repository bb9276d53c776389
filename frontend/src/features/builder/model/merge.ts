import { gather } from "./alternates";
import type { Draft, DraftHead, DraftLine, DraftQuantity } from "./draft";
import { same } from "./same";
import type { Spec } from "./wire";

export type Side = "mine" | "theirs";

/** One field that both people changed, differently. `path` is stable, so that a choice can name it. */
export interface Conflict {
  readonly path: string;
  readonly lineId: string | null;
  readonly field: string;
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

export interface Merge {
  readonly draft: Draft;
  readonly conflicts: readonly Conflict[];
}

export type Choices = Readonly<Record<string, Side>>;

type Picker = <T>(lineId: string | null, field: string, base: T, mine: T, theirs: T) => T;

function picker(choices: Choices, fallback: Side, conflicts: Conflict[]): Picker {
  return (lineId, field, base, mine, theirs) => {
    if (same(base, mine)) return theirs;
    if (same(base, theirs) || same(mine, theirs)) return mine;
    const path = `${lineId ?? "quote"}/${field}`;
    conflicts.push({ path, lineId, field, base, mine, theirs });
    return (choices[path] ?? fallback) === "mine" ? mine : theirs;
  };
}

/** The side that moved things decides the order; what only the other side has follows its old neighbour. */
function mergeOrder(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
  alive: ReadonlySet<string>,
): string[] {
  const common = (list: readonly string[]) =>
    list.filter((id) => alive.has(id) && base.includes(id) && mine.includes(id) && theirs.includes(id));
  const mineMoved = !same(common(base), common(mine));
  const [lead, follow] = mineMoved ? [mine, theirs] : [theirs, mine];
  const result = lead.filter((id) => alive.has(id));
  follow.forEach((id, index) => {
    if (!alive.has(id) || result.includes(id)) return;
    const before = follow.slice(0, index).toReversed().find((other) => result.includes(other));
    result.splice(before === undefined ? 0 : result.indexOf(before) + 1, 0, id);
  });
  return result;
}

/** Who survives when the three sides do not hold the same ids, and how a survivor is made. */
function mergeById<T>(
  ids: Iterable<string>,
  get: { base: (id: string) => T | undefined; mine: (id: string) => T | undefined; theirs: (id: string) => T | undefined },
  decide: (id: string, base: T, mine: T | undefined, theirs: T | undefined) => T | undefined,
  both: (id: string, base: T, mine: T, theirs: T) => T,
): Map<string, T> {
  const result = new Map<string, T>();
  for (const id of ids) {
    const [base, mine, theirs] = [get.base(id), get.mine(id), get.theirs(id)];
    let kept: T | undefined;
    if (mine !== undefined && theirs !== undefined) kept = both(id, base ?? theirs, mine, theirs);
    else if (base === undefined) kept = mine ?? theirs;
    else kept = decide(id, base, mine, theirs);
    if (kept !== undefined) result.set(id, kept);
  }
  return result;
}

function mergeSpec(pick: Picker, id: string, base: Spec | null, mine: Spec | null, theirs: Spec | null): Spec | null {
  const product = mine?.product_type;
  if (!base || !mine || !theirs || base.product_type !== product || theirs.product_type !== product) {
    return pick(id, "spec", base, mine, theirs);
  }
  const result: Spec = { ...mine };
  for (const field of new Set([base, mine, theirs].flatMap((spec) => Object.keys(spec)))) {
    const value = pick<unknown>(id, `spec.${field}`, base[field], mine[field], theirs[field]);
    if (value !== undefined) Object.assign(result, { [field]: value });
  }
  return result;
}

function rowsById(rows: readonly DraftQuantity[]): Map<string, DraftQuantity> {
  return new Map(rows.map((row) => [row.id, row]));
}

function mergeQuantities(pick: Picker, base: DraftLine, mine: DraftLine, theirs: DraftLine): readonly DraftQuantity[] {
  const [b, m, t] = [rowsById(base.quantities), rowsById(mine.quantities), rowsById(theirs.quantities)];
  const rows = mergeById(
    new Set([...b.keys(), ...m.keys(), ...t.keys()]),
    { base: (id) => b.get(id), mine: (id) => m.get(id), theirs: (id) => t.get(id) },
    (id, was, my, their) => pick<DraftQuantity | undefined>(mine.id, `quantity.${id}`, was, my, their),
    (id, was, my, their) => ({
      id,
      quantity: pick(mine.id, `quantity.${id}.quantity`, was.quantity, my.quantity, their.quantity),
      ...pick(mine.id, `quantity.${id}.typed_price`, priceOf(was), priceOf(my), priceOf(their)),
    }),
  );
  const order = mergeOrder([...b.keys()], [...m.keys()], [...t.keys()], new Set(rows.keys()));
  return order.flatMap((id) => rows.get(id) ?? []);
}

/** A typed price and its reason are one thing: half of each person's would be a price that nobody named. */
function priceOf(row: DraftQuantity): Pick<DraftQuantity, "typed_price" | "typed_unit_price" | "typed_reason"> {
  return { typed_price: row.typed_price, typed_unit_price: row.typed_unit_price, typed_reason: row.typed_reason };
}


function mergeLine(pick: Picker, base: DraftLine, mine: DraftLine, theirs: DraftLine): DraftLine {
  const take = <K extends keyof DraftLine>(field: K): DraftLine[K] =>
    pick(mine.id, field, base[field], mine[field], theirs[field]);
  const quantities = mergeQuantities(pick, base, mine, theirs);
  const selected = take("selected");
  return {
    id: mine.id,
    kind: take("kind"),
    section: take("section"),
    title: take("title"),
    description: take("description"),
    spec: mergeSpec(pick, mine.id, base.spec, mine.spec, theirs.spec),
    quantities,
    selected: quantities.some((row) => row.id === selected) ? selected : null,
    unit_price: take("unit_price"),
    cost: take("cost"),
    vendor: take("vendor"),
    vendor_costs: take("vendor_costs"),
    tax_code: take("tax_code"),
    discount_percent: take("discount_percent"),
    optional: take("optional"),
    alternate_of: take("alternate_of"),
  };
}

function mergeHead(pick: Picker, base: DraftHead, mine: DraftHead, theirs: DraftHead): DraftHead {
  const take = <K extends keyof DraftHead>(field: K): DraftHead[K] => pick(null, field, base[field], mine[field], theirs[field]);
  return {
    title: take("title"),
    customer_id: take("customer_id"),
    prospect_name: take("prospect_name"),
    contact_id: take("contact_id"),
    valid_until: take("valid_until"),
    terms: take("terms"),
    po_number: take("po_number"),
    customer_note: take("customer_note"),
    internal_note: take("internal_note"),
    discount_percent: take("discount_percent"),
    discount_amount: take("discount_amount"),
  };
}

/**
 * Three-way merge, field by field. What only one side changed merges by itself; what both changed to different
 * values is reported and decided by `choices`, or by `fallback` until somebody has chosen.
 */
export function merge(base: Draft, mine: Draft, theirs: Draft, choices: Choices = {}, fallback: Side = "mine"): Merge {
  if (base === mine) return { draft: theirs, conflicts: [] };
  if (base === theirs) return { draft: mine, conflicts: [] };
  const conflicts: Conflict[] = [];
  const pick = picker(choices, fallback, conflicts);
  const head = mergeHead(pick, base.head, mine.head, theirs.head);
  const lines = mergeById(
    new Set([...base.order, ...mine.order, ...theirs.order]),
    { base: (id) => base.lines[id], mine: (id) => mine.lines[id], theirs: (id) => theirs.lines[id] },
    (id, was, my, their) => pick<DraftLine | undefined>(id, "line", was, my, their),
    (_id, was, my, their) => (my === their ? my : mergeLine(pick, was, my, their)),
  );
  const order = mergeOrder(base.order, mine.order, theirs.order, new Set(lines.keys()));
  return { draft: gather({ head, lines: Object.fromEntries(lines), order }), conflicts };
}
