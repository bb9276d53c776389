import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { answer, api, type Schemas } from "@/api/client";

import { counts, type Draft, type DraftLine } from "../model/draft";

export type Gang = Schemas["GangResponse"];
export type Gangs = Schemas["GangsResponse"];

/** A gang that a person looks at, with the lines that run by themselves. */
export interface Shown {
  readonly gang: Gang;
  readonly alone: Gangs["alone"];
}

/** The quote's lines that are cheaper on one sheet; `fingerprint` is of all that the answer depends on. */
export function gangsQuery(quoteId: string, fingerprint: string | null) {
  return queryOptions({
    queryKey: ["quotes", "gangs", quoteId, fingerprint],
    queryFn: ({ signal }) => answer(api.GET("/api/quotes/{quote_id}/gangs", { params: { path: { quote_id: quoteId } }, signal })),
    enabled: fingerprint !== null,
    placeholderData: keepPreviousData,
    staleTime: 300_000,
  });
}

/**
 * What the server's answer depends on, of a quote as it is saved; null where no two lines could share a sheet, so that
 * it is not asked for nothing: no two flat ones are printed in the same colours with a quantity
 * chosen, and none has several versions.
 */
export function fingerprintOf(saved: Draft): string | null {
  const lines = saved.order.flatMap((id) => {
    const line = saved.lines[id];
    return line && mayShare(line) ? [line] : [];
  });
  const versions = lines.some(({ spec }) => typeof spec?.["versions"] === "number" && spec["versions"] > 1);
  const colours = lines.map(({ spec }) => JSON.stringify([spec?.["colours_front"], spec?.["colours_back"]]));
  if (!versions && new Set(colours).size === colours.length) return null;
  const printed = saved.order.map((id) => saved.lines[id]).filter((line) => line?.kind === "product");
  return JSON.stringify([saved.head.customer_id, saved.order.length, printed.map((line) => [line?.id, line?.title, line?.spec, line?.quantities, line?.selected, line && counts(line)])]);
}

function mayShare(line: DraftLine): boolean {
  const { kind, spec, selected } = line;
  return kind === "product" && selected !== null && counts(line) && spec !== null && (spec.kind ?? "flat") === "flat";
}
