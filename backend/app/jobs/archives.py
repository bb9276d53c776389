"""Archives of everything: made by the worker, and removed when they were kept long enough."""

from uuid import UUID

import structlog

from app.adapters.archives import ArchiveStore
from app.services import archives
from app.state import AppState

log = structlog.get_logger(__name__)


def storage_of(state: AppState) -> archives.Storage:
    """Return where what goes into an archive lies, and where it goes."""
    return archives.Storage(
        files=state.files,
        uploads=state.uploads,
        archives=ArchiveStore(state.settings.storage_dir),
    )


async def make_archive(state: AppState, archive_id: UUID) -> None:
    """Make one archive; what goes wrong stands on it."""
    try:
        await archives.make_archive(
            state.async_session_factory, storage_of(state), archive_id, now=state.clock()
        )
    except Exception:
        log.exception("archive_failed", archive_id=str(archive_id))


async def forget_archives(state: AppState) -> None:
    """Remove archives that were kept long enough."""
    async with state.async_session_factory.begin() as session:
        count = await archives.forget_archives(
            session, storage_of(state).archives, now=state.clock()
        )
    log.info("archives_forgotten", count=count)
