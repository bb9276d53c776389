"""Quotes that go out at their hour."""

from datetime import timedelta
from typing import Final
from uuid import UUID

import structlog
from pgqueuer.domain.errors import RetryRequested

from app.adapters.links import LinkKeys
from app.domain.actor import PermissionDenied
from app.domain.days import shop_day
from app.domain.errors import AppError, UnavailableError
from app.services import quotes, users
from app.state import AppState

RETRY: Final = timedelta(seconds=30)

log = structlog.get_logger(__name__)


async def send_scheduled(state: AppState, schedule_id: UUID) -> None:
    """Send a quote if its time has come and nothing is in the way; else say why it stayed.

    Raises:
        RetryRequested: it is early, or something does not answer; the queue runs this again.
    """
    now = state.clock()
    shop = await state.shop_board.look(state.reader)
    links = LinkKeys(state.settings.secret_key, state.settings.origin)
    desk = quotes.Desk(
        books=state.rate_books,
        files=state.files,
        shop=shop.profile,
        links=links,
        today=shop_day(now, shop.time_zone),
        habits=shop.habits,
    )
    try:
        async with state.async_session_factory.begin() as session:
            row = await quotes.find_scheduled(session, schedule_id)
            if row is None:
                return
            if row.send_at > now:
                raise RetryRequested(delay=row.send_at - now, reason="not due yet")
            actor = await users.find_actor(state.reader, row.asked_by)
            if actor is None:
                raise PermissionDenied(
                    "Whoever scheduled this quote does not work here any more. Send it yourself."
                )
            await quotes.send_scheduled(session, actor, row, desk=desk, now=now)
    except UnavailableError as error:
        raise RetryRequested(delay=RETRY, reason=error.message) from error
    except AppError as refusal:
        # All of the try is undone by now: only the reason is written down.
        log.warning("scheduled_quote_stayed", schedule_id=str(schedule_id), code=refusal.code)
        async with state.async_session_factory.begin() as session:
            await quotes.stop_scheduled(session, schedule_id, refusal, origin=links.origin, now=now)
