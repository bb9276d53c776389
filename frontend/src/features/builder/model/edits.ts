import { gather, groupOf } from "./alternates";
import type { Draft, DraftHead, DraftLine, DraftQuantity } from "./draft";
import type { LineKind, Spec } from "./wire";

/** Every way to change a draft. Pure: a draft goes in, a draft comes out, untouched parts are shared. */
export type Edit = (draft: Draft) => Draft;

function changeLine(id: string, change: (line: DraftLine) => DraftLine): Edit {
  return (draft) => {
    const line = draft.lines[id];
    if (!line) return draft;
    const changed = change(line);
    return changed === line ? draft : { ...draft, lines: { ...draft.lines, [id]: changed } };
  };
}

function changeQuantity(lineId: string, rowId: string, change: (row: DraftQuantity) => DraftQuantity): Edit {
  return changeLine(lineId, (line) => ({
    ...line,
    quantities: line.quantities.map((row) => (row.id === rowId ? change(row) : row)),
  }));
}

export function setHead(fields: Partial<DraftHead>): Edit {
  return (draft) => ({ ...draft, head: { ...draft.head, ...fields } });
}

export interface NewLine {
  readonly id: string;
  readonly kind: LineKind;
  readonly title: string;
  readonly spec?: Spec;
  readonly quantities?: readonly NewQuantity[];
}

export const RELEASED = { typed_price: null, typed_unit_price: null, typed_reason: "" };

/** A quantity of a new line; its price may have been typed along with it. */
interface NewQuantity {
  readonly id: string;
  readonly quantity: number;
  readonly typed_price?: string;
  readonly typed_unit_price?: string;
  readonly typed_reason?: string;
}

function blank(row: NewQuantity): DraftQuantity {
  return { ...RELEASED, ...row };
}

export function addLine(line: NewLine, afterId?: string | null): Edit {
  return (draft) => {
    const last = draft.order.at(-1);
    const after = afterId === undefined ? (last ?? null) : afterId;
    const neighbour = after === null ? undefined : draft.lines[after];
    const quantities = (line.quantities ?? []).map(blank);
    const fresh: DraftLine = {
      id: line.id,
      kind: line.kind,
      section: neighbour?.section ?? "",
      title: line.title,
      description: "",
      spec: line.spec ?? null,
      quantities,
      selected: quantities[0]?.id ?? null,
      unit_price: null,
      cost: null,
      vendor: "",
      vendor_costs: null,
      tax_code: "taxable",
      discount_percent: "0",
      optional: false,
      alternate_of: null,
    };
    return insertLine(fresh, after)(draft);
  };
}

/** Several lines at the end, in their order: one edit, so that one undo takes them all back. */
export function addLines(lines: readonly NewLine[]): Edit {
  return (draft) => lines.reduce((before, line) => addLine(line)(before), draft);
}

function insertLine(line: DraftLine, after: string | null): Edit {
  return (draft) => {
    const at = after === null ? 0 : draft.order.indexOf(after) + 1;
    return gather({
      ...draft,
      lines: { ...draft.lines, [line.id]: line },
      order: [...draft.order.slice(0, at), line.id, ...draft.order.slice(at)],
    });
  };
}

/** Where a specification holds what a person set of how its parts are made. */
export const HAND_FIELDS = ["overrides", "cover_overrides"] as const;

/** All of its making back in the engine's hands. */
function released(spec: Spec): Partial<Spec> {
  return Object.fromEntries(HAND_FIELDS.flatMap((field) => (spec[field] == null ? [] : [[field, null]])));
}

/** A copy below its original. What was set by hand stays behind: somebody answers for that on one line only. */
export function duplicateLine(id: string, newId: string, makeId: () => string): Edit {
  return (draft) => {
    const line = draft.lines[id];
    if (!line) return draft;
    const quantities = line.quantities.map((row) => blank({ id: makeId(), quantity: row.quantity }));
    const chosen = line.quantities.findIndex((row) => row.id === line.selected);
    const spec = line.spec && { ...line.spec, ...released(line.spec) };
    const copy = { ...line, id: newId, spec, quantities, selected: quantities[chosen]?.id ?? null, copy_of: line.copy_of ?? id };
    return insertLine(copy, id)(draft);
  };
}

/** Takes a line out; the first of its alternates takes its place. */
export function removeLine(id: string): Edit {
  return (draft) => {
    const { [id]: gone, ...lines } = draft.lines;
    if (!gone) return draft;
    const [heir, ...others] = groupOf(draft, id).slice(1);
    const order = draft.order.filter((other) => other !== id);
    const left = { ...draft, lines, order };
    if (heir === undefined) return left;
    const promoted = setLine(heir, { alternate_of: null, optional: gone.optional })(left);
    return others.reduce((before, other) => setLine(other, { alternate_of: heir })(before), promoted);
  };
}

/** Moves a line with its alternates to a place among all lines, into the section there; an alternate moves among its own. */
export function moveLine(id: string, to: number): Edit {
  return (draft) => {
    const from = draft.order.indexOf(id);
    const line = draft.lines[id];
    const place = Math.max(0, Math.min(draft.order.length - 1, to));
    if (!line || from === place) return draft;
    const target = draft.order[place] ?? id;
    if (line.alternate_of !== null) {
      return draft.lines[target]?.alternate_of === line.alternate_of ? { ...draft, order: reordered(draft.order, [id], target, from < place) } : draft;
    }
    const block = groupOf(draft, id);
    const targets = groupOf(draft, draft.lines[target]?.alternate_of ?? target);
    if (block.includes(target)) return draft;
    const order = reordered(draft.order, block, (from < place ? targets.at(-1) : targets[0]) ?? target, from < place);
    const at = order.indexOf(id);
    const above = draft.lines[order[at - 1] ?? ""];
    const below = draft.lines[order[at + block.length] ?? ""];
    const section = above && below && above.section === below.section ? above.section : (above ?? below)?.section;
    return gather({ ...draft, order, lines: { ...draft.lines, [id]: { ...line, section: section ?? line.section } } });
  };
}

function reordered(order: readonly string[], moved: readonly string[], target: string, behind: boolean): string[] {
  const rest = order.filter((id) => !moved.includes(id));
  const at = rest.indexOf(target) + (behind ? 1 : 0);
  return [...rest.slice(0, at), ...moved, ...rest.slice(at)];
}

export function setLine(
  id: string,
  fields: Partial<Omit<DraftLine, "id" | "kind" | "spec" | "quantities" | "selected">>,
): Edit {
  return changeLine(id, (line) => ({ ...line, ...fields }));
}

/** Heads the line and what follows it in the same section; "" joins them to the section above. */
export function setSection(id: string, name: string): Edit {
  return (draft) => {
    const lines = { ...draft.lines };
    for (const other of sectionOf(draft, id)) {
      const line = lines[other];
      if (line) lines[other] = { ...line, section: name };
    }
    return gather({ ...draft, lines });
  };
}

/** The line and what follows it in the same section. */
export function sectionOf({ order, lines }: Draft, id: string): string[] {
  const rest = order.slice(order.indexOf(id));
  const end = rest.findIndex((other) => lines[other]?.section !== lines[id]?.section);
  return end === -1 ? rest : rest.slice(0, end);
}

export function setSpec(id: string, fields: Partial<Spec>): Edit {
  return changeLine(id, (line) => (line.spec ? { ...line, spec: { ...line.spec, ...fields } } : line));
}

export function replaceSpec(id: string, spec: Spec, title: string): Edit {
  return changeLine(id, (line) => ({ ...line, spec, title }));
}

export const MAX_QUANTITIES = 8;

export function addQuantities(lineId: string, rows: readonly { id: string; quantity: number }[]): Edit {
  return changeLine(lineId, (line) => {
    const have = new Set(line.quantities.map((row) => row.quantity));
    const fresh = rows.filter((row) => !have.has(row.quantity)).slice(0, MAX_QUANTITIES - line.quantities.length);
    if (fresh.length === 0) return line;
    const added = fresh.map(blank);
    const quantities = [...line.quantities, ...added].toSorted((a, b) => a.quantity - b.quantity);
    return { ...line, quantities, selected: line.quantities.length === 0 ? (added[0]?.id ?? null) : line.selected };
  });
}

export function setQuantity(lineId: string, rowId: string, quantity: number): Edit {
  return changeQuantity(lineId, rowId, (row) => ({ ...row, quantity }));
}

export function sortQuantities(lineId: string): Edit {
  return changeLine(lineId, (line) => {
    const quantities = line.quantities.toSorted((a, b) => a.quantity - b.quantity);
    return quantities.every((row, index) => row === line.quantities[index]) ? line : { ...line, quantities };
  });
}

export function removeQuantity(lineId: string, rowId: string): Edit {
  return changeLine(lineId, (line) => {
    if (line.quantities.length < 2) return line;
    const quantities = line.quantities.filter((row) => row.id !== rowId);
    return { ...line, quantities, selected: line.selected === rowId ? (quantities[0]?.id ?? null) : line.selected };
  });
}

/** Which quantity is quoted; null quotes all of them. */
export function selectQuantity(lineId: string, rowId: string | null): Edit {
  return changeLine(lineId, (line) => ({ ...line, selected: rowId }));
}

/** A price typed by a person. No other edit but `releasePrice` touches it. */
export function typePrice(lineId: string, rowId: string, price: string, reason: string): Edit {
  return changeQuantity(lineId, rowId, (row) => ({ ...row, ...RELEASED, typed_price: price, typed_reason: reason }));
}

/** The same for one piece: what the quantity comes to follows from it. */
export function typeUnitPrice(lineId: string, rowId: string, price: string, reason: string): Edit {
  return changeQuantity(lineId, rowId, (row) => ({ ...row, ...RELEASED, typed_unit_price: price, typed_reason: reason }));
}

/** Why a price is what a person typed; the price itself stays. */
export function explainPrice(lineId: string, rowId: string, reason: string): Edit {
  return changeQuantity(lineId, rowId, (row) => ({ ...row, typed_reason: reason }));
}

export function releasePrice(lineId: string, rowId: string): Edit {
  return changeQuantity(lineId, rowId, (row) => ({ ...row, ...RELEASED }));
}
