import { queryOptions } from "@tanstack/react-query";
import { Contact, FileText, Layers, Package, Search, Users, type LucideIcon } from "lucide-react";
import { answer, api, type Schemas } from "@/api/client";
import { hrefOf, KINDS, type SearchKind } from "@/features/search/queries";
import { plainText } from "@/ui/Marked";
import type { Entry } from "./entries";

const ICONS: Record<SearchKind, LucideIcon> = { quotes: FileText, customers: Users, contacts: Contact, orders: Package, stocks: Layers };

/** What the server finds for a text: the quote of exactly that number first, then each kind of record, then all of it. */
export function searchQuery(text: string) {
  return queryOptions({
    queryKey: ["palette", text],
    queryFn: async ({ signal }) => entriesOf(text, await answer(api.GET("/api/search", { params: { query: { q: text } }, signal }))),
    staleTime: 10_000,
  });
}

function entriesOf(text: string, found: Schemas["SearchAnswer"]): Entry[] {
  const entries = KINDS.flatMap(({ id, label }) =>
    found[id].items.map(
      (hit): Entry => ({
        id: hit.id,
        group: label,
        label: plainText(hit.name),
        hint: hit.known_by.slice(0, 2).map(plainText).join(" · "),
        Icon: ICONS[id],
        href: hrefOf(hit),
      }),
    ),
  );
  if (entries.length === 0) return [];
  const exact = entries.filter((entry) => entry.id === found.exact);
  const mended = found.mended === null ? "" : ` (${found.mended})`;
  return [...exact, ...entries.filter((entry) => entry.id !== found.exact), { id: "search-all", group: "Search", label: `Everything for “${text}”${mended}`, Icon: Search, href: `/search?q=${encodeURIComponent(text)}` }];
}
