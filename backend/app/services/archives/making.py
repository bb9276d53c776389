"""Making an archive: tables as CSV of one moment, stored files, and a manifest of their hashes."""

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from app.adapters.archives import ArchiveStore, Finished
from app.adapters.files import FileStore
from app.adapters.uploads import UploadStore
from app.db import Session, SessionFactory
from app.domain.actor import SystemActor
from app.domain.errors import AppError
from app.repositories import archives as kept
from app.services import audit

KEPT_FOR: Final = timedelta(days=7)
ABOUT: Final = (
    "Everything that this shop has written, a table a file, and the files that it keeps. "
    "Passwords, links that let people in, and what is worked out anew from the rest are left out."
)
# What people call a column whose name is the program's own.
WORDS: Final = {
    "base_number": "Number",
    "current_revision": "Revision",
    "gsm": "gsm",
    "sha256": "SHA-256",
    "document_sha256": "SHA-256 of the document",
    "typed_price": "Price typed by hand",
    "typed_unit_price": "Unit price typed by hand",
    "work": "Job ticket",
    "body": "Content",
}

type Tell = Callable[[int, int], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Storage:
    """Where stored documents, uploads and archives lie."""

    files: FileStore
    uploads: UploadStore
    archives: ArchiveStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An archive that is whole; ``missing`` are stored files that could not be put in."""

    finished: Finished
    missing: Sequence[str]


async def write_archive(
    factory: SessionFactory, storage: Storage, target: Path, *, by: str, now: datetime, tell: Tell
) -> Made:
    """Write everything into one ZIP at ``target``; an archive that fails leaves no file.

    Raises:
        StorageFull, StorageUnwritable
    """
    missing: list[str] = []
    with storage.archives.begin(target) as (writer, file):
        tables = kept.tables()
        async with factory.begin() as session:
            await kept.begin_snapshot(session)
            files = await kept.list_files(session)
            total = len(tables) + len(files)
            for done, table in enumerate(tables):
                await tell(done, total)
                header = [_word(column.name) for column in kept.columns_of(table)]
                path = f"tables/{table.name.removeprefix('forge_')}.csv"
                async with writer.table(path, header) as written:
                    async for page in kept.read_pages(session, table):
                        await written.add([[_text(value) for value in row] for row in page])
        for done, one in enumerate(files, len(tables)):
            await tell(done, total)
            try:
                if one.storage_key is not None:
                    await writer.add_file(one.path, storage.uploads.path_of(one.storage_key))
                elif one.sha256 is not None:
                    await writer.add_bytes(one.path, await storage.files.read(one.sha256))
            except AppError as error:
                missing.append(f"{one.path}: {error.message}")
        about: dict[str, Any] = {
            "about": ABOUT,
            "made_at": now.isoformat(),
            "made_by": by,
            "left_out": dict(kept.LEFT_OUT),
            "missing": missing,
        }
        finished = await storage.archives.finish(writer, file, target, about)
    return Made(finished=finished, missing=missing)


async def make_archive(
    factory: SessionFactory, storage: Storage, archive_id: UUID, *, now: datetime
) -> None:
    """Make an archive that was asked for; one that is made already is left as it is."""
    async with factory.begin() as session:
        archive = await kept.archives.find(session, archive_id, lock=True)
        if archive is None or archive.state not in {"waiting", "making"}:
            return
        archive.state = "making"
        key = archive.storage_key

    async def tell(done: int, total: int) -> None:
        async with factory.begin() as session:
            await kept.set_progress(session, archive, done, total)

    try:
        made = await write_archive(
            factory, storage, storage.archives.path_of(key), by="PatriotForge", now=now, tell=tell
        )
    except Exception as error:
        async with factory.begin() as session:
            await _end(session, archive_id, problem=_why(error))
        raise
    async with factory.begin() as session:
        await _end(session, archive_id, made=made, now=now)


async def _end(
    session: Session,
    archive_id: UUID,
    *,
    made: Made | None = None,
    problem: str | None = None,
    now: datetime | None = None,
) -> None:
    archive = await kept.archives.find(session, archive_id, lock=True)
    if archive is None:
        return
    archive.problem = problem
    archive.state = "failed"
    if made is not None and now is not None:
        archive.state = "ready"
        archive.done = archive.total
        archive.size_bytes, archive.sha256 = made.finished.size, made.finished.sha256
        archive.expires_at = now + KEPT_FOR
        if made.missing:
            archive.problem = (
                f"{len(made.missing)} stored files could not be read; the manifest names them."
            )
        audit.record(
            session,
            SystemActor(),
            "archive.made",
            entity="archive",
            entity_id=archive.id,
            label="Everything",
            after={"sha256": archive.sha256, "size": archive.size_bytes},
            now=now,
        )
    await kept.archives.flush(session)


def _why(error: Exception) -> str:
    if isinstance(error, AppError):
        return error.message
    return "Something went wrong while it was made: ask for it again."


def _word(column: str) -> str:
    return WORDS.get(column, column.replace("_", " ").capitalize().replace(" id", " ID"))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(value)
