"""An accepted quote becomes an order: the quote's own part of it. From then on it is only read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor
from app.domain.quotes.numbers import quote_number
from app.domain.quotes.status import Action, QuoteStatus, take
from app.models.document import StoredDocument
from app.repositories.quotes import freezing
from app.repositories.quotes.ordering import find_accepted, mark_converted
from app.services.quotes.context import (
    Desk,
    QuoteNotFound,
    get_document,
    get_head,
    stale,
    standing_of_head,
)
from app.services.quotes.lifecycle import get_state, mark

TICKET = "ticket"


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedQuote:
    """A locked quote with its acceptance: ``state`` are its rows, ``facts`` what was accepted.

    Both hold costs, which the order leaves behind.
    """

    version: int
    state: Mapping[str, Any]
    facts: Mapping[str, Any]

    @property
    def number(self) -> str:
        """The number that the accepted revision went out under."""
        return quote_number(self.state["base_number"], self.state["revision"])


async def see_quote(session: Session, actor: Actor, quote_id: UUID, *, lock: bool) -> None:
    """Pass if the actor may see the quote; ``lock`` holds it until the transaction ends.

    Raises:
        QuoteNotFound: there is none, or it is not the actor's to see.
    """
    await get_head(session, actor, quote_id, lock=lock)


async def take_accepted(
    session: Session, actor: Actor, quote_id: UUID, *, version: int, desk: Desk
) -> AcceptedQuote:
    """Return a locked quote that may become an order now.

    Raises:
        QuoteNotFound, StaleQuote, IllegalTransition, NotYoursToDo
    """
    head = await get_head(session, actor, quote_id, lock=True)
    if head.version != version:
        raise stale(await get_document(session, actor, quote_id, today=desk.today))
    take(actor, Action.CONVERT, standing_of_head(head, desk.today), head.owner_id)
    facts = await find_accepted(session, quote_id)
    if facts is None:
        raise QuoteNotFound(QuoteNotFound.__doc__ or "")
    state = await get_state(session, quote_id)
    return AcceptedQuote(version=version, state=state, facts=facts)


async def convert(
    session: Session,
    actor: Actor,
    quote_id: UUID,
    *,
    order: Mapping[str, Any],
    ticket: StoredDocument,
    now: datetime,
) -> None:
    """Write down that the locked quote became this order, and where its ticket is stored."""
    head = await get_head(session, actor, quote_id, lock=True)
    state = await get_state(session, quote_id)
    await freezing.documents.add(session, ticket)
    await mark_converted(session, quote_id, now=now)
    changed = {"status": QuoteStatus.APPROVED}
    await mark(session, actor, head, state, changed, action="quote.ordered", facts=order, now=now)
