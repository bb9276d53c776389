"""Files that prove something, and files that something is made from."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor
from app.domain.errors import ValidationError
from app.domain.files.kinds import is_artwork
from app.repositories import attachments as kept
from app.services.attachments.homes import QUOTE, Belongs, record, see_home


async def keep_as_evidence(
    session: Session, actor: Actor, quote_id: UUID, file_ids: Sequence[UUID], *, now: datetime
) -> None:
    """Let files of an accepted quote belong to its acceptance for ever.

    Raises:
        PermissionDenied, QuoteNotFound
        ValidationError: the quote has no such file, or it proves another acceptance already.
    """
    home = await see_home(session, actor, Belongs(QUOTE, quote_id))
    acceptance_id = await kept.find_acceptance(session, quote_id)
    for place, file_id in enumerate(file_ids):
        file = await kept.attachments.find(session, file_id, lock=True)
        if file is None or file.quote_id != quote_id:
            raise ValidationError.for_field(
                ("evidence_ids", place), "This quote has no such file: add it again."
            )
        if file.acceptance_id not in {None, acceptance_id}:
            raise ValidationError.for_field(
                ("evidence_ids", place), "This file proves an earlier acceptance already."
            )
        file.acceptance_id = acceptance_id
        file.version += 1
        about = {"file_id": str(file.id), "name": file.name, "sha256": file.sha256}
        record(session, actor, home, "file_proves", after=about, now=now)
    await kept.attachments.flush(session)


async def artwork_of(session: Session, quote_id: UUID) -> dict[str, list[str]]:
    """Return the names of the artwork of each line, by the line's id, the oldest first."""
    found: dict[str, list[str]] = {}
    for one in reversed(await kept.list_of_quote(session, quote_id)):
        if one.line is not None and is_artwork(one.file.name):
            found.setdefault(str(one.line.id), []).append(one.file.name)
    return found
