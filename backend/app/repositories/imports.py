"""Where imports are kept, and the mappings that are remembered for the next one."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import Select, func, select, update
from sqlalchemy.dialects.postgresql import insert

from app.db import Session
from app.models.imports import Import, ImportedQuote, ImportMapping
from app.models.quote import Quote
from app.models.user import User
from app.repositories.base import Repository

imports: Final = Repository(Import)

# One import writes at a time: the second must see what the first one added.
_TURN: Final = 6_076_826_513


async def take_turn(session: Session) -> bool:
    """Take the turn to write until the transaction ends; return whether it was free."""
    return bool(await session.scalar(select(func.pg_try_advisory_xact_lock(_TURN))))


def listing(kinds: Sequence[str], created_by: UUID | None) -> Select[Import]:
    """Return the query of imports of some kinds, the newest first: one person's, or everybody's."""
    query = imports.live().where(Import.kind.in_(kinds))
    if created_by is not None:
        query = query.where(Import.created_by == created_by)
    return query.order_by(Import.created_at.desc(), Import.id)


async def read_rows(session: Session, import_id: UUID) -> list[tuple[int, list[str]]] | None:
    """Return an import's rows, or None where they are gone."""
    rows = await session.scalar(select(Import.rows).where(Import.id == import_id))
    return None if rows is None else [(number, cells) for number, cells in rows]


async def set_progress(session: Session, import_id: UUID, done: int) -> None:
    """Write how many rows are done, without touching the version."""
    await session.execute(update(Import).where(Import.id == import_id).values(done=done))


async def find_applied(session: Session, kind: str, sha256: str) -> Import | None:
    """Return the last import of the very same file that was applied, or None."""
    query = (
        imports.live()
        .where(Import.kind == kind, Import.sha256 == sha256, Import.state == "applied")
        .order_by(Import.applied_at.desc())
    )
    return await imports.first(session, query)


async def forget_rows(session: Session, *, before: datetime) -> int:
    """Drop the rows of imports that nobody went on with; return how many they were."""
    forgotten = await session.scalars(
        update(Import)
        .where(
            Import.rows.is_not(None),
            Import.state.in_(("mapping", "checked", "failed")),
            Import.updated_at < before,
        )
        .values(rows=None, state="cancelled", version=Import.version + 1)
        .returning(Import.id)
    )
    return len(forgotten.all())


async def find_mapping(session: Session, kind: str) -> Mapping[str, str | None]:
    """Return the remembered field of each plain header of a kind."""
    fields = await session.scalar(select(ImportMapping.fields).where(ImportMapping.kind == kind))
    return fields or {}


async def remember_mapping(session: Session, kind: str, fields: Mapping[str, str | None]) -> None:
    """Remember how headers were mapped; headers of other files stay as they were remembered."""
    row = insert(ImportMapping).values(kind=kind, fields=dict(fields), id=func.gen_random_uuid())
    await session.execute(
        row.on_conflict_do_update(
            index_elements=[ImportMapping.kind],
            set_={"fields": ImportMapping.fields.op("||")(row.excluded.fields)},
        )
    )


async def names_of(session: Session, user_ids: set[UUID]) -> dict[UUID, str]:
    """Return what these people are called."""
    rows = await session.execute(select(User.id, User.name).where(User.id.in_(user_ids)))
    return {row[0]: row[1] for row in rows}


async def find_person(session: Session, user_id: UUID) -> User | None:
    """Return a person who still works here, or None."""
    query = select(User).where(
        User.id == user_id, User.deleted_at.is_(None), User.is_active.is_(True)
    )
    return (await session.scalars(query)).first()


async def read_references(session: Session) -> dict[str, tuple[UUID, int]]:
    """Return of every quote that came in its id and number, by its number elsewhere, folded."""
    rows = await session.execute(
        select(ImportedQuote.reference, Quote.id, Quote.base_number).join(
            Quote, Quote.id == ImportedQuote.quote_id
        )
    )
    return {row[0].casefold(): (row[1], row[2]) for row in rows}


async def keep_references(session: Session, rows: Sequence[ImportedQuote]) -> None:
    """Remember under which numbers these quotes came in."""
    session.add_all(rows)
    await session.flush()
