"""Looking into files once they are kept, and what is made of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pydantic

from app.adapters.queue import INSPECT_FILE, enqueue
from app.adapters.uploads import UploadStore
from app.db import Session, SessionFactory
from app.domain.actor import Actor
from app.domain.errors import NotFoundError
from app.domain.files.kinds import Medium, medium_of
from app.models.attachment import Attachment
from app.repositories import attachments as kept
from app.schemas.attachments import FileFacts, FileResponse
from app.services.attachments.homes import FileNotFound, hold_home, home_of
from app.services.attachments.showing import see_file, shown

NOT_BELIEVED: Final = "This file could not be looked into: it is damaged."


class PictureNotFound(NotFoundError):
    """There is no picture of this page."""

    code = "picture_not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A file that waits to be looked into."""

    key: str
    medium: Medium


async def await_look(session: Session, file: Attachment) -> None:
    """Let the worker look into a file; what nobody looks into is left alone."""
    if medium_of(file.name) is None:
        return
    file.inspection = "pending"
    file.problem = ""
    await enqueue(session, INSPECT_FILE, file.id)


async def inspect_again(session: Session, actor: Actor, file_id: UUID) -> FileResponse:
    """Let the worker look once more into a file where that failed; else change nothing.

    Raises:
        PermissionDenied, NotYoursToDo, FileNotFound, HomeDeleted
    """
    found = await see_file(session, actor, file_id)
    home = await hold_home(session, actor, home_of(found))
    file = await kept.attachments.find(session, file_id, lock=True)
    if file is None:
        raise FileNotFound(FileNotFound.__doc__ or "")
    if file.inspection == "failed":
        await await_look(session, file)
        file.version += 1
        await kept.attachments.flush(session)
    return shown(await kept.describe(session, home, file))


async def find_waiting(session: Session, file_id: UUID) -> Waiting | None:
    """Return a file that still waits to be looked into."""
    file = await kept.attachments.find_any(session, file_id)
    if file is None or file.inspection != "pending":
        return None
    medium = medium_of(file.name)
    return None if medium is None else Waiting(key=file.storage_key, medium=medium)


async def record_look(
    session: Session,
    file_id: UUID,
    *,
    figures: dict[str, Any] | None,
    pages: int,
    problem: str,
) -> None:
    """Write down what a look into a file has found, as far as it can be believed."""
    file = await kept.attachments.find_any(session, file_id, lock=True)
    if file is None or file.inspection != "pending":
        return
    facts = None
    if figures is not None:
        try:
            facts = FileFacts.model_validate(figures)
        except pydantic.ValidationError:
            problem = NOT_BELIEVED
    file.facts = None if facts is None else facts.model_dump(mode="json")
    file.inspection = "failed" if facts is None else "ready"
    file.previews = 0 if facts is None else pages
    file.problem = problem
    await kept.attachments.flush(session)


async def open_picture(
    session: Session, actor: Actor, file_id: UUID, page: int, *, store: UploadStore
) -> Path:
    """Return where the picture of a file's page lies; page 0 is the small one of page 1.

    Raises:
        PermissionDenied, FileNotFound, PictureNotFound
    """
    file = await see_file(session, actor, file_id)
    path = store.picture_of(file.storage_key, page) if page <= file.previews else None
    if path is None:
        raise PictureNotFound(PictureNotFound.__doc__ or "")
    return path


async def sweep_files(sessions: SessionFactory, store: UploadStore, *, now: datetime) -> int:
    """Remove what lies in the store and belongs to nothing; return how many files."""

    async def known(keys: Sequence[str]) -> set[str]:
        # A transaction for each folder: none stays open while files are removed.
        async with sessions.begin() as session:
            return await kept.known_keys(session, keys)

    return await store.sweep(known, now=now)
