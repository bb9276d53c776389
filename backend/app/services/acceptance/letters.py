"""The mails that a customer's answer causes: plain text, with nothing in it but what they know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from app.db import Session
from app.documents.inputs import long_date, money
from app.domain.actor import CustomerActor
from app.schemas.acceptance import OfferResponse
from app.services import messages
from app.services.acceptance.showing import Visitor
from app.services.quotes import Desk, offers

REASONS = {
    "price": "the price",
    "turnaround": "the turnaround",
    "competitor": "another shop was chosen",
    "cancelled": "the job was cancelled",
    "no_answer": "no answer",
    "capability": "something that the shop does not make",
    "other": "another reason",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """Where staff open a quote: letters to them say so."""

    origin: str

    def address_of(self, quote_id: UUID) -> str:
        """Return the quote's page for staff."""
        return f"{self.origin.rstrip('/')}/quotes/{quote_id}"


async def send_receipt(
    session: Session,
    customer: CustomerActor,
    visitor: Visitor,
    offer: offers.Offer,
    shown: OfferResponse,
    *,
    desk: Desk,
    now: datetime,
) -> None:
    """Mail what was accepted, with the document, to the customer and the owner in one mail."""
    receipt = shown.receipt
    if receipt is None:
        message = "a receipt of what was not accepted"
        raise RuntimeError(message)
    lines = [
        f"Quote {offer.number} for {shown.title} is accepted. Thank you.",
        "",
        f"Accepted by: {receipt.name}",
        f"On: {long_date(desk.today)}",
        *([f"PO number: {receipt.po_number}"] if receipt.po_number else []),
        "",
        *(f"{one.quantity:,} x {one.title}: {money(one.price)}" for one in receipt.lines),
        "",
        f"Total with tax: {money(receipt.total)}",
        "",
        "The quote is attached. Its SHA-256, by which it can be told from any other document:",
        receipt.document_sha256,
        "",
        shown.prepared_by.name,
        shown.shop.name,
        shown.shop.phone,
    ]
    owner: str = offer.facts["owner"]["email"]
    await messages.queue_message(
        session,
        customer,
        kind="receipt",
        recipients=list(dict.fromkeys([*visitor.link.recipient.split(", "), owner])),
        subject=f"Accepted: quote {offer.number}, {shown.title}",
        body="\n".join(lines),
        attachments=[
            messages.StoredAttachment(
                sha256=offer.sha256, name=f"{offer.number}.pdf", media_type="application/pdf"
            )
        ],
        quote_id=offer.quote_id,
        now=now,
    )


async def tell_owner(
    session: Session,
    customer: CustomerActor,
    offer: offers.Offer,
    letters: Letters,
    *,
    what: str,
    paragraphs: Sequence[str],
    now: datetime,
) -> None:
    """Mail the quote's owner what the customer answered."""
    facts: dict[str, Any] = dict(offer.facts)
    total = facts["totals"]["total"]
    about = f"Quote {offer.number}, {offer.snapshot['title']}"
    sum_up = "" if total is None else f", {money(Decimal(total))}"
    body = [f"{customer.name} {what}.", "", f"{about}{sum_up}", letters.address_of(offer.quote_id)]
    for paragraph in paragraphs:
        body += ["", paragraph]
    await messages.queue_message(
        session,
        customer,
        kind="answer",
        recipients=[facts["owner"]["email"]],
        subject=f"{offer.number}: {customer.name} {what}",
        body="\n".join(body),
        quote_id=offer.quote_id,
        now=now,
    )
