"""Where audit entries are added and read; nothing here changes one."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import case, func, select

from app.db import Session
from app.models.audit import AuditEntry
from app.repositories.base import containing


def add_entry(session: Session, entry: AuditEntry) -> None:
    """Put the entry into the transaction; it is written with the change that it tells of."""
    session.add(entry)


async def find_last(session: Session, entity: str, entity_id: UUID) -> AuditEntry | None:
    """Return the newest entry about a record, or None."""
    query = (
        select(AuditEntry)
        .where(AuditEntry.entity == entity, AuditEntry.entity_id == entity_id)
        .order_by(AuditEntry.id.desc())
        .limit(1)
    )
    return (await session.scalars(query)).first()


async def list_page(  # noqa: PLR0913 - each filter with its name
    session: Session,
    *,
    entity: str | None,
    entity_id: UUID | None,
    actor_id: UUID | None,
    action: str | None,
    words: Sequence[str],
    since: datetime | None,
    until: datetime | None,
    page: int,
    per_page: int,
) -> tuple[list[AuditEntry], int]:
    """Return one page of entries, the newest first, and how many there are."""
    query = select(AuditEntry)
    if entity is not None:
        query = query.where(AuditEntry.entity == entity)
    if entity_id is not None:
        query = query.where(AuditEntry.entity_id == entity_id)
    if actor_id is not None:
        query = query.where(AuditEntry.actor_id == actor_id)
    if action is not None:
        query = query.where(AuditEntry.action.startswith(action, autoescape=True))
    if since is not None:
        query = query.where(AuditEntry.at >= since)
    if until is not None:
        query = query.where(AuditEntry.at < until)
    said = func.concat_ws(" ", AuditEntry.entity_label, AuditEntry.actor_name, AuditEntry.action)
    # Folding accents costs ten times what finding does, and most entries have none.
    is_ascii = func.octet_length(said) == func.char_length(said)
    text = case((is_ascii, func.lower(said)), else_=func.forge_fold(said))
    for word in words:
        query = query.where(text.like(func.forge_fold(containing(word))))
    counted = select(func.count()).select_from(query.subquery())
    total = (await session.scalar(counted)) or 0
    rows = await session.scalars(
        query.order_by(AuditEntry.id.desc()).limit(per_page).offset((page - 1) * per_page)
    )
    return list(rows.all()), total
