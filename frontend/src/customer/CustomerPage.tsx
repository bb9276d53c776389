import { useEffect, useRef, useState } from "react";

import { formatDay, formatMoment } from "@/lib/dates";

import { addressOf, readOffer, tellSeen, type Offer } from "./api";
import { OpenOffer } from "./OpenOffer";
import { OfferLines } from "./OfferLines";
import { Notice } from "./parts";
import { ReceiptCard } from "./ReceiptCard";
import { Renewal } from "./Renewal";
import { TotalsCard } from "./TotalsCard";

/** One sent quote to its customer: the document first, then what they can do about it. */
export function CustomerPage({ first }: { readonly first: Offer }) {
  const [offer, setOffer] = useState(first);
  const heading = useRef<HTMLHeadingElement>(null);
  const state = useRef(first.state);
  useEffect(() => {
    // What was answered changes the page from its top: whoever hears the page is led there.
    if (state.current !== offer.state) heading.current?.focus();
    state.current = offer.state;
  }, [offer.state]);
  // A page that a phone kept open for a day shows how the offer stands now.
  useEffect(() => {
    tellSeen();
    const renew = () => {
      if (document.visibilityState !== "visible") return;
      tellSeen();
      readOffer().then(setOffer, () => undefined);
    };
    document.addEventListener("visibilitychange", renew);
    return () => document.removeEventListener("visibilitychange", renew);
  }, []);
  const { document: paper } = offer;
  return (
    <div className="mx-auto flex min-h-dvh max-w-2xl flex-col">
      <header className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 px-4 pt-6">
        <p className="text-lg font-semibold">
          {offer.shop.name}
          <span className="block text-sm font-normal text-faint">{offer.shop.tagline}</span>
        </p>
        <p className="text-sm text-soft">
          Quote <span className="font-semibold text-ink tabular-nums">{offer.number}</span>
          <span className="block">Valid until {formatDay(offer.valid_until)}</span>
        </p>
      </header>
      <main className="flex flex-1 flex-col gap-4 p-4">
        <h1 ref={heading} tabIndex={-1} className="text-2xl wrap-anywhere outline-none">{offer.title}</h1>
        <Standing offer={offer} />
        {offer.receipt && <ReceiptCard receipt={offer.receipt} email={offer.shop.email} />}
        {paper && (
          <>
            <p className="text-soft">
              Prepared for <span className="text-ink">{[paper.prepared_for.contact, paper.prepared_for.customer].filter(Boolean).join(", ")}</span>
            </p>
            {paper.note && <p className="whitespace-pre-wrap text-pretty text-soft">{paper.note}</p>}
            {offer.state === "open" ? (
              <OpenOffer offer={offer} paper={paper} onAnswered={setOffer} />
            ) : (
              offer.state !== "accepted" && (
                <>
                  <OfferLines paper={paper} />
                  <TotalsCard totals={paper.totals} />
                </>
              )
            )}
            {offer.state === "expired" && <Renewal offer={offer} onAnswered={setOffer} />}
            <Conditions conditions={paper.conditions} terms={paper.terms} />
            <a href={`${addressOf()}/document.pdf`} className="flex min-h-11 items-center self-start text-accent-ink underline underline-offset-4">Download the quote (PDF)</a>
          </>
        )}
      </main>
      <footer className="border-t border-line px-4 py-6 text-sm text-soft">
        <p>Questions? {offer.prepared_by.name}, {offer.shop.phone}, {offer.prepared_by.email}</p>
        <p className="mt-1 text-faint">{[offer.shop.name, ...offer.shop.address_lines].join(" · ")}</p>
      </footer>
    </div>
  );
}

function Standing({ offer }: { readonly offer: Offer }) {
  switch (offer.state) {
    case "open":
      return offer.changes_asked_at && <Notice tone="info">You asked for changes on {formatMoment(offer.changes_asked_at)}. We will send you a new version; this one can still be accepted.</Notice>;
    case "accepted":
      return <Notice tone="good">Thank you. This quote is accepted, and your order is with us.</Notice>;
    case "declined":
      return <Notice tone="info">You declined this quote. If you change your mind, call us: {offer.shop.phone}.</Notice>;
    case "expired":
      return <Notice tone="warn">This quote was valid until {formatDay(offer.valid_until)}.{offer.renewal_asked_at && " You asked us to renew it; we will be in touch."}</Notice>;
    case "on_hold":
      return <Notice tone="info">We are checking something about this quote and will come back to you.</Notice>;
    case "replaced":
      return (
        <Notice tone="warn">
          This quote was replaced by a newer one.{" "}
          {offer.newer ? <a href={offer.newer} className="underline">Open the newest</a> : "Open the link in our last mail."}
        </Notice>
      );
  }
}

function Conditions({ conditions, terms }: { readonly conditions: readonly string[]; readonly terms: string }) {
  return (
    <details id="terms" className="rounded-lg border border-line bg-surface px-4">
      <summary className="flex min-h-11 items-center py-2 font-medium">Terms and conditions{terms && ` · ${terms}`}</summary>
      <ol className="list-decimal space-y-2 pb-4 pl-5 text-sm text-soft">
        {conditions.map((clause) => <li key={clause}>{clause}</li>)}
      </ol>
    </details>
  );
}
