"""Files renamed, moved to another line, taken away and brought back."""

from datetime import datetime
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor
from app.domain.errors import ConflictError, NotFoundError, PreconditionFailedError, ValidationError
from app.domain.files.kinds import MOST_FILES
from app.domain.files.names import clean_file_name, ending_of
from app.models.attachment import Attachment
from app.repositories import attachments as kept
from app.repositories.attachments import Home
from app.schemas.attachments import FileResponse, FileUpdate
from app.services import audit
from app.services.attachments.homes import FileNotFound, hold_home, home_of, record
from app.services.attachments.keeping import TooManyFiles, line_of
from app.services.attachments.showing import shown


class StaleFile(PreconditionFailedError):
    """Somebody changed this file meanwhile: look at it once more."""

    code = "file_changed"


class EvidenceStays(ConflictError):
    """This file proves an acceptance, so it stays as it is."""

    code = "file_is_evidence"


async def update_file(
    session: Session,
    actor: Actor,
    file_id: UUID,
    data: FileUpdate,
    *,
    version: int,
    now: datetime,
) -> FileResponse:
    """Rename a file, or move it to another line of its quote.

    Raises:
        PermissionDenied, NotYoursToDo, FileNotFound, HomeDeleted, StaleFile, EvidenceStays
        UnusableFileName: no name is left.
        ValidationError: its ending would change, or the quote has no such line.
    """
    file, home = await _hold(session, actor, file_id, version=version)
    was = await _told(session, home, file)
    if data.name is not None:
        name = clean_file_name(data.name)
        if ending_of(name) != ending_of(file.name):
            raise ValidationError.for_field(
                ("name",), f"Keep the ending .{ending_of(file.name)}: it says what the file is."
            )
        file.name = name
    if "line_id" in data.model_fields_set:
        file.line_id = await line_of(session, home_of(file), data.line_id)
    before, after = audit.changes(was, await _told(session, home, file))
    if after:
        file.version += 1
        await kept.attachments.flush(session)
        about = {"file_id": str(file.id), "name": file.name}
        record(
            session,
            actor,
            home,
            "file_changed",
            before=before,
            after={**about, **after},
            now=now,
        )
    return shown(await kept.describe(session, home, file))


async def delete_file(
    session: Session, actor: Actor, file_id: UUID, *, version: int, now: datetime
) -> FileResponse:
    """Take a file away; it can be brought back.

    Raises:
        PermissionDenied, NotYoursToDo, FileNotFound, HomeDeleted, StaleFile, EvidenceStays
    """
    file, home = await _hold(session, actor, file_id, version=version)
    file.version += 1
    await kept.attachments.tombstone(session, file, now=now)
    about = {"file_id": str(file.id), "name": file.name}
    record(session, actor, home, "file_deleted", before=about, after=about, now=now)
    return shown(await kept.describe(session, home, file))


async def restore_file(
    session: Session, actor: Actor, file_id: UUID, *, version: int, now: datetime
) -> FileResponse:
    """Bring a file back that was taken away; one that is there stays as it is.

    Raises:
        PermissionDenied, NotYoursToDo, FileNotFound, HomeDeleted, StaleFile, TooManyFiles
    """
    file, home = await _hold(session, actor, file_id, version=version, deleted=True)
    if file.deleted_at is not None:
        if await kept.count_of(session, home) >= MOST_FILES:
            raise TooManyFiles(TooManyFiles.__doc__ or "")
        file.deleted_at = None
        file.version += 1
        await kept.attachments.flush(session)
        about = {"file_id": str(file.id), "name": file.name}
        record(session, actor, home, "file_restored", before=None, after=about, now=now)
    return shown(await kept.describe(session, home, file))


async def _hold(
    session: Session, actor: Actor, file_id: UUID, *, version: int, deleted: bool = False
) -> tuple[Attachment, Home]:
    """Return a file for changing: what it belongs to is locked first, then the file itself."""
    found = await kept.attachments.find_any(session, file_id)
    if found is None or (found.deleted_at is not None and not deleted):
        raise FileNotFound(FileNotFound.__doc__ or "")
    try:
        home = await hold_home(session, actor, home_of(found))
    except NotFoundError as error:
        raise FileNotFound(FileNotFound.__doc__ or "") from error
    file = await kept.attachments.find_any(session, file_id, lock=True)
    if file is None or file.version != version:
        raise StaleFile(StaleFile.__doc__ or "")
    if file.acceptance_id is not None:
        raise EvidenceStays(EvidenceStays.__doc__ or "")
    return file, home


async def _told(session: Session, home: Home, file: Attachment) -> dict[str, str | None]:
    found = await kept.describe(session, home, file)
    return {"name": file.name, "line": None if found.line is None else found.line.title}
