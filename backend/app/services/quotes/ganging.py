"""Which lines of a quote are cheaper on one sheet in one run; nothing is changed by it."""

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from app.db import Reader
from app.domain.actor import Actor
from app.domain.estimating import ganging
from app.domain.estimating.rates import RateBook
from app.domain.permissions import Permission
from app.domain.quotes.draft import DraftLine, LineKind
from app.domain.quotes.pricing import PricedLine
from app.domain.quotes.status import QuoteStatus
from app.repositories.quotes.loading import find_state
from app.services.quotes import mapping
from app.services.quotes.context import Desk, QuoteNotFound, get_document


async def propose_gangs(
    reader: Reader, actor: Actor, quote_id: UUID, *, desk: Desk
) -> dict[str, Any]:
    """Return the gangs among a quote's lines; costs only for whoever may see them.

    A draft is reckoned by today's rates, any other quote by the rates that it was priced with. It
    runs in a thread: the engine lays the lines on every sheet that a press could take.

    Raises:
        QuoteNotFound: there is none, or it is not the actor's to see.
        NoRateCardError: nothing can be priced yet.
    """
    actor.require(Permission.WRITE_OWN_QUOTES)
    await get_document(reader, actor, quote_id, today=desk.today)
    state = await find_state(reader, quote_id)
    if state is None:
        raise QuoteNotFound(QuoteNotFound.__doc__ or "")
    _, priced = mapping.to_draft(state)
    lines = tuple(priced.values())
    on = desk.today
    if state["status"] == QuoteStatus.DRAFT:
        rates = await desk.books.current(reader)
    else:
        rates = await desk.books.version(reader, state["rate_card_version"])
        on = max((line.priced_on for line in lines), default=desk.today)
    found = await asyncio.to_thread(_propose, lines, rates, on)
    return found.to_document(internal=actor.can(Permission.VIEW_COSTS))


def _propose(lines: Sequence[PricedLine], rates: RateBook, on: date) -> ganging.Proposals:
    levels = (line.customer_level for line in lines if line.customer_level is not None)
    level = next(levels, None)
    return ganging.propose_gangs(
        [
            _gang_line(line.line, position)
            for position, line in enumerate(lines, 1)
            if line.line.kind is LineKind.PRODUCT
        ],
        rates,
        on=on,
        customer_level=None if level is None or rates.find_level(level) is None else level,
    )


def _gang_line(line: DraftLine, position: int) -> ganging.GangLine:
    chosen = line.selected
    return ganging.GangLine(
        key=str(line.id),
        position=position,
        title=line.title,
        spec=line.spec,
        quantity=None if chosen is None else chosen.quantity,
        optional=not line.counts,
        set_price=None if chosen is None else chosen.asked_price,
    )
