"""Files that come in: checked, and written in one transaction, with the progress told beside it."""

from datetime import timedelta
from uuid import UUID

import structlog
from pgqueuer.domain.errors import RetryRequested

from app.domain.days import shop_day
from app.domain.errors import AppError
from app.domain.imports.columns import ImportState
from app.services import imports
from app.services.customers import Moment
from app.state import AppState

log = structlog.get_logger(__name__)

RETRY = timedelta(seconds=2)
BROKEN = (
    "Nothing was imported: something went wrong in the middle of it. Check the file again, and if "
    "it stops again, show the administrator this page."
)


async def run_import(state: AppState, import_id: UUID) -> None:
    """Do the step that an import waits for; done already, it does nothing.

    Raises:
        RetryRequested: another import is being written; the queue runs this again in a moment.
    """
    now = state.clock()
    shop = await state.shop_board.look(state.reader)
    moment = Moment(now=now, today=shop_day(now, shop.time_zone))
    desk = imports.Desk(books=state.rate_books, moment=moment, habits=shop.habits)

    async def tell(done: int) -> None:
        # Beside the transaction that writes, so that it is seen while that one lasts.
        async with state.async_session_factory.begin() as session:
            await imports.show_progress(session, import_id, done)

    try:
        async with state.async_session_factory.begin() as session:
            step = await imports.next_step(session, import_id)
        if step is None:
            return
        async with state.async_session_factory.begin() as session:
            if step is ImportState.CHECKING:
                await imports.check_rows(session, import_id, desk=desk, tell=tell)
            else:
                await imports.write_rows(session, import_id, desk=desk, tell=tell)
    except imports.ImportMustWait as wait:
        raise RetryRequested(delay=RETRY, reason=wait.message) from wait
    except Exception as error:
        because = error.message if isinstance(error, AppError) else BROKEN
        log.exception("import_failed", import_id=str(import_id))
        async with state.async_session_factory.begin() as session:
            await imports.give_up(session, import_id, because=because)


async def forget_imports(state: AppState) -> None:
    """Drop the rows of files that nobody went on with."""
    async with state.async_session_factory.begin() as session:
        count = await imports.forget_imports(session, now=state.clock())
    log.info("imports_forgotten", count=count)
