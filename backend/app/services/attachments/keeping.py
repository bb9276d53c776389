"""Taking a file in: streamed, counted, recognised, and then written down."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.adapters.uploads import UploadStore, new_key, recognise
from app.db import Reader, Session
from app.domain.actor import Actor
from app.domain.errors import ConflictError, ValidationError
from app.domain.files.kinds import (
    LARGEST_FILE,
    MOST_FILES,
    FileTooLarge,
    kind_of,
    require_content,
)
from app.domain.files.names import clean_file_name
from app.models.attachment import Attachment
from app.repositories import attachments as kept
from app.schemas.attachments import FileResponse
from app.services import idempotency
from app.services.attachments.homes import QUOTE, Belongs, hold_home, record
from app.services.attachments.inspecting import await_look
from app.services.attachments.showing import shown


class TooManyFiles(ConflictError):
    """There are 200 files here already: delete those that nobody needs."""

    code = "too_many_files"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file on its way: what its sender says of it, and its bytes as they arrive.

    ``announced`` is its size in bytes, where the sender tells it beforehand. ``key`` makes sending
    it twice the same as sending it once.
    """

    name: str
    declared: str
    announced: int | None
    chunks: AsyncIterator[bytes]
    line_id: UUID | None = None
    key: str | None = None


async def add_file(
    reader: Reader,
    session: Session,
    actor: Actor,
    belongs: Belongs,
    upload: Upload,
    *,
    store: UploadStore,
    now: datetime,
) -> FileResponse:
    """Keep a file with a quote or a customer.

    Who may not is told before a byte is read, and no connection of the database waits while the
    file arrives.

    Raises:
        PermissionDenied, NotYoursToDo, QuoteNotFound, CustomerNotFound, HomeDeleted
        UnusableFileName, FileTypeRefused, FileTooLarge, UploadBroken
        ValidationError: the quote has no such line.
        TooManyFiles, KeyReused, StorageFull, StorageUnwritable
    """
    await hold_home(reader, actor, belongs, lock=False)
    name = clean_file_name(upload.name)
    kind = kind_of(name, upload.declared)
    if upload.announced is not None and upload.announced > LARGEST_FILE:
        raise FileTooLarge(FileTooLarge.__doc__ or "")
    async with store.receive(upload.chunks) as incoming:
        require_content(name, kind, await recognise(incoming.path))
        asked = {
            "do": f"{belongs.kind}.add_file",
            "of": belongs.id,
            "line": upload.line_id,
            "name": name,
            "sha256": incoming.sha256,
        }
        once, answered = await idempotency.claim(session, actor, upload.key, asked)
        if answered is not None:
            return FileResponse.model_validate(answered)
        file = Attachment(
            name=name,
            media_type=kind.media_type,
            size_bytes=incoming.size,
            sha256=incoming.sha256,
            storage_key=new_key(),
            uploaded_by=actor.user_id,
        )
        answer = await _write_down(session, actor, belongs, file, upload.line_id, now=now)
        await once.keep(session, answer.model_dump(mode="json"))
        # Last of all: what fails before leaves nothing, and what fails after is swept away.
        await store.keep(incoming, file.storage_key)
    return answer


async def _write_down(
    session: Session,
    actor: Actor,
    belongs: Belongs,
    file: Attachment,
    line_id: UUID | None,
    *,
    now: datetime,
) -> FileResponse:
    home = await hold_home(session, actor, belongs)
    if await kept.count_of(session, home) >= MOST_FILES:
        raise TooManyFiles(TooManyFiles.__doc__ or "")
    if belongs.kind == QUOTE:
        file.quote_id = belongs.id
    else:
        file.customer_id = belongs.id
    file.line_id = await line_of(session, belongs, line_id)
    await kept.attachments.add(session, file)
    await await_look(session, file)
    found = await kept.describe(session, home, file)
    facts = {
        "file_id": str(file.id),
        "name": file.name,
        "size_bytes": file.size_bytes,
        "sha256": file.sha256,
        "line": None if found.line is None else found.line.title,
    }
    record(session, actor, home, "file_added", after=facts, now=now)
    return shown(found)


async def line_of(session: Session, belongs: Belongs, line_id: UUID | None) -> UUID | None:
    """Return under which id a line keeps its files through all revisions.

    Raises:
        ValidationError: the quote has no such line.
    """
    if line_id is None:
        return None
    line = await kept.find_line(session, belongs.id, line_id) if belongs.kind == QUOTE else None
    if line is None:
        raise ValidationError.for_field(("line_id",), "This quote has no such line.")
    return line.origin_id
