"""Files as they are shown: listed, and opened."""

from pathlib import Path
from typing import cast
from uuid import UUID

from app.adapters.uploads import UploadStore
from app.db import Session
from app.domain.actor import Actor
from app.domain.errors import NotFoundError
from app.domain.estimating.spec import specification_from
from app.domain.files.comparing import Finding, compare
from app.domain.files.facts import describe, facts_from
from app.models.attachment import Attachment
from app.repositories import attachments as kept
from app.repositories.attachments import Filed
from app.schemas.attachments import (
    FileFacts,
    FileFinding,
    FileLine,
    FileList,
    FileResponse,
    FileUploader,
    Inspection,
)
from app.services.attachments.homes import Belongs, FileNotFound, home_of, see_home


async def list_files(session: Session, actor: Actor, belongs: Belongs) -> FileList:
    """Return the files of a quote or a customer, the newest first.

    Raises:
        PermissionDenied, QuoteNotFound, CustomerNotFound
    """
    home = await see_home(session, actor, belongs)
    return FileList(items=[shown(one) for one in await kept.list_of(session, home)])


async def open_file(
    session: Session, actor: Actor, file_id: UUID, *, store: UploadStore
) -> tuple[Attachment, Path]:
    """Return a file and where its bytes lie.

    Raises:
        PermissionDenied, FileNotFound, StoredFileMissing, StorageUnreadable
    """
    file = await see_file(session, actor, file_id)
    return file, store.path_of(file.storage_key)


async def see_file(session: Session, actor: Actor, file_id: UUID) -> Attachment:
    """Return a live file for who may see what it belongs to.

    Raises:
        PermissionDenied, FileNotFound
    """
    file = await kept.attachments.find(session, file_id)
    if file is None:
        raise FileNotFound(FileNotFound.__doc__ or "")
    try:
        await see_home(session, actor, home_of(file))
    except NotFoundError as error:
        raise FileNotFound(FileNotFound.__doc__ or "") from error
    return file


def shown(found: Filed) -> FileResponse:
    """Return a file as it is sent out, beside its line's specification as that stands now."""
    file, line = found.file, found.line
    facts = None if file.facts is None else facts_from(file.facts)
    findings: list[Finding] = []
    if facts is not None and line is not None and line.specification is not None:
        findings = compare(facts, specification_from(line.specification))
    return FileResponse(
        id=file.id,
        customer_id=file.customer_id,
        quote_id=file.quote_id,
        line=None
        if line is None
        else FileLine(id=line.id, position=line.position, title=line.title),
        name=file.name,
        media_type=file.media_type,
        size_bytes=file.size_bytes,
        sha256=file.sha256,
        uploaded_at=file.created_at,
        uploaded_by=FileUploader(id=file.uploaded_by, name=found.uploader),
        evidence=file.acceptance_id is not None,
        inspection=cast("Inspection", file.inspection),
        problem=file.problem,
        summary="" if facts is None else describe(facts),
        facts=None if file.facts is None else FileFacts.model_validate(file.facts),
        previews=file.previews,
        findings=[FileFinding.model_validate(one) for one in findings],
        version=file.version,
    )
