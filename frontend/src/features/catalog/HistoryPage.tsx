import { useQuery, useQueryClient } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useState } from "react";
import { useCan } from "@/features/auth/queries";
import { toCount } from "@/lib/count";
import { formatMoment } from "@/lib/dates";
import { useUrlState } from "@/lib/urlState";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Card, CardHeader } from "@/ui/Card";
import { ConfirmModal } from "@/ui/ConfirmModal";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Pagination } from "@/ui/Pagination";
import { QueryProblem } from "@/ui/QueryProblem";
import { Select } from "@/ui/Select";
import { SkeletonLines } from "@/ui/Skeleton";
import { toast } from "@/ui/toast";
import { CardSheetDialog } from "./book/CardSheetDialog";
import { ChangeList } from "./book/ChangeList";
import { StaleQuotesCard } from "./book/StaleQuotesCard";
import { cardsQuery, comparisonQuery, refresh, revertTo, stagedQuery, type CardSummary } from "./book/queries";
import { RateBookHeader } from "./RateBookHeader";

function HistoryPage() {
  const url = useUrlState({ page: "1", card: "", before: "" });
  const page = toCount(url.values.page) ?? 1;
  const { data, error, refetch } = useQuery(cardsQuery(page));
  const [back, setBack] = useState<CardSummary | null>(null);
  const [read, setRead] = useState<number | null>(null);
  const client = useQueryClient();
  const publishes = useCan()("rates:publish");
  const newest = data?.page === 1 ? data.items[0]?.version : undefined;

  const revert = async () => {
    if (!back) return;
    const staged = await client.fetchQuery({ ...stagedQuery(), staleTime: 0 });
    const made = await revertTo(back.version, staged.version, "");
    await refresh(client);
    toast(`Version ${made.version} says what version ${back.version} said.`);
  };

  return (
    <>
      <title>History · Rate book · PatriotForge</title>
      <RateBookHeader />
      {error && !data ? (
        <QueryProblem error={error} title="The history could not be loaded" retry={() => void refetch()} permission="rates:stage" />
      ) : (
        <div className="flex flex-col gap-4">
          <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2">
            <Card>
              <CardHeader title="Published versions" meta={data?.total} />
              {!data && <SkeletonLines lines={8} label="Loading the history" />}
              {data?.total === 0 && <EmptyState title="Nothing is published" icon={<History aria-hidden />} />}
              <ol className="divide-y divide-line">
                {data?.items.map((card) => (
                  <li key={card.version} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-sm">
                    <span className="font-semibold tabular-nums">Version {card.version}</span>
                    {card.version === newest && <Badge tone="good">in force</Badge>}
                    <span className="text-xs text-faint">
                      {formatMoment(card.published_at)}
                      {card.published_by ? ` by ${card.published_by}` : ""}
                    </span>
                    <span className="ml-auto flex gap-1">
                      <Button kind="quiet" aria-label={`Read version ${card.version}`} onClick={() => setRead(card.version)}>
                        Read
                      </Button>
                      {card.version > 1 && (
                        <Button kind="quiet" aria-label={`Compare version ${card.version}`} onClick={() => url.set({ card: String(card.version), before: String(card.version - 1), page: url.values.page })}>
                          Compare
                        </Button>
                      )}
                      {publishes && card.version !== newest && (
                        <Button kind="quiet" aria-label={`Revert to version ${card.version}`} onClick={() => setBack(card)}>
                          Revert
                        </Button>
                      )}
                    </span>
                    {card.note && <p className="w-full text-soft">{card.note}</p>}
                  </li>
                ))}
              </ol>
              {data && data.total > data.per_page && <Pagination page={page} perPage={data.per_page} total={data.total} href={(to) => url.href({ page: String(to) })} />}
            </Card>
            {url.values.card !== "" && <Comparison card={toCount(url.values.card) ?? 1} before={toCount(url.values.before) ?? 1} onBefore={(before) => url.set({ before, page: url.values.page })} />}
          </div>
          <StaleQuotesCard />
        </div>
      )}
      <ConfirmModal open={back !== null} title={`Back to version ${back?.version ?? ""}`} verb="Publish it again" onConfirm={revert} onClose={() => setBack(null)}>
        A new version is published that says what version {back?.version} said, and the rate book is written back to it. Nothing of the versions between is lost.
      </ConfirmModal>
      {read !== null && <CardSheetDialog card={read} onClose={() => setRead(null)} />}
    </>
  );
}

interface ComparisonProps {
  card: number;
  before: number;
  onBefore: (before: string) => void;
}

function Comparison({ card, before, onBefore }: ComparisonProps) {
  const { data, error, refetch } = useQuery(comparisonQuery(card, before));
  const others = Array.from({ length: Math.max(card, before) }, (_, index) => String(index + 1)).filter((version) => version !== String(card));
  return (
    <Card>
      <CardHeader
        title={`Version ${card} against version ${before}`}
        meta={data?.changes.length}
        actions={<Select aria-label="Compare with" className="w-36" value={String(before)} options={others.map((version) => ({ value: version, label: `Version ${version}` }))} onChange={(event) => onBefore(event.target.value)} />}
      />
      {error && !data && <ErrorState error={error} title="The versions could not be compared" retry={() => void refetch()} />}
      {!data && !error && <SkeletonLines lines={6} label="Comparing the versions" />}
      {data?.changes.length === 0 && <EmptyState compact title="They say the same" />}
      {data && <ChangeList changes={data.changes} />}
    </Card>
  );
}

export const Component = HistoryPage;
