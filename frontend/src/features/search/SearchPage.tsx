import { useQuery } from "@tanstack/react-query";
import { Contact, FileText, Layers, Package, SearchX, Users, type LucideIcon } from "lucide-react";
import { useCallback } from "react";
import { Link } from "react-router";
import { formatAgo } from "@/lib/dates";
import { dollars } from "@/lib/figures";
import { toCount, formatCount } from "@/lib/count";
import { useUrlState } from "@/lib/urlState";
import { Card } from "@/ui/Card";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Marked } from "@/ui/Marked";
import { PageHeader } from "@/ui/PageHeader";
import { Pagination } from "@/ui/Pagination";
import { SearchInput } from "@/ui/SearchInput";
import { Skeleton } from "@/ui/Skeleton";
import { StatusBadge } from "@/ui/StatusBadge";
import { Tabs } from "@/ui/Tabs";
import { hrefOf, KINDS, PER_PAGE, searchQuery, type SearchAnswer, type SearchHit, type SearchKind } from "./queries";

const DEFAULTS = { q: "", kind: "", page: "1" };
const ICONS: Record<SearchKind, LucideIcon> = { quotes: FileText, customers: Users, contacts: Contact, orders: Package, stocks: Layers };

function SearchPage() {
  const url = useUrlState(DEFAULTS);
  const { set } = url;
  const kind = KINDS.find((one) => one.id === url.values.kind)?.id ?? null;
  const page = toCount(url.values.page) ?? 1;
  const text = url.values.q.trim();
  const found = useQuery({ ...searchQuery(text, kind, page), enabled: text !== "" });
  const search = useCallback((q: string) => set({ q }, { replace: true }), [set]);
  const total = found.data ? KINDS.reduce((sum, one) => sum + (found.data[one.id]?.total ?? 0), 0) : undefined;

  return (
    <>
      <title>Search · PatriotForge</title>
      <PageHeader title="Search" meta={text !== "" && total !== undefined && <span>{formatCount(total)} found</span>} />
      <Card aria-label="Search">
        <div className="border-b border-line p-2.5">
          <SearchInput label="Number, customer, job, PO, note" value={url.values.q} onSearch={search} className="md:max-w-xl" />
        </div>
        <Tabs
          label="What is found"
          current={kind ?? "all"}
          tabs={[
            { id: "all", label: "All", href: url.href({ kind: "" }), count: text === "" ? undefined : total },
            ...KINDS.map(({ id, label }) => ({ id, label, href: url.href({ kind: id }), count: text === "" ? undefined : found.data?.[id].total })),
          ]}
        />
        {text === "" ? (
          <EmptyState title="What are you looking for?" hint="A number, a customer, a job, a PO, or words of a line or a note. Typing errors are forgiven." icon={<FileText aria-hidden="true" />} />
        ) : found.error && !found.data ? (
          <ErrorState error={found.error} title="The search did not come through" retry={() => void found.refetch()} />
        ) : found.data ? (
          <Results answer={found.data} kind={kind} text={text} stale={found.isPlaceholderData} more={(one) => url.href({ kind: one })} />
        ) : (
          <Waiting />
        )}
        {kind && found.data && found.data[kind].total > 0 && <Pagination page={page} perPage={PER_PAGE} total={found.data[kind].total} href={(to) => url.href({ page: to.toString() })} />}
      </Card>
    </>
  );
}

export { SearchPage as Component };

interface ResultsProps {
  answer: SearchAnswer;
  kind: SearchKind | null;
  text: string;
  stale: boolean;
  more: (kind: SearchKind) => string;
}

function Results({ answer, kind, text, stale, more }: ResultsProps) {
  const shown = KINDS.filter(({ id }) => (kind === null || kind === id) && answer[id].items.length > 0);
  if (shown.length === 0) return <EmptyState title={`Nothing has “${text}”`} hint="Fewer words, or a part of one, may find it." icon={<SearchX aria-hidden="true" />} />;
  return (
    <div aria-busy={stale || undefined} className={stale ? "opacity-60" : undefined}>
      {answer.mended !== null && (
        <p role="status" className="border-b border-line bg-sunken px-4 py-2 text-sm text-soft">
          Nothing has “{text}”. This is what has <strong className="font-medium text-ink">{answer.mended}</strong>.
        </p>
      )}
      {shown.map(({ id, label }) => (
        <section key={id} aria-label={label}>
          {kind === null && (
            <h2 className="flex items-center justify-between gap-3 border-b border-line bg-sunken/60 px-4 py-1.5 text-xs font-medium text-soft">
              {label}
              {answer[id].total > answer[id].items.length && (
                <Link to={more(id)} className="inline-flex min-h-6 items-center text-accent-ink hover:underline">
                  All {formatCount(answer[id].total)}
                </Link>
              )}
            </h2>
          )}
          <ul>
            {answer[id].items.map((hit) => (
              <Hit key={hit.id} hit={hit} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

const PLACES = { line: "In a line", note: "In a note" } as const;

function Hit({ hit }: { hit: SearchHit }) {
  const Icon = ICONS[hit.kind];
  return (
    <li className="relative flex min-h-14 items-start gap-3 border-b border-line px-4 py-2 text-sm last:border-b-0 hover:bg-sunken/60">
      <Icon className="mt-0.5 size-4 shrink-0 stroke-[1.75] text-faint" aria-hidden />
      <div className="min-w-0 flex-1">
        <Link to={hrefOf(hit)} className="font-medium text-accent-ink after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent-ink">
          <Marked parts={hit.name} />
        </Link>
        <p className="truncate text-xs text-soft">
          {hit.known_by.map((parts, place) => (
            <span key={place}>
              {place > 0 && " · "}
              <Marked parts={parts} />
            </span>
          ))}
        </p>
        {hit.found_in && (
          <p className="mt-0.5 truncate text-xs text-faint">
            {PLACES[hit.found_in.place]}: <Marked parts={hit.found_in.parts} />
          </p>
        )}
      </div>
      <div className="flex shrink-0 flex-col items-end gap-1">
        {hit.status && <StatusBadge status={hit.status} />}
        {hit.total !== null && <span className="text-ink tabular-nums">{dollars(hit.total)}</span>}
        {hit.updated_at && <time dateTime={hit.updated_at} className="text-xs text-faint">{formatAgo(hit.updated_at)}</time>}
      </div>
    </li>
  );
}

function Waiting() {
  return (
    <ul aria-busy="true">
      <li role="status" className="sr-only">Searching</li>
      {Array.from({ length: 8 }, (_, index) => (
        <li key={index} className="flex h-14 flex-col justify-center gap-2.5 border-b border-line px-4">
          <Skeleton className="w-2/5" />
          <Skeleton className="w-1/4" />
        </li>
      ))}
    </ul>
  );
}
