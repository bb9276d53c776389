"""The customer's answers: yes, no, not like this, and not yet."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from app.db import Reader, Session
from app.domain.errors import ConflictError, ValidationError
from app.domain.mail import MailKind
from app.domain.notifications import NotificationKind
from app.domain.quotes.choosing import HOW_IT_STANDS
from app.models.acceptance import CustomerRequest
from app.repositories import acceptance as requests
from app.schemas.acceptance import (
    OfferAccept,
    OfferChanges,
    OfferDecline,
    OfferRenewal,
    OfferResponse,
)
from app.services import links
from app.services.acceptance.letters import REASONS, Letters, send_receipt, tell_owner
from app.services.acceptance.showing import Visitor, show_offer
from app.services.quotes import Desk, alerting, offers
from app.services.quotes.accepting import Yes

# A person asks once or twice; who asks more often than this is better called.
MOST_REQUESTS: Final = 20

_TOLD: Final = {
    "changes": (NotificationKind.CHANGES_ASKED, "asks for changes"),
    "renewal": (NotificationKind.RENEWAL_ASKED, "asks to renew it"),
}


class OfferClosed(ConflictError):
    """The quote does not wait for this answer; ``details`` say how it stands."""

    code = "offer_closed"


class OfferChanged(ConflictError):
    """The quote is not the one that the page showed: load it again before you accept."""

    code = "offer_changed"


class TooManyRequests(ConflictError):
    """We have heard you: please call us, so that nothing is lost."""

    code = "offer_too_many_requests"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a customer asks for: its kind, the mail that tells it, their words, line by line too."""

    kind: Literal["changes", "renewal"]
    mail: MailKind
    note: str
    comments: list[dict[str, Any]]


async def see_offer(session: Session, visitor: Visitor, *, origin: str, now: datetime) -> None:
    """Keep that the customer looks at the offer, and tell the owner of the first time."""
    if await links.record_visit(session, visitor.link, now=now):
        recipient = visitor.link.recipient
        await alerting.tell_owner(
            session,
            visitor.as_actor(recipient),
            visitor.link.quote_id,
            NotificationKind.VIEWED,
            f"{recipient} opened it for the first time",
            origin=origin,
            now=now,
        )


async def accept_offer(
    reader: Reader,
    session: Session,
    visitor: Visitor,
    data: OfferAccept,
    *,
    desk: Desk,
    now: datetime,
) -> OfferResponse:
    """Record the customer's yes, once; the same yes again is answered with the receipt.

    Raises:
        OfferClosed: it waits for no answer, or somebody else gave one.
        OfferChanged: the customer saw another document.
        ValidationError, NotReadyToApprove, TotalChanged
    """
    if _is_own(await _read(reader, visitor, desk), visitor):
        return await show_offer(reader, visitor, desk=desk)
    head = await offers.lock_offer(session, visitor.link.quote_id)
    offer = await _read(session, visitor, desk)
    if _is_own(offer, visitor):
        return await show_offer(session, visitor, desk=desk)
    _require(offer, "open")
    if data.document_sha256 != offer.sha256:
        raise OfferChanged(OfferChanged.__doc__ or "")
    customer = visitor.as_actor(data.name)
    yes = Yes(
        name=data.name,
        po_number=data.po_number,
        total=f"{data.total:.2f}",
        link_id=visitor.link.id,
        address=visitor.address,
        user_agent=visitor.user_agent,
    )
    choices = [(one.line, one.quantity) for one in data.choices]
    await offers.accept_offer(session, customer, head, yes, choices, desk=desk, now=now)
    shown = await show_offer(session, visitor, desk=desk)
    await send_receipt(session, customer, visitor, offer, shown, desk=desk, now=now)
    return shown


async def decline_offer(
    session: Session,
    visitor: Visitor,
    data: OfferDecline,
    *,
    letters: Letters,
    desk: Desk,
    now: datetime,
) -> OfferResponse:
    """Record the customer's no and tell the owner; the same no again changes nothing.

    Raises:
        OfferClosed: it waits for no answer.
    """
    head = await offers.lock_offer(session, visitor.link.quote_id)
    offer = await _read(session, visitor, desk)
    if offer.state != "declined":
        _require(offer, "open")
        customer = visitor.as_actor(_name_of(offer))
        await offers.decline_offer(
            session, customer, head, reason=data.reason, note=data.note, desk=desk, now=now
        )
        await tell_owner(
            session,
            customer,
            offer,
            letters,
            kind=MailKind.DECLINED,
            said={"reason": REASONS[data.reason], "note": data.note},
            now=now,
        )
    return await show_offer(session, visitor, desk=desk)


async def ask_for_changes(
    session: Session,
    visitor: Visitor,
    data: OfferChanges,
    *,
    letters: Letters,
    desk: Desk,
    now: datetime,
) -> OfferResponse:
    """Keep what is to change, line by line, and tell the owner.

    Raises:
        OfferClosed: it waits for no answer.
        ValidationError: nothing is said, or a line is not there.
        TooManyRequests
    """
    await offers.lock_offer(session, visitor.link.quote_id)
    offer = await _read(session, visitor, desk)
    _require(offer, "open")
    comments = _comments(offer, data)
    if not data.note and not comments:
        raise ValidationError.for_field(("note",), "Say what you would like changed.")
    wish = Wish("changes", MailKind.CHANGES_ASKED, data.note, comments)
    await _ask(session, visitor, offer, wish, letters=letters, now=now)
    return await show_offer(session, visitor, desk=desk)


async def ask_for_renewal(
    session: Session,
    visitor: Visitor,
    data: OfferRenewal,
    *,
    letters: Letters,
    desk: Desk,
    now: datetime,
) -> OfferResponse:
    """Keep that the customer would like an expired offer renewed, and tell the owner.

    Raises:
        OfferClosed: it has not expired.
        TooManyRequests
    """
    await offers.lock_offer(session, visitor.link.quote_id)
    offer = await _read(session, visitor, desk)
    _require(offer, "expired")
    wish = Wish("renewal", MailKind.RENEWAL_ASKED, data.note, [])
    await _ask(session, visitor, offer, wish, letters=letters, now=now)
    return await show_offer(session, visitor, desk=desk)


async def _ask(
    session: Session,
    visitor: Visitor,
    offer: offers.Offer,
    wish: Wish,
    *,
    letters: Letters,
    now: datetime,
) -> None:
    """Keep a wish and tell of it; the same wish again, from an impatient finger, is one."""
    last = await requests.find_newest(session, offer.quote_id, offer.revision, wish.kind)
    if last is not None and (last.note, last.comments) == (wish.note, wish.comments):
        return
    if await requests.count_of(session, offer.quote_id, offer.revision) >= MOST_REQUESTS:
        raise TooManyRequests(TooManyRequests.__doc__ or "")
    customer = visitor.as_actor(_name_of(offer))
    await requests.requests.add(
        session,
        CustomerRequest(
            quote_id=offer.quote_id,
            revision_number=offer.revision,
            link_id=visitor.link.id,
            kind=wish.kind,
            asked_by=customer.name,
            asked_at=now,
            note=wish.note,
            comments=wish.comments,
        ),
    )
    facts = {"revision": offer.revision, "note": wish.note, "comments": wish.comments}
    lines = [f"{one['title']}: {one['text']}" for one in wish.comments]
    kind, what = _TOLD[wish.kind]
    await alerting.tell_owner(
        session,
        customer,
        offer.quote_id,
        kind,
        f"{customer.name} {what}",
        said="\n".join([wish.note, *lines]),
        origin=None,
        now=now,
    )
    offers.record_on_quote(
        session, customer, offer.quote_id, offer.number, f"{wish.kind}_asked", facts, now=now
    )
    said = {"note": wish.note, "comments": "\n".join(lines)}
    await tell_owner(session, customer, offer, letters, kind=wish.mail, said=said, now=now)


async def _read(source: Session | Reader, visitor: Visitor, desk: Desk) -> offers.Offer:
    link = visitor.link
    return await offers.get_offer(source, link.quote_id, link.revision, today=desk.today)


def _is_own(offer: offers.Offer, visitor: Visitor) -> bool:
    """Whether the offer was accepted by this very link."""
    accepted = offer.facts["acceptance"]
    return (
        offer.state == "accepted"
        and accepted is not None
        and accepted["link_id"] == str(visitor.link.id)
    )


def _require(offer: offers.Offer, state: str) -> None:
    if offer.state != state:
        raise OfferClosed(HOW_IT_STANDS[offer.state], {"state": offer.state})


def _name_of(offer: offers.Offer) -> str:
    """Return what the customer is called, where they did not say."""
    bill_to = offer.snapshot["bill_to"]
    name: str = bill_to["contact"] or bill_to["customer"]
    return name


def _comments(offer: offers.Offer, data: OfferChanges) -> list[dict[str, Any]]:
    lines = offer.snapshot["lines"]
    comments: list[dict[str, Any]] = []
    for place, one in enumerate(data.comments):
        if one.line > len(lines):
            raise ValidationError.for_field(
                ("comments", place, "line"), "This quote has no such line."
            )
        if one.text:
            title = lines[one.line - 1]["title"]
            comments.append({"position": one.line, "title": title, "text": one.text})
    return comments
