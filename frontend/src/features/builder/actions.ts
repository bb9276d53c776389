import { toast } from "@/ui/toast";

import { groupOf } from "./model/alternates";
import type { Draft } from "./model/draft";
import type { BuilderSession } from "./model/session";
import { addLine, duplicateLine, moveLine, removeLine } from "./model/edits";
import { defaultSpec } from "@/ui/spec/spec";
import type { LineKind, ProductDefinition } from "./model/wire";

/** What buttons, menus and keys do to lines: one place, so that they do the same. */

const TITLES: Record<Exclude<LineKind, "product">, string> = {
  charge: "Charge",
  outside: "Outside purchase",
  note: "Note",
};

export function addProduct(session: BuilderSession, product: ProductDefinition, quantities?: readonly number[]): string {
  const id = crypto.randomUUID();
  const usual = product.quantities.length > 1 ? product.quantities.slice(1, 3) : product.quantities;
  const wanted = quantities && quantities.length > 0 ? quantities : usual;
  session.edit(`add ${product.title}`, addLine({
    id,
    kind: "product",
    title: product.title,
    spec: defaultSpec(product),
    quantities: wanted.map((quantity) => ({ id: crypto.randomUUID(), quantity })),
  }));
  return id;
}

export function addOther(session: BuilderSession, kind: Exclude<LineKind, "product">): string {
  const id = crypto.randomUUID();
  const quantities = kind === "note" ? [] : [{ id: crypto.randomUUID(), quantity: 1 }];
  session.edit(`add ${TITLES[kind].toLowerCase()}`, addLine({ id, kind, title: TITLES[kind], quantities }));
  return id;
}

export function copyLine(session: BuilderSession, id: string): string {
  const copy = crypto.randomUUID();
  session.edit("duplicate line", duplicateLine(id, copy, () => crypto.randomUUID()));
  return copy;
}

/** Deletes at once and offers the way back: no question that people learn to click away. */
export function deleteLine(session: BuilderSession, id: string): void {
  const title = session.store.getState().draft.lines[id]?.title ?? "Line";
  session.edit(`delete ${title}`, removeLine(id));
  toast(`${title} deleted.`, { undo: () => session.store.undo() });
}

export function shiftLine(session: BuilderSession, id: string, by: 1 | -1): void {
  const { draft } = session.store.getState();
  const to = placeBeside(draft, id, by);
  if (to !== null) session.edit("move line", moveLine(id, to));
}

/** Where a line comes to by one step; one with alternates goes with them, over all of its neighbour's. */
export function placeBeside(draft: Draft, id: string, by: 1 | -1): number | null {
  const { order, lines } = draft;
  const at = order.indexOf(id);
  const line = lines[id];
  if (!line) return null;
  const to = by === 1 && line.alternate_of === null ? at + groupOf(draft, id).length : at + by;
  const target = lines[order[to] ?? ""];
  if (!target) return null;
  return line.alternate_of === null || target.alternate_of === line.alternate_of ? to : null;
}

/** The line above or below; the first or last when none is open. */
export function neighbour(session: BuilderSession, id: string | null, by: 1 | -1): string | null {
  const { order } = session.store.getState().draft;
  if (order.length === 0) return null;
  const at = id === null ? -1 : order.indexOf(id);
  if (at === -1) return (by === 1 ? order[0] : order.at(-1)) ?? null;
  return order[at + by] ?? id;
}
