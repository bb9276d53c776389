"""The hourly look at sent quotes: who is reminded, and whose owner is told that time runs out."""

from zoneinfo import ZoneInfo

import structlog

from app.domain.days import shop_day
from app.services import follow_up
from app.services.follow_up import Moment
from app.state import AppState

log = structlog.get_logger(__name__)

# A reminder arrives while somebody is there to answer the telephone.
OPENS, CLOSES = 9, 17


async def follow_quotes_up(state: AppState) -> dict[str, int]:
    """Take every step that is due, on a day on which the shop works and in its office hours.

    Each quote is a transaction of its own: what one refuses does not hold up the next, and what
    two workers try at once happens once.

    Returns:
        How many customers were reminded (``sent``), owners told to call (``told``), and owners told
        of a last day (``expiring``).
    """
    shop = await state.shop_board.look(state.reader)
    now = state.clock()
    moment = Moment(
        now=now,
        today=shop_day(now, shop.time_zone),
        time_zone=shop.time_zone,
        origin=state.settings.origin.rstrip("/"),
    )
    done = {"sent": 0, "told": 0, "expiring": 0}
    hour = now.astimezone(ZoneInfo(shop.time_zone)).hour
    if not shop.week.is_open(moment.today) or not OPENS <= hour < CLOSES:
        return done
    async with state.async_session_factory.begin() as session:
        found = await follow_up.list_due(session, moment=moment)
    for quote_id in found:
        async with state.async_session_factory.begin() as session:
            outcome = await follow_up.take_due_step(session, quote_id, moment=moment)
        if outcome is not None:
            done[outcome] += 1
        async with state.async_session_factory.begin() as session:
            done["expiring"] += await follow_up.tell_expiring(session, quote_id, moment=moment)
    log.info("quotes_followed_up", **done)
    return done
