import { formatCount } from "@/lib/count";
import { formatMoment } from "@/lib/dates";
import { dollars } from "@/lib/figures";

import type { Receipt } from "./api";

/** What was accepted, by whom and when, with the hash by which the document is known. */
export function ReceiptCard({ receipt, email }: { readonly receipt: Receipt; readonly email: string }) {
  return (
    <section aria-labelledby="receipt-title" className="rounded-lg border border-line bg-surface p-4">
      <h2 id="receipt-title" className="text-lg font-semibold">Receipt</h2>
      <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5">
        <Fact name="Accepted by" value={receipt.name} />
        <Fact name="On" value={formatMoment(receipt.at)} />
        {receipt.po_number && <Fact name="PO number" value={receipt.po_number} />}
      </dl>
      <ul className="mt-4 border-t border-line">
        {receipt.lines.map((line, place) => (
          <li key={place} className="flex flex-wrap items-baseline justify-between gap-x-4 border-b border-line py-2">
            <span className="wrap-anywhere"><span className="tabular-nums">{formatCount(line.quantity)}</span> × {line.title}</span>
            <span className="ml-auto tabular-nums">{dollars(line.price)}</span>
          </li>
        ))}
      </ul>
      <p className="mt-3 flex items-baseline justify-between gap-4 font-semibold">
        Total with tax <span className="text-2xl tabular-nums">{dollars(receipt.total)}</span>
      </p>
      <p className="mt-4 text-sm text-soft">A copy is on its way to you by mail. If it does not arrive, write to {email}.</p>
      <p className="mt-2 text-sm text-faint">Document (SHA-256): <span className="break-all">{receipt.document_sha256}</span></p>
    </section>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd className="wrap-anywhere">{value}</dd>
    </>
  );
}
