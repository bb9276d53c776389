"""A quote as a sentence names it, for notes, notifications and reminders about it."""

from datetime import date
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor
from app.domain.permissions import Permission
from app.domain.quotes.follow_up import why_nothing_leaves
from app.domain.quotes.status import QuoteStatus
from app.repositories.quotes.cards import QuoteCard, find_card
from app.repositories.quotes.loading import QuoteHead
from app.services.quotes.context import QuoteNotFound

__all__ = ["QuoteCard", "find_card", "get_card", "why_not_followed_up"]


async def get_card(session: Session, actor: Actor, quote_id: UUID) -> QuoteCard:
    """Return the quote's card for somebody who may see the quote.

    Raises:
        QuoteNotFound: there is none, or it is not the actor's to see.
    """
    card = await find_card(session, quote_id)
    seen = actor.can(Permission.READ_ALL_QUOTES)
    if card is None or not (seen or card.owner_id == actor.user_id):
        raise QuoteNotFound(QuoteNotFound.__doc__ or "")
    return card


def why_not_followed_up(head: QuoteHead, today: date) -> str:
    """Say why a quote that does not wait for its answer is not followed up."""
    return why_nothing_leaves(
        QuoteStatus(head.status),
        valid_until=head.valid_until,
        on_hold=head.on_hold,
        today=today,
    )
