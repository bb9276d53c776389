"""The steps that a person takes: upload, map and check, apply, cancel."""

import asyncio
import hashlib
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from app.adapters.queue import RUN_IMPORT, enqueue
from app.adapters.spreadsheets import IMPORT, UnreadableTable, read_numbered
from app.db import Session
from app.domain.actor import Actor
from app.domain.imports.columns import Duplicates, ImportState, guess_mapping, plain
from app.models.imports import Import
from app.repositories import imports as kept
from app.schemas import imports as wire
from app.services import audit, idempotency
from app.services.imports.desk import (
    ENTITY,
    ImportHasProblems,
    ImportNotReady,
    ImportOver,
    ImportRepeated,
    check_mapping,
    header_of,
    hold_import,
    kind_of,
)
from app.services.imports.reading import present

SAMPLES: Final = 4
LONGEST_SAMPLE: Final = 80
# A failed one still has its rows: it can be checked, and so tried, again.
OPEN: Final = frozenset(
    {ImportState.MAPPING, ImportState.CHECKING, ImportState.CHECKED, ImportState.FAILED}
)


async def upload_import(
    session: Session,
    actor: Actor,
    query: wire.UploadQuery,
    content: bytes,
    *,
    key: str | None,
    now: datetime,
) -> wire.ImportResponse:
    """Read a file, guess what its columns fill, and keep its rows until they are mapped.

    Raises:
        PermissionDenied: the role may not write what the file holds.
        UnreadableTable: it is no table.
        TableTooLarge: it holds more than is imported at once.
        KeyReused: the idempotency key belongs to another request.
    """
    kind = kind_of(actor, query.kind)
    sha256 = hashlib.sha256(content).hexdigest()
    asked = {"do": "import.upload", "sha256": sha256, **query.model_dump(mode="json")}
    once, answered = await idempotency.claim(session, actor, key, asked)
    if answered is not None:
        return await present(session, await _again(session, answered))
    table = await asyncio.to_thread(read_numbered, content, IMPORT)
    if len(table) < 2:  # noqa: PLR2004 - a header and one row
        raise UnreadableTable("This table has no rows under its header.")
    (_, cells), *rows = table
    header = header_of(cells, max(len(row) for _, row in table))
    remembered = await kept.find_mapping(session, kind.name)
    found = Import(
        id=uuid4(),
        kind=kind.name,
        file_name=query.name,
        size_bytes=len(content),
        sha256=sha256,
        state=ImportState.MAPPING,
        created_by=actor.user_id,
        address=actor.address,
        header=header,
        samples=[[cell[:LONGEST_SAMPLE] for cell in row] for _, row in rows[:SAMPLES]],
        row_count=len(rows),
        mapping=guess_mapping(header, kind.fields, remembered),
        rows=[[number, row] for number, row in rows],
    )
    await kept.imports.add(session, found)
    _tell(session, actor, found, "uploaded", {"file": query.name, "rows": len(rows)}, now)
    await once.keep(session, {"id": str(found.id)})
    return await present(session, found)


async def check_import(
    session: Session,
    actor: Actor,
    import_id: UUID,
    data: wire.ImportMappingInput,
    *,
    version: int,
) -> wire.ImportResponse:
    """Take the mapping and have every cell checked by the worker.

    Raises:
        ImportNotFound, StaleImport
        ImportOver: it was applied, cancelled or given up.
        WrongMapping: a column fills nothing that there is, or a required field has no column.
    """
    found = await hold_import(session, actor, import_id, version=version)
    if found.state not in OPEN:
        raise ImportOver(ImportOver.__doc__ or "")
    kind = kind_of(actor, found.kind)
    check_mapping(data.mapping, found.header, kind.fields)
    found.mapping = list(data.mapping)
    found.duplicates = data.duplicates
    await kept.remember_mapping(
        session,
        kind.name,
        {
            plain(header): name
            for header, name in zip(found.header, data.mapping, strict=True)
            if plain(header)
        },
    )
    await _hand_over(session, found, ImportState.CHECKING)
    return await present(session, found)


async def apply_import(
    session: Session, actor: Actor, import_id: UUID, *, version: int
) -> wire.ImportResponse:
    """Have all of it written by the worker, or nothing.

    Asked again while it is written or after, it answers how it stands and starts nothing.

    Raises:
        ImportNotFound, StaleImport
        ImportNotReady: it was not checked.
        ImportHasProblems: the check found bad cells.
        ImportRepeated: the same file was applied before, and this would add everything again.
    """
    found = await hold_import(session, actor, import_id, version=version)
    if found.state in {ImportState.APPLYING, ImportState.APPLIED}:
        return await present(session, found)
    if found.state != ImportState.CHECKED or found.report is None:
        raise ImportNotReady(ImportNotReady.__doc__ or "")
    if found.report["problem_count"]:
        raise ImportHasProblems(
            ImportHasProblems.__doc__ or "", {"count": found.report["problem_count"]}
        )
    before = await kept.find_applied(session, found.kind, found.sha256)
    if before is not None and found.duplicates == Duplicates.CREATE:
        raise ImportRepeated(ImportRepeated.__doc__ or "")
    await _hand_over(session, found, ImportState.APPLYING)
    return await present(session, found)


async def cancel_import(
    session: Session, actor: Actor, import_id: UUID, *, version: int, now: datetime
) -> wire.ImportResponse:
    """Drop the file before anything of it is written.

    Raises:
        ImportNotFound, StaleImport
        ImportOver: it is being written, or over.
    """
    found = await hold_import(session, actor, import_id, version=version)
    if found.state not in OPEN:
        raise ImportOver(ImportOver.__doc__ or "")
    found.state = ImportState.CANCELLED
    found.rows = None
    found.version += 1
    await kept.imports.flush(session)
    _tell(session, actor, found, "cancelled", None, now)
    return await present(session, found)


async def _again(session: Session, answered: Any) -> Import:  # noqa: ANN401 - as it was kept
    found = await kept.imports.find(session, UUID(answered["id"]))
    if found is None:
        raise ImportOver(ImportOver.__doc__ or "")
    return found


async def _hand_over(session: Session, found: Import, state: ImportState) -> None:
    """Leave the next step to the worker, in the transaction that asks for it."""
    found.state = state
    found.done = 0
    found.problem = None
    found.version += 1
    await kept.imports.flush(session)
    await enqueue(session, RUN_IMPORT, found.id)


def _tell(
    session: Session,
    actor: Actor,
    found: Import,
    action: str,
    after: dict[str, Any] | None,
    now: datetime,
) -> None:
    audit.record(
        session,
        actor,
        f"import.{action}",
        entity=ENTITY,
        entity_id=found.id,
        label=f"{found.kind.capitalize()} from {found.file_name}",
        after=after,
        now=now,
    )
