"""Asking for an archive, seeing how far it is, fetching it while it is kept."""

from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

from app.adapters.archives import ArchiveStore
from app.adapters.queue import MAKE_ARCHIVE, enqueue
from app.db import Session
from app.domain.actor import Actor
from app.domain.errors import NotFoundError
from app.domain.permissions import Permission
from app.models.archive import Archive
from app.repositories import archives as kept
from app.services import audit

SHOWN: Final = 20


class ArchiveNotReady(NotFoundError):
    """This archive is not there: it is still being made, or was kept long enough. Ask for one."""

    code = "archive_not_ready"


async def ask_for_archive(session: Session, actor: Actor, *, now: datetime) -> Archive:
    """Have an archive made by the worker; one that is being made already is answered again.

    Raises:
        PermissionDenied: only who runs the system takes everything with them.
    """
    _require(actor)
    open_one = await kept.find_open(session)
    if open_one is not None:
        return open_one
    archive = Archive(
        id=uuid4(), state="waiting", asked_by=actor.user_id, storage_key=ArchiveStore.draw_key()
    )
    await kept.archives.add(session, archive)
    audit.record(
        session,
        actor,
        "archive.asked_for",
        entity="archive",
        entity_id=archive.id,
        label="Everything",
        now=now,
    )
    await enqueue(session, MAKE_ARCHIVE, archive.id)
    return archive


async def list_archives(session: Session, actor: Actor) -> list[Archive]:
    """Return the archives asked for last."""
    _require(actor)
    return await kept.list_latest(session, most=SHOWN)


async def find_file(
    session: Session, actor: Actor, archive_id: UUID, store: ArchiveStore
) -> tuple[Path, str]:
    """Return where an archive lies, and what to call it.

    Raises:
        PermissionDenied: only who runs the system takes everything with them.
        ArchiveNotReady: it is not there yet, or not any more.
    """
    _require(actor)
    archive = await kept.archives.find(session, archive_id)
    if archive is None or archive.state != "ready":
        raise ArchiveNotReady(ArchiveNotReady.__doc__ or "")
    path = store.path_of(archive.storage_key)
    if not path.is_file():
        raise ArchiveNotReady(ArchiveNotReady.__doc__ or "")
    return path, f"patriotforge-{archive.created_at:%Y-%m-%d}.zip"


async def forget_archives(session: Session, store: ArchiveStore, *, now: datetime) -> int:
    """Remove archives that were kept long enough; return how many."""
    keys = await kept.expire(session, now=now)
    for key in keys:
        await store.forget(key)
    return len(keys)


def _require(actor: Actor) -> None:
    actor.require(Permission.READ_EXPORTS)
    actor.require(Permission.MANAGE_SETTINGS)
