"""Telling colleagues what became of a quote, in the transaction that made it so."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from app.db import Session
from app.domain.actor import AnyActor
from app.domain.notifications import NotificationKind
from app.services import notifications
from app.services.notifications import News
from app.services.quotes.cards import find_card


async def tell_owner(
    session: Session,
    actor: AnyActor,
    quote_id: UUID,
    kind: NotificationKind,
    text: str,
    *,
    said: str = "",
    origin: str | None,
    now: datetime,
) -> None:
    """Tell the quote's owner; ``origin`` is None where the cause has a mail of its own."""
    news = News(kind=kind, text=text, said=said)
    await tell(session, actor, quote_id, None, news, origin=origin, now=now)


async def tell(
    session: Session,
    actor: AnyActor,
    quote_id: UUID,
    people: Iterable[UUID] | None,
    news: News,
    *,
    origin: str | None,
    now: datetime,
) -> None:
    """Tell these people of those who may see the quote; None stands for its owner."""
    card = await find_card(session, quote_id)
    if card is not None:
        concerned = [card.owner_id] if people is None else people
        await notifications.notify(
            session, actor, news, concerned, about=card, origin=origin, now=now
        )
