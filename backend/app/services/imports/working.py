"""The worker's steps: check every cell, and write all of it or nothing."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import batched
from typing import Any, Final
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor, Authority
from app.domain.errors import ConflictError
from app.domain.imports.columns import Duplicates, ImportState, Problem, TypedRow
from app.domain.permissions import Role
from app.models.imports import Import
from app.repositories import imports as kept
from app.services import audit
from app.services.imports.cells import read_cells
from app.services.imports.desk import ENTITY, KINDS, check_mapping
from app.services.imports.kinds import Desk, Plan, Tell

ROWS_AT_ONCE: Final = 1_000
MOST_PROBLEMS: Final = 5_000
MOST_DUPLICATES: Final = 200
KEPT_FOR: Final = timedelta(days=7)


class ImportMustWait(ConflictError):
    """Another import is being written: this one goes next."""

    code = "import_must_wait"


class ImporterGone(ConflictError):
    """Whoever began this import may not finish it any more: somebody else must upload the file."""

    code = "importer_gone"


async def next_step(session: Session, import_id: UUID) -> ImportState | None:
    """Return which step the worker is asked for, or None where there is none left."""
    found = await kept.imports.find(session, import_id)
    if found is None or found.state not in {ImportState.CHECKING, ImportState.APPLYING}:
        return None
    return ImportState(found.state)


async def check_rows(session: Session, import_id: UUID, *, desk: Desk, tell: Tell) -> None:
    """Write down what the import would do, and each cell that is wrong.

    Somebody may change the mapping meanwhile: then this report is of yesterday, and is dropped.
    """
    found = await _find(session, import_id, ImportState.CHECKING)
    if found is None:
        return
    version = found.version
    report, _ = await _look(session, found, desk, tell)
    held = await kept.imports.find(session, import_id, lock=True)
    if held is None or held.version != version:
        return
    held.state = ImportState.CHECKED
    held.report = report
    held.done = held.row_count
    held.version += 1
    await kept.imports.flush(session)


async def write_rows(session: Session, import_id: UUID, *, desk: Desk, tell: Tell) -> None:
    """Write all rows in this transaction; where the book has changed meanwhile, none of them.

    Raises:
        ImportMustWait: another import is being written.
        ImporterGone: whoever asked for it may not any more.
    """
    if not await kept.take_turn(session):
        raise ImportMustWait(ImportMustWait.__doc__ or "")
    found = await _find(session, import_id, ImportState.APPLYING)
    if found is None:
        return
    actor = await _actor_of(session, found)
    report, plan = await _look(session, found, desk, _nobody)
    if plan is None or report["problem_count"]:
        await _give_back(session, found, report)
        return
    done = 0

    async def count(rows: int) -> None:
        nonlocal done
        done += rows
        await tell(done)

    written = await plan.write(session, actor, desk, count, found.id)
    counts = [{"what": what, "count": number} for what, number in written.counts.items()]
    held = await kept.imports.find(session, import_id, lock=True)
    if held is None:
        return
    held.state = ImportState.APPLIED
    held.done = held.row_count
    held.rows = None
    held.result = {
        "counts": counts,
        "examples": [{"id": str(one), "label": label} for one, label in written.examples],
    }
    held.applied_at = desk.moment.now
    held.version += 1
    audit.record(
        session,
        actor,
        "import.applied",
        entity=ENTITY,
        entity_id=held.id,
        label=f"{held.kind.capitalize()} from {held.file_name}",
        after={"sha256": held.sha256, "duplicates": held.duplicates, **written.counts},
        now=desk.moment.now,
    )
    await kept.imports.flush(session)


async def give_up(session: Session, import_id: UUID, *, because: str) -> None:
    """Say on the import why its step could not be done; its rows stay, to try again."""
    held = await kept.imports.find(session, import_id, lock=True)
    if held is None or held.state not in {ImportState.CHECKING, ImportState.APPLYING}:
        return
    held.state = ImportState.FAILED
    held.problem = because
    held.version += 1
    await kept.imports.flush(session)


async def show_progress(session: Session, import_id: UUID, done: int) -> None:
    """Say how many rows are done."""
    await kept.set_progress(session, import_id, done)


async def forget_imports(session: Session, *, now: datetime) -> int:
    """Drop what was uploaded a week ago and never applied; return how many files."""
    return await kept.forget_rows(session, before=now - KEPT_FOR)


async def _find(session: Session, import_id: UUID, state: ImportState) -> Import | None:
    found = await kept.imports.find(session, import_id)
    return found if found is not None and found.state == state else None


async def _actor_of(session: Session, found: Import) -> Actor:
    person = await kept.find_person(session, found.created_by)
    if person is None:
        raise ImporterGone(ImporterGone.__doc__ or "")
    actor = Actor(
        user_id=person.id,
        name=person.name,
        email=person.email,
        role=Role(person.role),
        authority=Authority(
            max_total=person.max_total,
            min_margin=person.min_margin,
            max_discount=person.max_discount,
        ),
        address=found.address,
    )
    if not actor.can(KINDS[found.kind].permission):
        raise ImporterGone(ImporterGone.__doc__ or "")
    return actor


async def _look(
    session: Session, found: Import, desk: Desk, tell: Tell
) -> tuple[dict[str, Any], Plan | None]:
    """Return the report, and the plan where every cell could be read."""
    kind = KINDS[found.kind]
    check_mapping(found.mapping, found.header, kind.fields)
    rows = await kept.read_rows(session, found.id) or []
    readers = await kind.readers(session, desk)
    required = [one.name for one in kind.fields if one.required and not one.once]
    typed: list[TypedRow] = []
    problems: list[Problem] = []
    for part in batched(rows, ROWS_AT_ONCE):
        read, bad = await asyncio.to_thread(read_cells, part, found.mapping, readers, required)
        typed += read
        problems += bad
        await tell(len(typed))
    plan = await kind.plan(session, typed, Duplicates(found.duplicates))
    known = {(one.row, one.column) for one in problems}
    # A cell that cannot be read leaves a row without it: it is told of once.
    problems += [one for one in plan.problems if (one.row, one.column) not in known]
    problems.sort(key=lambda one: (one.row, -1 if one.column is None else one.column))
    cells = dict(rows)
    alike = plan.alike
    report = {
        "problems": list(_shown(problems[:MOST_PROBLEMS], found.header, cells)),
        "problem_count": len(problems),
        "duplicates": [
            {
                "row": one.row,
                "label": one.label,
                "reason": one.reason,
                "known_id": str(one.known_id),
                "known_label": one.known_label,
            }
            for one in alike[:MOST_DUPLICATES]
        ],
        "duplicate_count": len(alike),
        "counts": [{"what": what, "count": number} for what, number in plan.counts.items()],
    }
    return report, plan if not problems else None


def _shown(
    problems: Sequence[Problem], header: Sequence[str], cells: dict[int, list[str]]
) -> Iterator[dict[str, Any]]:
    for one in problems:
        row = cells[one.row]
        inside = one.column is not None and one.column < len(row)
        yield {
            "row": one.row,
            "column": one.column,
            "header": "" if one.column is None else header[one.column],
            "value": row[one.column][:200] if one.column is not None and inside else "",
            "message": one.message,
        }


async def _give_back(session: Session, found: Import, report: dict[str, Any]) -> None:
    held = await kept.imports.find(session, found.id, lock=True)
    if held is None:
        return
    held.state = ImportState.CHECKED
    held.report = report
    held.problem = "The book changed since this file was checked: nothing was imported."
    held.version += 1
    await kept.imports.flush(session)


async def _nobody(_rows: int) -> None:
    """Tell nobody: the second look is part of the writing."""
