"""The nightly work on quotes."""

import structlog

from app.domain.days import shop_day
from app.services import quotes
from app.state import AppState

log = structlog.get_logger(__name__)


async def expire_quotes(state: AppState) -> int:
    """Expire every sent quote whose last day is over in the shop; return how many.

    A batch is a transaction, so a long list holds no lock for long and loses nothing when it stops.
    """
    now = state.clock()
    shop = await state.shop_board.look(state.reader)
    today = shop_day(now, shop.time_zone)
    expired = 0
    while True:
        async with state.async_session_factory.begin() as session:
            batch = await quotes.expire_overdue_quotes(
                session, today=today, origin=state.settings.origin.rstrip("/"), now=now
            )
        expired += batch
        if batch == 0:
            break
    log.info("quotes_expired", count=expired)
    return expired
