"""Looking into files that were sent up, and sweeping away what belongs to none."""

from uuid import UUID

import structlog

from app.adapters.inspection import Look, look_into
from app.domain.errors import UnavailableError
from app.services import attachments
from app.state import AppState

log = structlog.get_logger(__name__)


async def inspect_file(state: AppState, file_id: UUID) -> None:
    """Look into one file, outside any transaction; a file that was looked into stays as it is."""
    async with state.async_session_factory.begin() as session:
        waiting = await attachments.find_waiting(session, file_id)
    if waiting is None:
        return
    try:
        look = await look_into(state.uploads.path_of(waiting.key), waiting.medium)
        await state.uploads.keep_pictures(waiting.key, look.pictures)
    except UnavailableError as error:
        look = Look(problem=error.message)
    async with state.async_session_factory.begin() as session:
        await attachments.record_look(
            session,
            file_id,
            figures=look.figures,
            pages=max(look.pictures, default=0),
            problem=look.problem,
        )
    log.info("file_inspected", file_id=str(file_id), problem=look.problem)


async def sweep_files(state: AppState) -> None:
    """Remove what never arrived whole, and what a failed transaction left behind."""
    swept = await attachments.sweep_files(
        state.async_session_factory, state.uploads, now=state.clock()
    )
    log.info("files_swept", count=swept)
