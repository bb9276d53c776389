"""What the holder of a link is shown: the document's own lines, and how the offer stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from app.db import Reader, Session
from app.documents.quote_view import QuoteLine, QuoteView
from app.domain.actor import CustomerActor
from app.domain.errors import NotFoundError
from app.domain.orders import taken_of
from app.domain.quotes.quote import PricedDraft
from app.repositories import acceptance as requests
from app.schemas.acceptance import (
    OfferChoice,
    OfferDocument,
    OfferLine,
    OfferParty,
    OfferPerson,
    OfferQuantity,
    OfferResponse,
    OfferSection,
    OfferShop,
    OfferTotals,
    Receipt,
    ReceiptLine,
)
from app.services import links
from app.services.links import OpenLink
from app.services.quotes import Desk, offers
from app.services.quotes.papers import to_view


class OfferNotFound(NotFoundError):
    """This link does not work, or not any more: open the one in our last mail, or call us."""

    code = "offer_not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody who holds a link: they may see and answer what it is of.

    ``others`` are the tokens of the other links that their browser holds.
    """

    link: OpenLink
    address: str
    user_agent: str
    others: tuple[str, ...] = ()

    def as_actor(self, name: str) -> CustomerActor:
        """Return them under the name that they give, or that the link went to."""
        return CustomerActor(name=name, address=self.address)


async def visit(
    reader: Reader,
    link_id: UUID,
    token: str,
    *,
    address: str,
    user_agent: str,
    others: Iterable[str] = (),
) -> Visitor:
    """Return the visitor whom this token lets in to this link.

    Raises:
        OfferNotFound: it does not; unknown and revoked answer alike.
    """
    link = await links.open_token(reader, token)
    if link is None or link.id != link_id:
        raise OfferNotFound(OfferNotFound.__doc__ or "")
    return Visitor(link=link, address=address, user_agent=user_agent, others=tuple(others))


async def find_link_id(reader: Reader, token: str) -> UUID | None:
    """Return the id of the link that a token opens, or None."""
    link = await links.open_token(reader, token)
    return None if link is None else link.id


async def read_document(reader: Reader, visitor: Visitor, *, desk: Desk) -> tuple[bytes, str]:
    """Return the stored document of the offer, and the number that it goes by.

    Raises:
        OfferNotFound: the offer was replaced: its prices hold no more.
        UnavailableError: the stored document cannot be read.
    """
    link = visitor.link
    offer = await offers.get_offer(reader, link.quote_id, link.revision, today=desk.today)
    if offer.state == "replaced":
        raise OfferNotFound(OfferNotFound.__doc__ or "")
    return await desk.files.read(offer.sha256), offer.number


async def show_offer(source: Session | Reader, visitor: Visitor, *, desk: Desk) -> OfferResponse:
    """Return the offer as it stands."""
    link = visitor.link
    offer = await offers.get_offer(source, link.quote_id, link.revision, today=desk.today)
    changes_asked_at, renewal_asked_at = await requests.find_last(
        source, link.quote_id, link.revision
    )
    snapshot, shown = offer.snapshot, offer.state != "replaced"
    # The document's view has no field for what the shop pays or earns.
    view = to_view(snapshot, draft=False)
    newer = None if shown else await _find_newer(source, visitor, offer)
    shop = view.shop
    return OfferResponse(
        state=offer.state,
        number=offer.number,
        title=view.title,
        valid_until=date.fromisoformat(offer.facts["valid_until"]),
        shop=OfferShop(
            name=shop.name,
            tagline=shop.tagline,
            address_lines=list(shop.address_lines),
            phone=shop.phone,
            email=shop.email,
            web=shop.web,
        ),
        prepared_by=OfferPerson(name=view.prepared_by.name, email=view.prepared_by.email),
        document=_document(view, offer) if shown else None,
        receipt=_receipt(offer),
        changes_asked_at=changes_asked_at,
        renewal_asked_at=renewal_asked_at,
        newer=newer,
    )


async def price_offer(
    reader: Reader, visitor: Visitor, choices: Sequence[OfferChoice], *, desk: Desk
) -> OfferTotals:
    """Return what these choices come to, by what the revision was frozen with.

    Raises:
        OfferNotFound: the offer was replaced.
        ValidationError: a choice names what the quote does not have.
    """
    link = visitor.link
    offer = await offers.get_offer(reader, link.quote_id, link.revision, today=desk.today)
    if offer.state == "replaced":
        raise OfferNotFound(OfferNotFound.__doc__ or "")
    priced, still_open = await offers.price_offer(
        reader, link.quote_id, [(one.line, one.quantity) for one in choices], desk=desk
    )
    return totals_of(priced, still_open)


def totals_of(priced: PricedDraft, still_open: list[str]) -> OfferTotals:
    """Return the sums that the customer sees, and no other."""
    totals = priced.totals
    return OfferTotals(
        subtotal=totals.subtotal,
        discount=totals.discount,
        tax_label=totals.tax_label,
        tax_rate=totals.tax_rate,
        tax=totals.tax,
        total=totals.total,
        open=still_open,
    )


async def _find_newer(
    source: Session | Reader, visitor: Visitor, offer: offers.Offer
) -> str | None:
    """Return where the newest revision is, for a browser that holds its link already."""
    if not isinstance(source, Reader):
        return None
    for token in visitor.others:
        link = await links.open_token(source, token)
        if (
            link is not None
            and link.quote_id == offer.quote_id
            and link.revision == offer.facts["current_revision"]
        ):
            return f"/quote/{link.id}"
    return None


def _document(view: QuoteView, offer: offers.Offer) -> OfferDocument:
    totals, accepted = view.totals, offer.state == "accepted"
    sums = offer.facts["totals"] if accepted else offer.snapshot["totals"]
    total = sums["total"]
    still_open = [line.title for line in view.lines if line.counts and line.selected is None]
    return OfferDocument(
        quoted_on=view.quoted_on,
        prepared_for=OfferParty(customer=view.bill_to.customer, contact=view.bill_to.contact),
        terms=view.terms,
        po_number=view.po_number,
        note=view.customer_note,
        conditions=list(view.shop.terms),
        sections=[
            OfferSection(heading=section.heading, lines=[_line(line) for line in section.lines])
            for section in view.sections
        ],
        totals=OfferTotals(
            subtotal=Decimal(sums["subtotal"]),
            discount=Decimal(sums["discount"]),
            tax_label=totals.tax_label,
            tax_rate=totals.tax_rate or Decimal(0),
            tax=Decimal(sums["tax"] or "0.00"),
            total=None if total is None else Decimal(total),
            open=[] if accepted else still_open,
        ),
        sha256=offer.sha256,
    )


def _line(line: QuoteLine) -> OfferLine:
    return OfferLine(
        position=line.position,
        title=line.title,
        specification=list(line.specification),
        note=line.note,
        discount_percent=line.discount_percent,
        optional=line.optional,
        alternate_of=line.alternate_of,
        quantities=[
            OfferQuantity(
                quantity=row.quantity,
                price=row.price,
                unit_price=row.unit_price,
                chosen=row.selected,
            )
            for row in line.quantities
            if row.price is not None and row.unit_price is not None
        ],
    )


def _receipt(offer: offers.Offer) -> Receipt | None:
    accepted = offer.facts["acceptance"]
    if accepted is None or offer.state != "accepted":
        return None
    return Receipt(
        name=accepted["name"],
        at=datetime.fromisoformat(accepted["at"]),
        po_number=accepted["po_number"],
        total=Decimal(accepted["total"]),
        document_sha256=accepted["document_sha256"] or offer.sha256,
        lines=list(accepted_lines(offer.snapshot, accepted["choices"])),
    )


def accepted_lines(
    snapshot: Mapping[str, Any], choices: Sequence[Mapping[str, Any]]
) -> Iterable[ReceiptLine]:
    """Yield what was accepted of a frozen revision, in its order."""
    chosen = taken_of(snapshot["lines"], choices)
    for line in snapshot["lines"]:
        for one in line["quantities"]:
            if one["id"] == chosen.get(line["id"]):
                yield ReceiptLine(
                    title=line["title"], quantity=one["quantity"], price=Decimal(one["net_price"])
                )
