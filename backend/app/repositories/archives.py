"""Every table as it leaves in an archive: page by page, of one moment, without secrets."""

import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Column, Table, select, tuple_, update

from app.db import Session
from app.models.archive import Archive
from app.models.attachment import Attachment
from app.models.base import Base
from app.models.document import StoredDocument
from app.models.quote import Quote
from app.repositories.base import Repository

archives: Final = Repository(Archive)

PAGE_ROWS: Final = 1_000
# Tables that say nothing of the shop's business, or nothing but what lets somebody in.
LEFT_OUT: Final[Mapping[str, str]] = {
    "forge_invitations": "one-time links that let people in",
    "forge_idempotency_keys": "answers kept for requests that come twice",
    "forge_search_words": "made anew from what is searched",
    "forge_audit_seals": "hashes of the audit log; verify it in place",
}
# Columns that are no part of what the shop wrote, by table.
COLUMNS_LEFT_OUT: Final[Mapping[str, frozenset[str]]] = {
    "forge_imports": frozenset({"rows"}),
    # The engine's whole answer is worked out again from specification and rates.
    "forge_line_quantities": frozenset({"estimate"}),
    # The text of an invitation lets its reader in until it has left.
    "forge_messages": frozenset({"body"}),
}
SECRET: Final = re.compile(r"password|token|secret|seed|pepper|totp|recovery|storage_key|epoch")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedFile:
    """A stored file: where it stands in the archive, and what finds its bytes."""

    path: str
    sha256: str | None = None
    storage_key: str | None = None


async def begin_snapshot(session: Session) -> None:
    """Let everything that this transaction reads be of one moment."""
    _ = await session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def tables() -> list[Table]:
    """Return the tables that an archive holds, in the order of their names."""
    found = Base.metadata.tables
    return [found[name] for name in sorted(found) if name not in LEFT_OUT]


def columns_of(table: Table) -> list[Column[Any]]:
    """Return the columns of a table that leave; what is made from others stays."""
    left_out = COLUMNS_LEFT_OUT.get(table.name, frozenset())
    return [
        column
        for column in table.columns
        if column.computed is None
        and column.name not in left_out
        and column.name != "search_text"
        and not SECRET.search(column.name)
    ]


async def read_pages(session: Session, table: Table) -> AsyncIterator[list[tuple[Any, ...]]]:
    """Yield a table's rows, page by page in the order of its key, with the columns that leave."""
    key = list(table.primary_key.columns)
    columns = columns_of(table)
    query = select(*columns, *key).order_by(*key).limit(PAGE_ROWS)
    after: tuple[object, ...] | None = None
    while True:
        page = query if after is None else query.where(tuple_(*key) > tuple_(*after))
        rows = (await session.execute(page)).all()
        if rows:
            yield [tuple(row)[: len(columns)] for row in rows]
        if len(rows) < PAGE_ROWS:
            return
        after = tuple(rows[-1])[len(columns) :]


async def list_files(session: Session) -> list[ArchivedFile]:
    """Return the stored documents and the files that people attached."""
    papers = await session.execute(
        select(
            Quote.base_number,
            StoredDocument.revision_number,
            StoredDocument.kind,
            StoredDocument.id,
            StoredDocument.sha256,
        )
        .join(Quote, Quote.id == StoredDocument.quote_id)
        .order_by(Quote.base_number, StoredDocument.revision_number, StoredDocument.id)
    )
    found = [
        ArchivedFile(
            path=f"documents/{row.base_number}Q-R{row.revision_number} {row.kind} {row.id}.pdf",
            sha256=row.sha256,
        )
        for row in papers
    ]
    attached = await session.execute(
        select(Attachment.id, Attachment.name, Attachment.storage_key).order_by(Attachment.id)
    )
    return [
        *found,
        *(
            ArchivedFile(path=f"files/{row.id} {_plain(row.name)}", storage_key=row.storage_key)
            for row in attached
        ),
    ]


def _plain(name: str) -> str:
    """Return a name that is one on every system and leads out of no folder."""
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", name)[:120]


async def find_open(session: Session) -> Archive | None:
    """Return an archive that is being made, or None."""
    query = archives.live().where(Archive.state.in_(("waiting", "making")))
    return await archives.first(session, query.order_by(Archive.created_at))


async def list_latest(session: Session, *, most: int) -> list[Archive]:
    """Return the archives asked for last."""
    query = archives.live().order_by(Archive.created_at.desc(), Archive.id).limit(most)
    return await archives.list_all(session, query)


async def expire(session: Session, *, now: datetime) -> list[str]:
    """Mark what was kept long enough as gone; return the keys of those archives."""
    keys = await session.scalars(
        update(Archive)
        .where(Archive.state == "ready", Archive.expires_at <= now)
        .values(state="gone")
        .returning(Archive.storage_key)
    )
    return list(keys.all())


async def set_progress(session: Session, archive: Archive, done: int, total: int) -> None:
    """Write how far an archive is."""
    await session.execute(
        update(Archive).where(Archive.id == archive.id).values(done=done, total=total)
    )
