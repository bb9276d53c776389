import * as fc from "fast-check";

import * as edits from "../model/edits";
import type { Draft } from "../model/draft";

/** A random edit as a recipe that can be played on any draft. `tag` keeps the ids of two people apart. */
export type Recipe = (draft: Draft) => Draft;

function rowOf(draft: Draft, id: string, value: number): string {
  const rows = draft.lines[id]?.quantities ?? [];
  return rows[value % Math.max(1, rows.length)]?.id ?? "";
}

export function anyEdit(tag: string): fc.Arbitrary<Recipe> {
  const nat = fc.nat(1_000);
  const onLine = (make: (id: string, draft: Draft, value: number) => edits.Edit) =>
    fc.tuple(nat, nat).map(([which, value]): Recipe => (draft) => {
      const id = draft.order[which % Math.max(1, draft.order.length)];
      return id === undefined ? draft : make(id, draft, value)(draft);
    });
  let count = 0;
  return fc.oneof(
    nat.map((value): Recipe => edits.setHead({ title: `${tag} title ${value}` })),
    nat.map((value): Recipe => edits.setHead({ po_number: `${tag}-${value}` })),
    onLine((id, _draft, value) => edits.setSpec(id, { trim_width: `${(value % 12) + 1}.5` })),
    onLine((id, _draft, value) => edits.setSpec(id, { stock: `${tag}-${value % 5}` })),
    onLine((id, _draft, value) => edits.setLine(id, { title: `${tag} line ${value}` })),
    onLine((id, draft, value) => edits.setQuantity(id, rowOf(draft, id, value), value + 1)),
    onLine((id, draft, value) => edits.selectQuantity(id, value % 4 === 0 ? null : rowOf(draft, id, value))),
    onLine((id, draft, value) => edits.typePrice(id, rowOf(draft, id, value), `${value}.50`, tag)),
    onLine((id, _draft, value) => edits.addQuantities(id, [{ id: `${tag}-q${(count += 1)}`, quantity: value + 7 }])),
    onLine((id, draft, value) => edits.removeQuantity(id, rowOf(draft, id, value))),
    onLine((id, draft, value) => edits.moveLine(id, value % draft.order.length)),
    onLine((id) => edits.removeLine(id)),
    onLine((id) => edits.duplicateLine(id, `${tag}-l${(count += 1)}`, () => `${tag}-d${(count += 1)}`)),
    fc.constant<Recipe>((draft) =>
      edits.addLine({ id: `${tag}-n${(count += 1)}`, kind: "note", title: "A note" }, draft.order[0] ?? null)(draft)),
  );
}

export function play(draft: Draft, recipes: readonly Recipe[]): Draft {
  return recipes.reduce((current, recipe) => recipe(current), draft);
}
