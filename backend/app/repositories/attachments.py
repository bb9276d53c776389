"""Where files are written down, and whom they belong to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, and_, func, select, text

from app.db import Reader, Session
from app.models.attachment import Attachment
from app.models.quote import Acceptance, Quote, QuoteLine, QuoteRevision
from app.models.user import User
from app.repositories.base import Repository

attachments: Final = Repository(Attachment)

_HOMES: Final = {
    "quote": (
        "SELECT q.id, q.base_number::text, q.owner_id, q.deleted_at IS NOT NULL, "
        "q.current_revision FROM forge_quotes q WHERE q.id = :id"
    ),
    "customer": (
        "SELECT c.id, c.name, c.owner_id, c.deleted_at IS NOT NULL, 0 "
        "FROM forge_customers c WHERE c.id = :id"
    ),
}
# The line of the quote's current revision that a file's line has become.
_ORIGIN: Final = func.coalesce(QuoteLine.origin_id, QuoteLine.id)


@dataclass(frozen=True, slots=True)
class Home:
    """The quote or customer that files belong to; ``label`` is its base number or name."""

    kind: str
    id: UUID
    label: str
    owner_id: UUID | None
    deleted: bool
    revision: int


@dataclass(frozen=True, slots=True)
class FiledLine:
    """A line of a quote's current revision; ``origin_id`` stays the same in every revision."""

    origin_id: UUID
    id: UUID
    position: int
    title: str
    specification: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Filed:
    """One file with who sent it up and the line that it belongs to, if any."""

    file: Attachment
    uploader: str
    line: FiledLine | None


async def find_home(
    source: Session | Reader, kind: str, home_id: UUID, *, lock: bool = False
) -> Home | None:
    """Return the quote or customer, deleted or not; ``lock`` holds it to the end."""
    statement = text(_HOMES[kind] + (" FOR UPDATE" if lock else ""))
    row: Any
    if isinstance(source, Reader):
        row = await source.first(statement, {"id": home_id})
    else:
        row = (await source.execute(statement, {"id": home_id})).first()
    return None if row is None else Home(kind, *row)


async def find_line(session: Session, quote_id: UUID, line_id: UUID) -> FiledLine | None:
    """Return a line of the quote's current revision."""
    return next((one for one in await _lines_of(session, quote_id) if one.id == line_id), None)


async def count_of(session: Session, home: Home) -> int:
    """Return how many live files there are."""
    query = select(func.count()).select_from(_live_of(home).subquery())
    return (await session.scalar(query)) or 0


async def list_of(session: Session, home: Home) -> list[Filed]:
    """Return the live files, the newest first."""
    files = await attachments.list_all(
        session, _live_of(home).order_by(Attachment.created_at.desc(), Attachment.id)
    )
    return await _filed(session, home, files)


async def list_of_quote(session: Session, quote_id: UUID) -> list[Filed]:
    """Return the live files of a quote, the newest first; none where there is no such quote."""
    home = await find_home(session, "quote", quote_id)
    return [] if home is None else await list_of(session, home)


async def find_acceptance(session: Session, quote_id: UUID) -> UUID | None:
    """Return the acceptance of a quote, if it has one."""
    query = select(Acceptance.id).where(
        Acceptance.quote_id == quote_id, Acceptance.deleted_at.is_(None)
    )
    return await session.scalar(query)


async def describe(session: Session, home: Home, file: Attachment) -> Filed:
    """Return one file as a list shows it."""
    return (await _filed(session, home, [file]))[0]


async def known_keys(session: Session, keys: Sequence[str]) -> set[str]:
    """Return which of the storage keys are of a file, deleted or not."""
    query = select(Attachment.storage_key).where(Attachment.storage_key.in_(keys))
    return set((await session.scalars(query)).all())


def _live_of(home: Home) -> Select[Attachment]:
    column = Attachment.quote_id if home.kind == "quote" else Attachment.customer_id
    return attachments.live().where(column == home.id)


async def _filed(session: Session, home: Home, files: Sequence[Attachment]) -> list[Filed]:
    people = {one.uploaded_by for one in files}
    found = await session.execute(select(User.id, User.name).where(User.id.in_(people)))
    names = {row.id: row.name for row in found}
    lines: dict[UUID, FiledLine] = {}
    if home.kind == "quote" and any(one.line_id for one in files):
        lines = {one.origin_id: one for one in await _lines_of(session, home.id)}
    return [
        Filed(one, names[one.uploaded_by], None if one.line_id is None else lines.get(one.line_id))
        for one in files
    ]


async def _lines_of(session: Session, quote_id: UUID) -> list[FiledLine]:
    query = (
        select(_ORIGIN, QuoteLine.id, QuoteLine.position, QuoteLine.title, QuoteLine.specification)
        .join(QuoteRevision, QuoteRevision.id == QuoteLine.revision_id)
        .join(
            Quote,
            and_(
                Quote.id == QuoteRevision.quote_id, Quote.current_revision == QuoteRevision.number
            ),
        )
        .where(
            Quote.id == quote_id,
            QuoteRevision.deleted_at.is_(None),
            QuoteLine.deleted_at.is_(None),
        )
    )
    return [FiledLine(*row) for row in await session.execute(query)]
