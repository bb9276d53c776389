import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { useBlocker } from "react-router";
import { ApiError } from "@/api/errors";
import { useCan } from "@/features/auth/queries";
import { rateCardQuery } from "@/features/catalog/queries";
import { formatDay } from "@/lib/dates";
import { useRested } from "@/lib/useRested";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Card, CardHeader } from "@/ui/Card";
import { ConfirmModal } from "@/ui/ConfirmModal";
import { Notice } from "@/ui/Notice";
import { PageHeader } from "@/ui/PageHeader";
import { toast } from "@/ui/toast";
import { FindingsCard } from "./FindingsCard";
import { ListSettings } from "./ListSettings";
import { LookUpCard } from "./LookUpCard";
import { contentOf, draftOf, type Draft } from "./model";
import { PriceGrid } from "./PriceGrid";
import { archiveList, keepList, lintQuery, priceListQuery, publishList, restoreList, saveList, type PriceList } from "./queries";
import { STANDINGS } from "./words";

interface ListEditorProps {
  list: PriceList;
  editable: boolean;
}

type Asking = "publish" | "archive" | null;

export function ListEditor({ list, editable }: ListEditorProps) {
  const client = useQueryClient();
  const can = useCan();
  const publishes = can("rates:publish");
  const levels = useQuery(rateCardQuery()).data?.levels ?? [];
  // What the draft started from: while it says the same, nothing is unsaved.
  const [start, setStart] = useState(list);
  const [draft, setDraft] = useState<Draft>(() => draftOf(list.content));
  const [problem, setProblem] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState<Asking>(null);
  const content = useMemo(() => contentOf(draft), [draft]);
  const dirty = useMemo(() => JSON.stringify(draft) !== JSON.stringify(draftOf(start.content)), [draft, start]);
  const rested = useRested(content);
  const lint = useQuery(lintQuery(editable ? rested : null));
  const findings = editable && content !== null ? (lint.data?.findings ?? []) : [];
  const wrong = findings.filter((one) => one.is_wrong).length;
  const leaving = useBlocker(dirty);
  const change = editable ? (how: (draft: Draft) => Draft) => setDraft(how) : undefined;

  useEffect(() => {
    if (!dirty) return undefined;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    globalThis.addEventListener("beforeunload", stay);
    return () => globalThis.removeEventListener("beforeunload", stay);
  }, [dirty]);

  const take = async (done: Promise<PriceList>, said: string) => {
    const saved = await done;
    setStart(saved);
    setDraft(draftOf(saved.content));
    setProblem(null);
    await keepList(client, saved);
    toast(said);
  };
  const save = async () => {
    if (content === null) return;
    setBusy(true);
    try {
      await take(saveList(start, content), `${content.name} is saved as a draft.`);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const reload = async () => {
    const theirs = await client.fetchQuery({ ...priceListQuery(list.id), staleTime: 0 });
    setStart(theirs);
    setDraft(draftOf(theirs.content));
    setProblem(null);
  };

  const standing = STANDINGS[start.standing];
  const inForce = start.editions.find((one) => one.in_force);
  const upcoming = start.editions.find((one) => !one.in_force && one.number > (inForce?.number ?? 0));
  return (
    <>
      <title>{`${start.content.name} · Price lists · PatriotForge`}</title>
      <PageHeader
        back={{ to: "/rate-book/price-lists", label: "Price lists" }}
        title={start.content.name}
        meta={
          <>
            <span>{start.code}</span>
            <Badge tone={standing.tone}>{standing.label}</Badge>
            {inForce && <span>{`Edition ${inForce.number} holds since ${formatDay(inForce.effective_from)}`}</span>}
            {upcoming && <span>{`edition ${upcoming.number} from ${formatDay(upcoming.effective_from)}`}</span>}
          </>
        }
        actions={
          <>
            {editable && (
              <Button kind={dirty ? "primary" : "plain"} busy={busy} disabled={!dirty || content === null} onClick={() => void save()}>
                Save the draft
              </Button>
            )}
            {publishes && editable && (
              <Button kind={dirty ? "plain" : "primary"} disabled={dirty || start.standing === "published"} onClick={() => setAsking("publish")}>
                Publish
              </Button>
            )}
            {publishes && start.standing !== "archived" && (
              <Button disabled={dirty} onClick={() => setAsking("archive")}>
                Archive
              </Button>
            )}
            {publishes && start.standing === "archived" && <Button onClick={() => void take(restoreList(start), `${start.content.name} is in use again.`).catch(setProblem)}>Restore</Button>}
          </>
        }
      />
      <div className="flex flex-col gap-4">
        {problem && (
          <Notice tone="bad">
            {problem.message}{" "}
            {problem.status === 412 && (
              <button type="button" className="font-semibold underline underline-offset-2" onClick={() => void reload()}>
                Load their version
              </button>
            )}
          </Notice>
        )}
        <Card>
          <CardHeader title="How it is read" />
          <ListSettings draft={draft} change={change} />
        </Card>
        <Card>
          <CardHeader title="Prices" meta={draft.basis === "unit" || draft.mode === "accumulated" ? "of one piece" : "of the whole quantity"} />
          <PriceGrid draft={draft} findings={findings} levels={levels} change={change} seesCosts={can("costs:view")} />
        </Card>
        {change && <FindingsCard findings={findings} problem={content === null ? "Some figures cannot be read yet: they are marked in the grid." : lint.error} stale={lint.isPlaceholderData} change={change} />}
        <LookUpCard id={list.id} content={editable ? content : null} levels={levels} />
      </div>
      <ConfirmModal
        open={asking === "publish"}
        title={`Publish ${start.content.name}?`}
        verb={wrong > 0 ? "Publish all the same" : "Publish"}
        danger={wrong > 0}
        onConfirm={() => take(publishList(start, wrong > 0), `${start.content.name} is published.`)}
        onClose={() => setAsking(null)}
      >
        <p>From {formatDay(start.content.effective_from)} on, prices are read from this edition. It can never be changed, only followed by another.</p>
        {wrong > 0 && <Notice tone="warn">{`${wrong === 1 ? "One finding means" : `${wrong} findings mean`} that the shop loses money. You publish it knowing that.`}</Notice>}
      </ConfirmModal>
      <ConfirmModal open={asking === "archive"} title={`Archive ${start.content.name}?`} verb="Archive" danger onConfirm={() => take(archiveList(start), `${start.content.name} is archived.`)} onClose={() => setAsking(null)}>
        <p>Nobody is quoted by it any more. Its editions stay, and it can be restored.</p>
      </ConfirmModal>
      <ConfirmModal
        open={leaving.state === "blocked"}
        title="Leave without saving?"
        verb="Leave"
        danger
        onConfirm={() => {
          leaving.proceed?.();
          return Promise.resolve();
        }}
        onClose={() => leaving.reset?.()}
      >
        <p>What you changed in this list is not saved yet.</p>
      </ConfirmModal>
    </>
  );
}
