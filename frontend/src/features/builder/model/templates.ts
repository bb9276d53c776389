import type { Schemas } from "@/api/client";

import { gather } from "./alternates";
import type { Draft, DraftLine } from "./draft";
import { RELEASED, type Edit } from "./edits";

export type TemplateDetail = Schemas["TemplateDetail"];

/** Puts copies of a template's lines behind the others. A single line joins the last section; others bring their own. */
export function addTemplate(template: TemplateDetail, makeId: () => string): Edit {
  return (draft: Draft) => {
    const ids = new Map(template.lines.map((line) => [line.id, makeId()]));
    const section = draft.lines[draft.order.at(-1) ?? ""]?.section ?? "";
    const lines = template.lines.map((line) => copyOf(line, template, ids, makeId));
    const placed = template.kind === "line" ? lines.map((line) => ({ ...line, section })) : lines;
    return gather({
      ...draft,
      lines: { ...draft.lines, ...Object.fromEntries(placed.map((line) => [line.id, line])) },
      order: [...draft.order, ...placed.map((line) => line.id)],
    });
  };
}

function copyOf(line: TemplateDetail["lines"][number], template: TemplateDetail, ids: ReadonlyMap<string, string>, makeId: () => string): DraftLine {
  const quantities = line.quantities.map((row) => ({ id: makeId(), quantity: row.quantity, ...RELEASED }));
  const chosen = line.quantities.findIndex((row) => row.selected);
  return {
    id: ids.get(line.id) ?? makeId(),
    kind: line.kind,
    section: line.section,
    title: line.title,
    description: line.description,
    spec: line.spec,
    quantities,
    selected: quantities[chosen]?.id ?? null,
    unit_price: line.unit_price,
    cost: line.internal?.cost ?? null,
    vendor: line.vendor,
    vendor_costs: line.internal?.vendor_costs ?? null,
    tax_code: line.tax_code,
    discount_percent: "0",
    optional: line.optional,
    alternate_of: ids.get(line.alternate_of ?? "") ?? null,
    copy_of: line.id,
    template_id: template.id,
  };
}
