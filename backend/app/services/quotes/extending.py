"""An expired quote is valid again, for somebody who answers for its prices."""

import asyncio
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor
from app.domain.errors import ConflictError, ValidationError
from app.domain.money import money_text
from app.domain.permissions import Role
from app.domain.quotes.replay import price_again
from app.domain.quotes.status import Action, QuoteStatus
from app.repositories.quotes.freezing import Frozen, find_frozen
from app.repositories.quotes.reading import QuoteDocument
from app.services.quotes.context import Desk, QuoteNotFound, get_document
from app.services.quotes.lifecycle import begin, get_state, mark

# By how much today's prices may lie above the sent ones before they no longer hold.
TOLERANCE: Final = Decimal("0.01")


class ExtensionRefused(ConflictError):
    """A manager can extend this quote, or it is revised at today's prices."""

    code = "quote_extension_refused"


async def extend_quote(
    session: Session,
    actor: Actor,
    quote_id: UUID,
    valid_until: date | None,
    *,
    version: int,
    desk: Desk,
    now: datetime,
) -> QuoteDocument:
    """Let an expired quote be accepted again through a new last day; its paper stays as it was.

    A manager extends as often as they like. Anybody else does it once, and only while today's
    prices are those that were sent, within a hundredth.

    Raises:
        QuoteNotFound, StaleQuote, IllegalTransition, NotYoursToDo
        ValidationError: the new last day is past.
        ExtensionRefused: it was extended before, or its prices no longer hold.
    """
    head = await begin(session, actor, quote_id, Action.EXTEND, version=version, desk=desk)
    until = valid_until or desk.today + timedelta(days=desk.habits.valid_days)
    if until < desk.today:
        raise ValidationError.for_field(("valid_until",), "Choose a day that is not past.")
    state = await get_state(session, quote_id)
    frozen = await find_frozen(session, quote_id)
    if frozen is None:
        raise QuoteNotFound(QuoteNotFound.__doc__ or "")
    if actor.role is not Role.MANAGER:
        if head.valid_until.isoformat() != frozen.snapshot["valid_until"]:
            raise ExtensionRefused(
                "This quote was extended before. A manager can extend it again, or revise it."
            )
        await _require_prices(session, frozen, desk=desk)
    changed = {"status": QuoteStatus.SENT, "valid_until": until, "decided_at": None}
    facts = {"valid_until": until.isoformat(), "total": state["total"]}
    await mark(session, actor, head, state, changed, action="quote.extended", facts=facts, now=now)
    return await get_document(session, actor, quote_id, today=desk.today)


async def _require_prices(session: Session, frozen: Frozen, *, desk: Desk) -> None:
    rates = await desk.books.current(session)
    today = await asyncio.to_thread(price_again, frozen.snapshot, rates, on=desk.today)
    sent = Decimal(frozen.snapshot["totals"]["subtotal"])
    if today.totals.subtotal > sent * (1 + TOLERANCE):
        raise ExtensionRefused(
            f"Today it would come to {money_text(today.totals.subtotal)} before tax and discount, "
            f"and {money_text(sent)} was sent. Revise it, or ask a manager to extend it."
        )
