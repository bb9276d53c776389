import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";

import { Notice } from "@/ui/Notice";

import { orderOfQuery, ticketUrl } from "./queries";

/** What an approved quote has become, and where its ticket is. */
export function OrderNotice({ quoteId }: { readonly quoteId: string }) {
  const { data: order } = useQuery(orderOfQuery(quoteId));
  if (!order) return null;
  return (
    <Notice tone="good">
      This quote is order <Link to={`/orders/${order.id}`} className="font-medium underline underline-offset-2">{order.number}</Link>, and is only read.{" "}
      <a href={ticketUrl(order.id)} target="_blank" rel="noreferrer" className="underline underline-offset-2">Job ticket (PDF)</a>
    </Notice>
  );
}
