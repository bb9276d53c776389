"""Where audit entries are added and read; nothing here changes one."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import case, func, select, text

from app.db import Session
from app.models.audit import AuditEntry
from app.repositories.base import containing

SEALS_AT_ONCE: Final = 5_000

# The seals' own trigger hashes the same text. It is asked for here, and hashed by us, because who
# can change a row can change a function of the database too.
_SEALS: Final = text("""
  SELECT s.position, s.entry_id, s.hash, CASE WHEN e.id IS NOT NULL THEN
    convert_to(jsonb_build_array(
      e.id,
      to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'),
      to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'),
      e.actor_id, e.actor_name, e.action, e.entity, e.entity_id,
      e.entity_label, e.before, e.after, e.address)::text, 'UTF8') END AS content
  FROM forge_audit_seals s LEFT JOIN forge_audit_entries e ON e.id = s.entry_id
  WHERE s.position > :after ORDER BY s.position LIMIT :most
""")
_UNSEALED: Final = text("""
  SELECT min(e.id) FROM forge_audit_entries e
  WHERE NOT EXISTS (SELECT FROM forge_audit_seals s WHERE s.entry_id = e.id)
""")


@dataclass(frozen=True, slots=True)
class SealedEntry:
    """A seal with what its entry says now; ``content`` is None where the entry is gone."""

    position: int
    entry_id: int
    hash: bytes
    content: bytes | None


async def read_seals(
    session: Session, *, at_once: int = SEALS_AT_ONCE
) -> AsyncIterator[SealedEntry]:
    """Yield every seal in the order of the chain."""
    after = 0
    while True:
        rows = (await session.execute(_SEALS, {"after": after, "most": at_once})).all()
        for row in rows:
            yield SealedEntry(row.position, row.entry_id, row.hash, row.content)
        if len(rows) < at_once:
            return
        after = rows[-1].position


async def find_unsealed(session: Session) -> int | None:
    """Return the first entry that the chain does not know, or None."""
    found: int | None = await session.scalar(_UNSEALED)
    return found


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
