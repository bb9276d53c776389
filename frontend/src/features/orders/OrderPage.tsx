import { useQuery } from "@tanstack/react-query";
import { Printer } from "lucide-react";
import { lazy, Suspense } from "react";
import { Link, useParams } from "react-router";

import { formatDay, formatMoment } from "@/lib/dates";
import { dollars } from "@/lib/figures";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { PageHeader } from "@/ui/PageHeader";
import { QueryProblem } from "@/ui/QueryProblem";
import { SkeletonLines } from "@/ui/Skeleton";

import { orderQuery, ticketUrl, type Order } from "./queries";
import { WorkCard } from "./WorkCard";

const FilesCard = lazy(() => import("@/features/files/FilesCard").then((module) => ({ default: module.FilesCard })));

/** An order to be read: what was ordered, and what the shop floor is told. */
function OrderPage() {
  const { orderId = "" } = useParams();
  const { data: order, error, refetch } = useQuery(orderQuery(orderId));
  if (error && !order) {
    return <QueryProblem error={error} title="The order could not be opened" retry={() => void refetch()} thing="order" back={{ to: "/orders", label: "Go to the orders" }} />;
  }
  if (!order) {
    return (
      <div className="mx-auto max-w-4xl pt-14">
        <title>Order · PatriotForge</title>
        <h1 className="sr-only">Order</h1>
        <Card><SkeletonLines lines={8} label="Opening the order" /></Card>
      </div>
    );
  }
  return (
    <div className="mx-auto max-w-4xl">
      <title>{`${order.number} · PatriotForge`}</title>
      <PageHeader
        title={order.number}
        back={{ to: "/orders", label: "Orders" }}
        meta={<>From <Link to={`/quotes/${order.quote_id}`} className="text-accent-ink underline underline-offset-2">{order.quote_number}</Link></>}
        actions={<Button kind="primary" icon={<Printer aria-hidden />} onClick={() => globalThis.open(ticketUrl(order.id), "_blank", "noreferrer")}>Job ticket</Button>}
      />
      <div className="flex flex-col gap-4">
        <Summary order={order} />
        {order.lines.map((line) => <WorkCard key={line.position} line={line} />)}
        <Suspense fallback={<Card className="min-h-48"><SkeletonLines lines={2} label="Loading the files" /></Card>}>
          <FilesCard key={order.quote_id} home={{ kind: "quotes", id: order.quote_id }} writes={false} />
        </Suspense>
      </div>
    </div>
  );
}

export const Component = OrderPage;

function Summary({ order }: { readonly order: Order }) {
  const facts = [
    ["Due", order.due_on === null ? "–" : formatDay(order.due_on)],
    ["PO number", order.po_number || "–"],
    ["Contact", [order.contact, order.phone].filter(Boolean).join(", ") || "–"],
    ["Rep", order.rep],
    ["Placed", `${formatMoment(order.placed_at)} by ${order.placed_by}`],
  ] as const;
  return (
    <Card aria-label="Summary" className="p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 className="min-w-0 text-lg font-semibold wrap-anywhere">
          {order.customer_name}
          <span className="block text-sm font-normal text-soft">{order.title}</span>
        </h2>
        <p className="text-2xl tabular-nums">{dollars(order.total)}</p>
      </div>
      <dl className="mt-4 grid grid-cols-2 gap-x-6 gap-y-3 border-t border-line pt-4 text-sm md:grid-cols-[1fr_1fr_1.4fr_1fr_1.6fr]">
        {facts.map(([name, value]) => (
          <div key={name} className="min-w-0">
            <dt className="text-xs text-faint">{name}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
      {order.note !== "" && <p className="mt-4 rounded-md bg-warn-soft px-3 py-2 text-sm wrap-anywhere whitespace-pre-wrap text-warn">{order.note}</p>}
    </Card>
  );
}
