import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CalendarClock, ChartNoAxesColumn, CircleCheck, CircleX, Copy, Ellipsis, FileClock, FileSearch, FilePen, LayoutTemplate, Pause, Pencil, Play, RotateCcw, Send, Trash2, Undo2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useNavigate } from "react-router";

import { ApiError } from "@/api/errors";
import { useHotkeys } from "@/lib/hotkeys";
import { Button, ButtonLink, IconButton } from "@/ui/Button";
import { ConfirmModal } from "@/ui/ConfirmModal";
import { Menu, type MenuItem } from "@/ui/Menu";
import { toast } from "@/ui/toast";

import { ConvertButton } from "@/features/orders/ConvertButton";
import { holdQuote, recallQuote, releaseQuote } from "@/features/approvals/queries";

import { ApproveModal } from "./ApproveModal";
import { DeclineModal } from "./DeclineModal";
import { PaperModal } from "./PaperModal";
import { ReviseModal } from "./ReviseModal";
import { deleteQuote, discardRevision, duplicateQuote, expireQuote, extendQuote, quoteQuery, restoreQuote, type Quote } from "./queries";

const SendModal = lazy(() => import("./SendModal").then((module) => ({ default: module.SendModal })));
const SaveTemplateModal = lazy(() => import("@/features/templates/SaveTemplateModal").then((module) => ({ default: module.SaveTemplateModal })));
const CompareModal = lazy(() => import("./CompareModal").then((module) => ({ default: module.CompareModal })));

type Door = "approve" | "compare" | "decline" | "delete" | "discard" | "keep" | "paper" | "revise" | "send" | null;

/** One button that is next, by state; the rest in a menu. */
export function QuoteActions({ quote }: { readonly quote: Quote }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [door, setDoor] = useState<Door>(null);
  const allowed = (action: Quote["allowed_actions"][number]) => quote.allowed_actions.includes(action);

  const changed = async (now: Quote) => {
    client.setQueryData(quoteQuery(now.id).queryKey, now);
    setDoor(null);
    await Promise.all([
      client.invalidateQueries({ queryKey: ["quotes", "list"] }),
      client.invalidateQueries({ queryKey: ["quotes", "drafts"] }),
      client.invalidateQueries({ queryKey: ["quotes", "timeline", now.id] }),
      client.invalidateQueries({ queryKey: ["approvals"] }),
    ]);
  };
  const failed = async (error: Error) => {
    toast(error instanceof ApiError ? error.message : "That did not work.", { tone: "bad" });
    if (error instanceof ApiError && (error.status === 412 || error.status === 409)) {
      await client.invalidateQueries({ queryKey: quoteQuery(quote.id).queryKey });
    }
  };
  const act = useMutation({ mutationFn: (work: () => Promise<Quote>) => work(), onSuccess: changed, onError: failed });
  const copy = useMutation({
    mutationFn: () => duplicateQuote(quote.id),
    onSuccess: async (made) => {
      toast(`${made.number} is a draft made from ${quote.number}.`);
      await navigate(`/quotes/${made.id}/edit`);
    },
    onError: failed,
  });
  const revised = async (now: Quote) => {
    await changed(now);
    toast(`${now.number} is a draft, priced by today’s rates. What was sent is kept.`);
    await navigate(`/quotes/${now.id}/edit`);
  };
  const discard = async () => {
    const now = await discardRevision(quote);
    toast(`${quote.number} is gone; ${now.number} is current again.`);
    await changed(now);
  };
  const remove = async () => {
    await deleteQuote(quote);
    toast(`${quote.number} deleted. It waits under Deleted.`);
    await client.invalidateQueries({ queryKey: ["quotes"] });
  };

  useHotkeys([
    ...(allowed("edit") ? [{ keys: "e", label: "Edit", group: "Quote", run: () => void navigate(`/quotes/${quote.id}/edit`) }] : []),
    ...(allowed("duplicate") ? [{ keys: "$mod+d", label: "Duplicate the quote", group: "Quote", run: () => copy.mutate() }] : []),
    { keys: "$mod+p", label: "See the PDF", group: "Quote", run: () => setDoor("paper") },
  ]);

  const items: MenuItem[] = [
    ...(quote.superseded ? [] : [{ id: "compare", label: "Compare with today’s rates…", icon: <ChartNoAxesColumn aria-hidden="true" />, onSelect: () => setDoor("compare") }]),
    ...(allowed("revise") ? [{ id: "revise", label: "Revise…", icon: <FilePen aria-hidden="true" />, onSelect: () => setDoor("revise") }] : []),
    ...(allowed("extend") ? [{ id: "extend", label: "Extend its validity", icon: <CalendarClock aria-hidden="true" />, onSelect: () => act.mutate(() => extendQuote(quote)) }] : []),
    ...(allowed("recall") ? [{ id: "recall", label: "Take back from review", icon: <Undo2 aria-hidden="true" />, onSelect: () => act.mutate(() => recallQuote(quote)) }] : []),
    ...(allowed("hold") ? [{ id: "hold", label: "Put on hold", icon: <Pause aria-hidden="true" />, onSelect: () => act.mutate(() => holdQuote(quote, "")) }] : []),
    ...(allowed("release") ? [{ id: "release", label: "Release", icon: <Play aria-hidden="true" />, onSelect: () => act.mutate(() => releaseQuote(quote)) }] : []),
    ...(allowed("decline") ? [{ id: "decline", label: "Customer declined…", icon: <CircleX aria-hidden="true" />, onSelect: () => setDoor("decline") }] : []),
    ...(allowed("expire") ? [{ id: "expire", label: "Mark as expired", icon: <FileClock aria-hidden="true" />, onSelect: () => act.mutate(() => expireQuote(quote)) }] : []),
    ...(allowed("duplicate") ? [{ id: "copy", label: "Duplicate", keys: "$mod+d", icon: <Copy aria-hidden="true" />, onSelect: () => copy.mutate() }] : []),
    { id: "keep", label: "Save as template…", icon: <LayoutTemplate aria-hidden="true" />, onSelect: () => setDoor("keep") },
    ...(allowed("discard") ? [{ id: "discard", label: "Discard this revision…", danger: true, icon: <Trash2 aria-hidden="true" />, onSelect: () => setDoor("discard") }] : []),
    ...(allowed("delete") ? [{ id: "delete", label: "Delete draft…", danger: true, icon: <Trash2 aria-hidden="true" />, onSelect: () => setDoor("delete") }] : []),
  ];

  return (
    <>
      <Button icon={<FileSearch aria-hidden="true" />} onClick={() => setDoor("paper")}>PDF</Button>
      {items.length > 0 && <Menu trigger={<IconButton kind="plain" label="More for this quote" icon={<Ellipsis aria-hidden="true" />} />} items={items} />}
      <Primary quote={quote} copy={() => copy.mutate()} approve={() => setDoor("approve")} revise={() => setDoor("revise")} send={() => setDoor("send")} restore={() => act.mutate(() => restoreQuote(quote))} busy={act.isPending || copy.isPending} />
      {door === "paper" && <PaperModal quote={quote} onClose={() => setDoor(null)} />}
      {door === "compare" && <Suspense fallback={null}><CompareModal quote={quote} onClose={() => setDoor(null)} /></Suspense>}
      {door === "keep" && <Suspense fallback={null}><SaveTemplateModal kind="quote" lineIds={[]} name={quote.title} quoteId={quote.id} onClose={() => setDoor(null)} /></Suspense>}
      {door === "approve" && <ApproveModal quote={quote} onDone={changed} onClose={() => setDoor(null)} />}
      {door === "decline" && <DeclineModal quote={quote} onDone={changed} onClose={() => setDoor(null)} />}
      {door === "revise" && <ReviseModal quote={quote} onDone={revised} onClose={() => setDoor(null)} />}
      {door === "send" && <Suspense fallback={null}><SendModal quote={quote} onDone={changed} onClose={() => setDoor(null)} /></Suspense>}
      <ConfirmModal open={door === "discard"} title={`Discard ${quote.number}?`} verb="Discard revision" danger onConfirm={discard} onClose={() => setDoor(null)}>
        This draft goes for good, and the revision before it is current again, with its status and its link.
      </ConfirmModal>
      <ConfirmModal
        open={door === "delete"}
        title={`Delete ${quote.number}?`}
        verb="Delete draft"
        danger
        onConfirm={remove}
        onClose={() => setDoor(null)}
      >
        It leaves the lists at once. Under Deleted it can be restored at any time.
      </ConfirmModal>
    </>
  );
}

interface PrimaryProps {
  readonly quote: Quote;
  readonly copy: () => void;
  readonly approve: () => void;
  readonly revise: () => void;
  readonly send: () => void;
  readonly restore: () => void;
  readonly busy: boolean;
}

function Primary({ quote, copy, approve, revise, send, restore, busy }: PrimaryProps) {
  const { allowed_actions: allowed } = quote;
  if (allowed.includes("restore")) return <Button kind="primary" busy={busy} icon={<RotateCcw aria-hidden="true" />} onClick={restore}>Restore</Button>;
  if (allowed.includes("edit")) return <ButtonLink kind="primary" to={`/quotes/${quote.id}/edit`} icon={<Pencil aria-hidden="true" />}>Edit</ButtonLink>;
  if (quote.status === "pending_review" && quote.review?.holds && allowed.includes("send")) return <Button kind="primary" busy={busy} icon={<Send aria-hidden="true" />} onClick={send}>Send</Button>;
  if (quote.status === "pending_review" && allowed.includes("review")) return <ButtonLink kind="primary" to="/approvals" icon={<CircleCheck aria-hidden="true" />}>Decide</ButtonLink>;
  if (allowed.includes("approve")) return <Button kind="primary" busy={busy} icon={<CircleCheck aria-hidden="true" />} onClick={approve}>Customer accepted</Button>;
  if (allowed.includes("revise") && quote.status !== "approved") return <Button kind="primary" busy={busy} icon={<FilePen aria-hidden="true" />} onClick={revise}>Revise</Button>;
  if (allowed.includes("convert")) return <ConvertButton quote={quote} />;
  if (allowed.includes("duplicate")) return <Button kind="primary" busy={busy} icon={<Copy aria-hidden="true" />} onClick={copy}>Quote again</Button>;
  return null;
}
