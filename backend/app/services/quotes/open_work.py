"""Open quotes as the rate book's effect on them is weighed: read only, whoever owns them."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor
from app.domain.catalog.effect import OpenQuote
from app.domain.permissions import Permission
from app.repositories.quotes.loading import find_parties, find_state
from app.repositories.quotes.open_work import OpenHead, list_open_heads
from app.services.quotes import mapping


async def list_open_quotes(
    session: Session, actor: Actor, *, today: date, quote_id: UUID | None = None
) -> list[OpenHead]:
    """Return every quote that somebody may still accept, or only the one named, sent ones first."""
    actor.require(Permission.READ_ALL_QUOTES)
    actor.require(Permission.VIEW_COSTS)
    return await list_open_heads(session, today=today, quote_id=quote_id)


async def read_open_quotes(
    session: Session, actor: Actor, heads: Sequence[OpenHead]
) -> list[OpenQuote]:
    """Return the quotes with their lines and by whose terms they are priced."""
    actor.require(Permission.READ_ALL_QUOTES)
    actor.require(Permission.VIEW_COSTS)
    found: list[OpenQuote] = []
    for head in heads:
        state = await find_state(session, head.id)
        if state is None:
            continue
        customer_id = state["header"]["customer_id"]
        parties = await find_parties(
            session,
            customer_id=None if customer_id is None else UUID(customer_id),
            contact_id=None,
            owner_id=head.owner_id,
        )
        draft, known = mapping.to_draft(state)
        terms = mapping.to_customer_terms(parties["customer"])
        found.append(OpenQuote(id=head.id, draft=draft, known=known, customer=terms))
    return found
