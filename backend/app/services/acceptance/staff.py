"""A customer's link and wishes, for the colleagues who look after the quote."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor
from app.domain.errors import ConflictError, NotFoundError
from app.domain.permissions import Permission
from app.domain.quotes.status import NotYoursToDo, Who, may
from app.models.acceptance import AcceptanceLink, CustomerRequest
from app.repositories import acceptance as requests
from app.schemas.acceptance import LinkResponse
from app.schemas.quotes import QuoteApprove
from app.services import attachments, links
from app.services.quotes import Desk, QuoteDocument, approve_quote, offers
from app.services.quotes.context import get_head


class LinkNotFound(NotFoundError):
    """This quote has no such link."""

    code = "link_not_found"


class LinkOutlived(ConflictError):
    """This link is of a revision that was replaced: only the current one's can be renewed."""

    code = "link_outlived"


async def record_acceptance(
    session: Session,
    actor: Actor,
    quote_id: UUID,
    data: QuoteApprove,
    *,
    version: int,
    desk: Desk,
    now: datetime,
) -> QuoteDocument:
    """Record a yes that came some other way than by the link, with the files that prove it.

    Raises:
        QuoteNotFound, StaleQuote, IllegalTransition, NotYoursToDo, NotReadyToApprove
        AlreadyAccepted: somebody accepted it before.
        ValidationError: a choice, or a file, names what the quote does not have.
    """
    document = await approve_quote(
        session, actor, quote_id, data, version=version, desk=desk, now=now
    )
    await attachments.keep_as_evidence(session, actor, quote_id, data.evidence_ids, now=now)
    return document


async def list_customer_links(
    session: Session, actor: Actor, quote_id: UUID, *, desk: Desk
) -> list[LinkResponse]:
    """Return the links of the quote's current revision; none while it is a draft.

    Raises:
        QuoteNotFound: there is none, or it is not the actor's to see.
        NotYoursToDo: whoever has a link can answer in the customer's place.
    """
    revision = await _require_writer(session, actor, quote_id)
    found = await links.list_links(session, quote_id, revision)
    visits = await links.count_visits(session, found)
    return [_shown(link, desk, visits[link.id]) for link in found]


async def renew_customer_link(
    session: Session, actor: Actor, quote_id: UUID, link_id: UUID, *, desk: Desk, now: datetime
) -> LinkResponse:
    """Give a link another token; the one in the mail stops working.

    Raises:
        QuoteNotFound, NotYoursToDo, LinkNotFound
        LinkOutlived: its revision was replaced.
    """
    revision = await _require_writer(session, actor, quote_id)
    link = await _get(session, quote_id, link_id)
    if link.revision_number != revision:
        raise LinkOutlived(LinkOutlived.__doc__ or "")
    await links.renew_link(session, link, keys=desk.links)
    await _record(session, actor, link, "link_renewed", desk=desk, now=now)
    return await _shown_alone(session, link, desk)


async def revoke_customer_link(
    session: Session, actor: Actor, quote_id: UUID, link_id: UUID, *, desk: Desk, now: datetime
) -> LinkResponse:
    """Let nobody in by a link any more.

    Raises:
        QuoteNotFound, NotYoursToDo, LinkNotFound
    """
    await _require_writer(session, actor, quote_id)
    link = await _get(session, quote_id, link_id)
    if link.revoked_at is None:
        await links.revoke_link(session, link, now=now)
        await _record(session, actor, link, "link_revoked", desk=desk, now=now)
    return await _shown_alone(session, link, desk)


async def list_customer_requests(
    session: Session, actor: Actor, quote_id: UUID
) -> Sequence[CustomerRequest]:
    """Return what the customer asked for, the newest first.

    Raises:
        QuoteNotFound: there is none, or it is not the actor's to see.
    """
    actor.require(Permission.WRITE_OWN_QUOTES)
    await get_head(session, actor, quote_id, lock=False)
    return await requests.list_of(session, quote_id)


async def _require_writer(session: Session, actor: Actor, quote_id: UUID) -> int:
    """Return the quote's current revision, for who may write it."""
    actor.require(Permission.SEND_QUOTES)
    head = await get_head(session, actor, quote_id, lock=False)
    if not may(actor, Who.WRITER, head.owner_id):
        raise NotYoursToDo("Its owner, an estimator or a manager gives out a quote's link.")
    return head.revision


async def _get(session: Session, quote_id: UUID, link_id: UUID) -> AcceptanceLink:
    link = await links.find_link(session, link_id, lock=True)
    if link is None or link.quote_id != quote_id:
        raise LinkNotFound(LinkNotFound.__doc__ or "")
    return link


async def _record(
    session: Session, actor: Actor, link: AcceptanceLink, action: str, *, desk: Desk, now: datetime
) -> None:
    offer = await offers.get_offer(session, link.quote_id, link.revision_number, today=desk.today)
    offers.record_on_quote(
        session,
        actor,
        link.quote_id,
        offer.number,
        action,
        {"revision": link.revision_number, "recipients": [link.recipient]},
        now=now,
    )


async def _shown_alone(session: Session, link: AcceptanceLink, desk: Desk) -> LinkResponse:
    return _shown(link, desk, (await links.count_visits(session, [link]))[link.id])


def _shown(link: AcceptanceLink, desk: Desk, visits: links.Visits) -> LinkResponse:
    address = None
    if link.revoked_at is None:
        address = desk.links.address_of(link.seed, link.token_hash)
    return LinkResponse(
        id=link.id,
        recipient=link.recipient,
        address=address,
        revoked_at=link.revoked_at,
        views=visits.count,
        last_viewed_at=visits.last_at,
    )
