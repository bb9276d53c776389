import type { Draft, DraftLine } from "./draft";

/** Lines of which the customer takes one: a line, then its alternates right behind it, in its section. */

/** The ids of a line and its alternates in their order. */
export function groupOf({ order, lines }: Draft, root: string): string[] {
  return order.filter((id) => id === root || lines[id]?.alternate_of === root);
}

/** The draft as the server arranges it: alternates behind their line; one whose line is gone stands by itself. */
export function gather(draft: Draft): Draft {
  const behind = new Map<string, string[]>();
  const lines: Record<string, DraftLine> = { ...draft.lines };
  for (const id of draft.order) {
    const line = lines[id];
    if (!line || line.alternate_of === null) continue;
    const root = draft.lines[line.alternate_of];
    if (!root || root.alternate_of !== null || root.kind === "note") {
      lines[id] = { ...line, alternate_of: null };
      continue;
    }
    behind.set(root.id, [...(behind.get(root.id) ?? []), id]);
    if (line.section !== root.section || line.optional) lines[id] = { ...line, section: root.section, optional: false };
  }
  const order = draft.order.flatMap((id) => (lines[id]?.alternate_of === null ? [id, ...(behind.get(id) ?? [])] : []));
  return { ...draft, lines, order };
}

/** The line that the one above stands for, if this one may become an alternate of it. */
export function rootAbove(draft: Draft, id: string): string | null {
  const line = draft.lines[id];
  const above = draft.lines[draft.order[draft.order.indexOf(id) - 1] ?? ""];
  if (!line || !above || line.kind === "note" || above.kind === "note" || line.alternate_of !== null) return null;
  return above.alternate_of ?? above.id;
}

/** Makes a line, with the alternates that it has, alternates of the line above; or lets it stand by itself again. */
export function setAlternate(id: string, root: string | null): (draft: Draft) => Draft {
  return (draft) => {
    const lines = { ...draft.lines };
    for (const other of root === null ? [id] : groupOf(draft, id)) {
      const line = lines[other];
      if (line) lines[other] = { ...line, alternate_of: root };
    }
    return gather({ ...draft, lines });
  };
}
