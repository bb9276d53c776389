import { HEAD_FIELDS, type Draft, type DraftLine } from "./draft";
import { same } from "./same";
import type { Change, HeadChange, LineInput } from "./wire";

/** A cost that is null is taken away by who may see costs; from others the server leaves what it has. */
function lineInput(line: DraftLine): LineInput {
  return {
    id: line.id,
    kind: line.kind,
    section: line.section,
    title: line.title,
    description: line.description,
    spec: line.spec,
    quantities: line.quantities.map((row) => ({
      id: row.id,
      quantity: row.quantity,
      selected: row.id === line.selected,
      typed_price: row.typed_price,
      typed_unit_price: row.typed_unit_price,
      typed_reason: row.typed_reason,
    })),
    unit_price: line.unit_price,
    cost: line.cost,
    vendor: line.vendor,
    vendor_costs: line.vendor_costs,
    tax_code: line.tax_code,
    discount_percent: line.discount_percent,
    optional: line.optional,
    alternate_of: line.alternate_of,
  };
}

/** Where a new line is a copy from; a saved one has its costs by itself. */
function copied({ copy_of, template_id }: DraftLine): Pick<DraftLine, "copy_of" | "template_id"> {
  return { ...(copy_of ? { copy_of } : {}), ...(template_id ? { template_id } : {}) };
}

function headChange(saved: Draft, draft: Draft): HeadChange | null {
  const fields = HEAD_FIELDS.filter((field) => !same(saved.head[field], draft.head[field]));
  if (fields.length === 0) return null;
  return { op: "set", ...Object.fromEntries(fields.map((field) => [field, draft.head[field]])) };
}

function insertAfter(order: readonly string[], id: string, after: string | null): string[] {
  const at = after === null ? 0 : order.indexOf(after) + 1;
  return [...order.slice(0, at), id, ...order.slice(at)];
}

/**
 * The shortest list of changes that makes `saved` into `draft`. Comparing states rather than keeping a log
 * means that a preview, a save, a replay after a lost connection and an undo all speak the same few words.
 */
export function changesBetween(saved: Draft, draft: Draft): Change[] {
  if (saved === draft) return [];
  const changes: Change[] = [];
  const head = headChange(saved, draft);
  if (head) changes.push(head);

  for (const id of saved.order) if (!(id in draft.lines)) changes.push({ op: "remove_line", id });

  let order: readonly string[] = saved.order.filter((id) => id in draft.lines);
  draft.order.forEach((id, index) => {
    const line = draft.lines[id];
    if (!line) return;
    const before = saved.lines[id];
    if (!before) {
      const after = draft.order[index - 1] ?? null;
      order = insertAfter(order, id, after);
      changes.push({ op: "put_line", line: { ...lineInput(line), ...copied(line) }, after_id: after });
    } else if (!same(before, line)) {
      changes.push({ op: "put_line", line: lineInput(line) });
    }
  });
  if (!same(order, draft.order)) changes.push({ op: "order_lines", ids: [...draft.order] });
  return changes;
}
