import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Copy, Link2Off, MessageSquare, RefreshCw } from "lucide-react";

import { answer, api, type Schemas } from "@/api/client";
import { ApiError } from "@/api/errors";
import { formatCount } from "@/lib/count";
import { formatAgo, formatMoment } from "@/lib/dates";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Card, CardHeader } from "@/ui/Card";
import { toast } from "@/ui/toast";

import type { Quote } from "./queries";

type CustomerLink = Schemas["LinkResponse"];

function linksQuery(quoteId: string) {
  return {
    queryKey: ["quotes", "links", quoteId],
    queryFn: () => answer(api.GET("/api/quotes/{quote_id}/links", { params: { path: { quote_id: quoteId } } })),
  };
}

function requestsQuery(quoteId: string) {
  return {
    queryKey: ["quotes", "requests", quoteId],
    queryFn: () => answer(api.GET("/api/quotes/{quote_id}/customer-requests", { params: { path: { quote_id: quoteId } } })),
  };
}

/** Beside the status: the customer answered, and waits for another version. */
export function ChangesAskedBadge({ quote }: { readonly quote: Quote }) {
  const waits = quote.status === "sent" && !quote.superseded;
  const requests = useQuery({ ...requestsQuery(quote.id), enabled: waits }).data ?? [];
  const asked = waits && requests.some((one) => one.kind === "changes" && one.revision_number === quote.revision);
  return asked && <Badge tone="warn" icon={<MessageSquare aria-hidden />}>Changes asked</Badge>;
}

/** What the customer was given and what they asked for: their link to copy, renew or revoke, their wishes line by line. */
export function CustomerCard({ quote }: { readonly quote: Quote }) {
  const given = useQuery(linksQuery(quote.id));
  const links = given.data ?? [];
  const requests = (useQuery(requestsQuery(quote.id)).data ?? []).filter((one) => one.revision_number === quote.revision);
  if (!given.isPending && links.length === 0 && requests.length === 0) return null;
  return (
    <Card aria-labelledby="customer-title">
      <CardHeader id="customer-title" title="Customer’s page" />
      <div className="flex flex-col gap-4 p-4 text-sm">
        {requests.map((request) => (
          <section key={request.id} className="rounded-md bg-warn-soft px-3 py-2">
            <h3 className="font-medium text-warn">
              {request.asked_by} {request.kind === "changes" ? "asks for changes" : "asks to renew the quote"}
              <span className="font-normal"> · {formatMoment(request.asked_at)}</span>
            </h3>
            {request.note !== "" && <p className="mt-1 wrap-anywhere whitespace-pre-wrap">{request.note}</p>}
            {request.comments.map((comment) => (
              <p key={comment.position} className="mt-1 wrap-anywhere whitespace-pre-wrap"><span className="font-medium">{comment.title}:</span> {comment.text}</p>
            ))}
          </section>
        ))}
        {given.isPending && <div inert aria-hidden className="invisible"><LinkRow quoteId={quote.id} link={expected(quote)} /></div>}
        {links.map((link) => <LinkRow key={link.id} quoteId={quote.id} link={link} />)}
      </div>
    </Card>
  );
}

/** The one link that a sent quote nearly always has: while the answer is on its way, it keeps the room that it will take. */
function expected(quote: Quote): CustomerLink {
  return { id: quote.id, recipient: quote.contact?.email ?? "", address: "", revoked_at: null, views: 0, last_viewed_at: null };
}

function visitsOf({ views, last_viewed_at: last }: CustomerLink): string {
  if (views === 0 || last === null) return "not looked at yet";
  return views === 1 ? `looked at ${formatAgo(last)}` : `looked at ${formatCount(views)} times, last ${formatAgo(last)}`;
}

function LinkRow({ quoteId, link }: { readonly quoteId: string; readonly link: CustomerLink }) {
  const client = useQueryClient();
  const path = { path: { quote_id: quoteId, link_id: link.id } };
  const act = useMutation({
    mutationFn: (verb: "renew" | "revoke") => answer(verb === "renew" ? api.POST("/api/quotes/{quote_id}/links/{link_id}/renew", { params: path }) : api.POST("/api/quotes/{quote_id}/links/{link_id}/revoke", { params: path })),
    onSuccess: async (_, verb) => {
      toast(verb === "renew" ? "There is a new link. The old one stopped working." : "The link lets nobody in any more.");
      await Promise.all([client.invalidateQueries({ queryKey: linksQuery(quoteId).queryKey }), client.invalidateQueries({ queryKey: ["quotes", "timeline", quoteId] })]);
    },
    onError: (error) => toast(error instanceof ApiError ? error.message : "That did not work.", { tone: "bad" }),
  });
  const copy = async (address: string) => {
    await navigator.clipboard.writeText(address);
    toast("The link is copied. Whoever has it can answer for the customer.");
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <p className="min-w-0 flex-1 basis-64 wrap-anywhere">
        Link for {link.recipient} <span className="text-soft">· {visitsOf(link)}</span>
        <span className="block text-xs text-faint">{link.address === null ? "It lets nobody in. Renew it to give out another." : "Opens the page where the quote is accepted, changed or declined."}</span>
      </p>
      {link.address !== null && <Button icon={<Copy aria-hidden />} onClick={() => void copy(link.address ?? "")}>Copy link</Button>}
      <Button icon={<RefreshCw aria-hidden />} busy={act.isPending} onClick={() => act.mutate("renew")}>Renew</Button>
      {link.address !== null && <Button kind="danger" icon={<Link2Off aria-hidden />} busy={act.isPending} onClick={() => act.mutate("revoke")}>Revoke</Button>}
    </div>
  );
}
