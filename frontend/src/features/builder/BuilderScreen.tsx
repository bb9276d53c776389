import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useMemo, useState } from "react";
import { flushSync } from "react-dom";
import { useNavigate } from "react-router";

import { useCan } from "@/features/auth/queries";
import { customerQuery } from "@/features/quotes/customers";
import { quoteQuery, type Quote } from "@/features/quotes/queries";
import type { ToKeep } from "@/features/templates/SaveTemplateModal";
import { SendingNotice } from "@/features/sending/lazy";
import { offerUndo } from "@/features/sending/undo";
import { useCommands } from "@/lib/commands";
import { formatDay } from "@/lib/dates";
import { SplitPane } from "@/ui/SplitPane";
import { toast } from "@/ui/toast";

import { BottomBar } from "./BottomBar";
import { useBuilder, useHead } from "./context";
import type { Check } from "./dialogs/checks";
import { ConflictDialog } from "./dialogs/ConflictDialog";
import { openAndFocus } from "./focus";
import type { Shown } from "./gangs/query";
import { BuilderTop } from "./header/BuilderTop";
import { HeadCard } from "./header/HeadCard";
import { NotesCard } from "./header/NotesCard";
import { LinesCard } from "./lines/LinesCard";
import { CostCard } from "./rail/CostCard";
import { SheetCard } from "./rail/SheetCard";
import { TotalsCard } from "./rail/TotalsCard";
import { BuilderUiContext, type BuilderUi, type Making } from "./ui";
import { useAsks } from "./useAsks";
import { useBuilderKeys } from "./useBuilderKeys";
import { useShowCost } from "./useShowCost";

// Opened by a person, after the quote stands there: their code comes when it is asked for.
const BuilderFiles = lazy(() => import("./files/BuilderFiles").then((module) => ({ default: module.BuilderFiles })));
const BuilderLineFiles = lazy(() => import("./files/BuilderFiles").then((module) => ({ default: module.BuilderLineFiles })));
const CurveDrawer = lazy(() => import("./curve/CurveDrawer").then((module) => ({ default: module.CurveDrawer })));
const ExplainDrawer = lazy(() => import("./explain/ExplainDrawer").then((module) => ({ default: module.ExplainDrawer })));
const GangDrawer = lazy(() => import("./gangs/GangDrawer").then((module) => ({ default: module.GangDrawer })));
const GangStrip = lazy(() => import("./gangs/GangStrip").then((module) => ({ default: module.GangStrip })));
const PreviewDialog = lazy(() => import("./dialogs/PreviewDialog").then((module) => ({ default: module.PreviewDialog })));
const ProductionDialog = lazy(() => import("./production/ProductionDialog").then((module) => ({ default: module.ProductionDialog })));
const StaleNotice = lazy(() => import("@/features/catalog/StaleNotice").then((module) => ({ default: module.StaleNotice })));
const SaveTemplateDialog = lazy(() => import("./dialogs/SaveTemplateDialog").then((module) => ({ default: module.SaveTemplateDialog })));
const TemplatesDialog = lazy(() => import("./dialogs/TemplatesDialog").then((module) => ({ default: module.TemplatesDialog })));
const SendDialog = lazy(() => import("./dialogs/SendDialog").then((module) => ({ default: module.SendDialog })));

type Door =
  | { readonly kind: "send" | "preview" | "templates" }
  | { readonly kind: "keep"; readonly what: ToKeep }
  | { readonly kind: "explain" | "curve" | "files"; readonly lineId: string }
  | ({ readonly kind: "production" } & Making)
  | ({ readonly kind: "gang" } & Shown)
  | null;

export function BuilderScreen() {
  const can = useCan();
  const client = useQueryClient();
  const navigate = useNavigate();
  const number = useBuilder((state) => state.quote.number);
  const canSend = useBuilder((state) => state.quote.allowed_actions.includes("send"));
  const recipients = useRecipients();
  const asks = useAsks();
  const title = useHead("title");
  const [openId, setOpenId] = useState<string | null>(null);
  const [door, setDoor] = useState<Door>(null);
  const [showCost, setShowCost] = useShowCost(can("costs:view"));
  const exists = useBuilder((state) => openId !== null && openId in state.draft.lines);
  const shown = exists ? openId : null;
  // With no line open, the first printed one is drawn: the rail is never empty without need.
  const drawn = useBuilder((state) => shown ?? state.draft.order.find((id) => state.draft.lines[id]?.kind === "product") ?? null);

  const canSeeCost = can("costs:view");
  const canPrice = can("prices:override");
  const canProduce = can("production:override");
  const ui = useMemo<BuilderUi>(() => ({
    openId: shown,
    open: setOpenId,
    showCost,
    canSeeCost,
    canPrice,
    canSend,
    canProduce,
    explain: (lineId) => setDoor({ kind: "explain", lineId }),
    curve: (lineId) => setDoor({ kind: "curve", lineId }),
    showFiles: (lineId) => setDoor({ kind: "files", lineId }),
    produce: (making) => setDoor({ kind: "production", ...making }),
    keep: (what) => setDoor({ kind: "keep", what }),
    pickTemplate: () => setDoor({ kind: "templates" }),
  }), [shown, showCost, canSeeCost, canPrice, canSend, canProduce]);

  const close = () => setDoor(null);
  const send = () => setDoor({ kind: "send" });
  const showGang = (shown: Shown) => setDoor({ kind: "gang", ...shown });
  const preview = () => setDoor({ kind: "preview" });
  useBuilderKeys({ openId: shown, open: setOpenId, send: canSend ? send : null, preview, busy: door !== null });

  useCommands([
    { id: "keep-quote", label: "Save the quote as a template", run: () => setDoor({ kind: "keep", what: { kind: "quote", lineIds: [], name: title } }) },
    { id: "from-template", label: "Add lines from a template", run: () => setDoor({ kind: "templates" }) },
  ]);

  const sent = (quote: Quote) => {
    client.setQueryData(quoteQuery(quote.id).queryKey, quote);
    offerUndo(client, quote, navigate);
    void navigate(`/quotes/${quote.id}`, { replace: true });
  };
  const scheduled = (day: string, time: string) => {
    close();
    toast(`It goes out on ${formatDay(day)} at ${time}, by the shop’s clock.`);
  };
  const fix = (check: Check) => {
    flushSync(close);
    if (check.fix !== undefined) document.querySelector<HTMLElement>(`[data-fix=${check.fix}]`)?.focus();
    if (check.lineId === undefined) return;
    openAndFocus(setOpenId, check.lineId);
  };

  return (
    <BuilderUiContext value={ui}>
      <title>{`${number} · PatriotForge`}</title>
      <div className="max-xl:pb-16">
        <SplitPane
          sideLabel="Figures of the quote"
          main={
            <>
              <div className="-mb-4"><BuilderTop onPreview={preview} onSend={send} asks={asks} /></div>
              <Scheduled />
              {showCost && <StaleRates />}
              <HeadCard />
              <LinesCard onShowCost={setShowCost} />
              <Suspense fallback={null}><GangStrip onShow={showGang} /></Suspense>
              <NotesCard />
              <Suspense fallback={<div className="min-h-48" />}><BuilderFiles /></Suspense>
            </>
          }
          side={
            // On a low screen the drawing and the costs scroll in their own box: the totals below stay in sight.
            <div className="grid items-start gap-4 md:max-xl:grid-cols-2 xl:flex xl:max-h-[calc(100dvh-5.25rem)] xl:flex-col xl:items-stretch">
              {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must take the keyboard */}
              <div tabIndex={0} role="region" aria-label="Sheet and costs" className="grid gap-4 md:max-xl:contents md:max-xl:[&>:first-child]:row-span-2 xl:-mx-1 xl:min-h-0 xl:overflow-y-auto xl:rounded-lg xl:px-1 xl:[scrollbar-width:none]">
                <SheetCard lineId={drawn} />
                {showCost && drawn !== null && <CostCard lineId={drawn} />}
              </div>
              <div className="xl:shrink-0"><TotalsCard showCost={showCost} /></div>
            </div>
          }
        />
      </div>
      <BottomBar onSend={canSend ? send : null} asks={asks} />
      <ConflictDialog />
      <Suspense fallback={null}>
        {door?.kind === "send" && <SendDialog recipients={recipients} onClose={close} onSent={sent} onScheduled={scheduled} onFix={fix} />}
        {door?.kind === "templates" && <TemplatesDialog onClose={close} />}
        {door?.kind === "keep" && <SaveTemplateDialog what={door.what} onClose={close} />}
        {door?.kind === "preview" && <PreviewDialog onClose={close} />}
        {door?.kind === "files" && <BuilderLineFiles lineId={door.lineId} onClose={close} />}
        {door?.kind === "curve" && <CurveDrawer lineId={door.lineId} onClose={close} />}
        {door?.kind === "production" && <ProductionDialog {...door} onClose={close} />}
        {door?.kind === "gang" && <GangDrawer {...door} onClose={close} />}
        {door?.kind === "explain" && <ExplainDrawer lineId={door.lineId} onClose={close} />}
      </Suspense>
    </BuilderUiContext>
  );
}

/** The hour at which it goes, or why it did not. */
function Scheduled() {
  const quote = useBuilder((state) => state.quote);
  return <Suspense fallback={null}><SendingNotice quote={quote} /></Suspense>;
}

/** Says so where rates that were published since leave the quote too thin a margin. */
function StaleRates() {
  const quote = useBuilder((state) => state.quote);
  return <Suspense fallback={null}><StaleNotice quote={quote} /></Suspense>;
}

/** The contact's address, where there is one. */
function useRecipients(): string[] {
  const customerId = useHead("customer_id");
  const contactId = useHead("contact_id");
  const customer = useQuery({ ...customerQuery(customerId ?? ""), enabled: customerId !== null }).data;
  const email = customer?.contacts.find((contact) => contact.id === contactId)?.email;
  return email ? [email] : [];
}
