import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CheckCheck } from "lucide-react";
import { useState } from "react";
import { ApiError } from "@/api/errors";
import { useCan } from "@/features/auth/queries";
import { Button, ButtonLink } from "@/ui/Button";
import { Card, CardHeader } from "@/ui/Card";
import { EmptyState } from "@/ui/EmptyState";
import { QueryProblem } from "@/ui/QueryProblem";
import { SkeletonLines } from "@/ui/Skeleton";
import { toast } from "@/ui/toast";
import { ChangeList } from "./book/ChangeList";
import { EffectCards } from "./book/EffectCards";
import { PublishDialog } from "./book/PublishDialog";
import { discardChanges, refresh, stagedQuery } from "./book/queries";
import { StaleQuotesCard } from "./book/StaleQuotesCard";
import { RateBookHeader } from "./RateBookHeader";

function ChangesPage() {
  const client = useQueryClient();
  const publishes = useCan()("rates:publish");
  const { data, error, refetch } = useQuery(stagedQuery());
  const [publishing, setPublishing] = useState(false);
  const [busy, setBusy] = useState(false);

  const discard = async (keys: string[] | null) => {
    if (!data) return;
    setBusy(true);
    try {
      await discardChanges(data.version, keys);
      toast(keys === null ? "All changes are taken back." : "The change is taken back.");
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      toast(problem.message, { tone: "bad" });
    } finally {
      await refresh(client);
      setBusy(false);
    }
  };
  const changes = data?.changes;
  return (
    <>
      <title>Changes · Rate book · PatriotForge</title>
      <RateBookHeader />
      {error && !data ? (
        <QueryProblem error={error} title="The changes could not be loaded" retry={() => void refetch()} permission="rates:stage" />
      ) : (
        <div className="flex flex-col gap-4">
          <StaleQuotesCard />
          <Card>
            <CardHeader
              title="Staged changes"
              meta={changes && changes.length > 0 ? `${changes.length}, against version ${data.card_version ?? 0}` : undefined}
              actions={
                changes &&
                changes.length > 0 && (
                  <>
                    <Button kind="danger" busy={busy} onClick={() => void discard(null)}>
                      Discard all
                    </Button>
                    {publishes && (
                      <Button kind="primary" onClick={() => setPublishing(true)}>
                        Publish
                      </Button>
                    )}
                  </>
                )
              }
            />
            {!changes && <SkeletonLines lines={6} label="Loading the changes" />}
            {changes?.length === 0 && (
              <EmptyState title="Nothing is staged" icon={<CheckCheck aria-hidden />} hint="The rate book says what new estimates are made by.">
                <ButtonLink to="/rate-book/edit/stocks">Edit the rate book</ButtonLink>
              </EmptyState>
            )}
            {changes && changes.length > 0 && <ChangeList changes={changes} onDiscard={busy ? undefined : (key) => void discard([key])} />}
          </Card>
          {changes && changes.length > 0 && <EffectCards version={data.version} />}
        </div>
      )}
      {publishing && data && <PublishDialog version={data.version} count={data.changes.length} onClose={() => setPublishing(false)} />}
    </>
  );
}

export const Component = ChangesPage;
