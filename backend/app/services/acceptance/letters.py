"""The mails that a customer's answer causes, with nothing in them but what they know."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from app.db import Session
from app.documents.inputs import long_date, money
from app.domain.actor import CustomerActor
from app.domain.mail import MailKind
from app.domain.notifications import NotificationKind
from app.schemas.acceptance import OfferResponse
from app.services import mail_templates, messages, notifications
from app.services.acceptance.showing import Visitor
from app.services.quotes import Desk, offers
from app.services.quotes import letters as quote_letters

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
    snapshot = offer.snapshot
    letter = await mail_templates.write_letter(
        session,
        MailKind.RECEIPT,
        {
            **quote_letters.offer_values(snapshot),
            "total": money(receipt.total),
            "po_number": receipt.po_number,
            "accepted_by": receipt.name,
            "accepted_on": long_date(desk.today),
            "choices": "\n".join(
                f"{one.quantity:,} x {one.title}: {money(one.price)}" for one in receipt.lines
            ),
            "document_hash": receipt.document_sha256,
        },
    )
    owner = [offer.facts["owner"]["email"]]
    copied = owner if await _wants_mail(session, offer, NotificationKind.ACCEPTED) else []
    await messages.queue_message(
        session,
        customer,
        kind="receipt",
        recipients=list(dict.fromkeys([*visitor.link.recipient.split(", "), *copied])),
        subject=letter.subject,
        body=letter.body,
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
    kind: MailKind,
    said: Mapping[str, str],
    now: datetime,
) -> None:
    """Mail the quote's owner what the customer answered, if they want such mails."""
    if not await _wants_mail(session, offer, NotificationKind(kind.value)):
        return
    facts: dict[str, Any] = dict(offer.facts)
    total = facts["totals"]["total"]
    letter = await mail_templates.write_letter(
        session,
        kind,
        {
            **quote_letters.about_values(offer.snapshot),
            "total": "" if total is None else money(Decimal(total)),
            "answered_by": customer.name,
            "app_link": letters.address_of(offer.quote_id),
            **said,
        },
    )
    await messages.queue_message(
        session,
        customer,
        kind="answer",
        recipients=[facts["owner"]["email"]],
        subject=letter.subject,
        body=letter.body,
        quote_id=offer.quote_id,
        now=now,
    )


async def _wants_mail(session: Session, offer: offers.Offer, kind: NotificationKind) -> bool:
    owner = UUID(offer.facts["owner"]["id"])
    return owner in await notifications.who_wants_mail(session, [owner], kind)
