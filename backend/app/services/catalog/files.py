"""The rate book from and to spreadsheets: a dry run that marks bad cells, then all or nothing."""

import base64
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.adapters.spreadsheets import MEDIA_TYPES, Format, UnreadableTable, read_table, write_table
from app.db import Session
from app.domain.actor import Actor
from app.domain.catalog import TABLES
from app.domain.catalog.changes import Kind
from app.domain.catalog.shapes import Shape
from app.domain.errors import ValidationError
from app.domain.estimating.rates import RateBook
from app.domain.permissions import Permission
from app.models.catalog import StagedBook
from app.schemas import catalog_book as wire
from app.services import audit
from app.services.catalog.desk import Moment, find_staged, hold, save
from app.services.catalog.editing import Typed, refuse_past, type_cells
from app.services.catalog.entries import Entry, editable_shapes, load_entries
from app.services.catalog.rows import engine_part
from app.services.catalog.sheets import sheet_cells
from app.services.catalog.staging import check_book, texts_of, write_new, write_staged

MOST_PROBLEMS: Final = 500
SAMPLE_ROWS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file on its way out."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A table as it would be typed: the columns, and what stands in their cells."""

    header: Sequence[str]
    mapping: Mapping[str, str | None]
    rows: Sequence[Sequence[str]]
    typed: Sequence[Typed]
    problems: Sequence[tuple[int, str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tried:
    """What the typed cells would make of the staged entries."""

    entries: Mapping[str, Entry]
    added: Sequence[Entry]
    before: Mapping[str, object]
    after: Mapping[str, object]
    problems: Sequence[tuple[int, str, str]]


async def export_sheet(session: Session, actor: Actor, kind: Kind, form: Format) -> File:
    """Return a sheet of the staged book as a file that can be imported again."""
    actor.require(Permission.STAGE_RATES)
    staged = await find_staged(session)
    shapes = editable_shapes(kind)
    entries = await load_entries(session, kind, staged)
    table = [[header_of(shape) for shape in shapes]]
    for entry in entries.values():
        cells = sheet_cells(entry, shapes)
        table.append([cells[shape.name] for shape in shapes])
    return File(
        name=f"{kind}.{form}", media_type=MEDIA_TYPES[form], content=write_table(table, form)
    )


async def check_import(
    session: Session, actor: Actor, kind: Kind, data: wire.ImportRequest, *, moment: Moment
) -> wire.ImportReport:
    """Return what an import would do, with every cell that is wrong; nothing is written.

    Raises:
        UnreadableTable: it is neither XLSX nor CSV.
        TableTooLarge: it is more than is read at once.
    """
    actor.require(Permission.STAGE_RATES)
    read = _read(kind, data)
    staged = await find_staged(session)
    tried = await _try(session, kind, read, staged, data.effective_on or moment.today)
    problems = [*read.problems, *tried.problems]
    return wire.ImportReport(
        columns=[
            wire.ImportColumn(header=header, field=read.mapping[header]) for header in read.header
        ],
        rows=len(read.rows),
        added=len(tried.added),
        changed_cells=len(tried.after),
        problems=[
            wire.ImportProblem(row=row, column=column, message=message)
            for row, column, message in sorted(problems)[:MOST_PROBLEMS]
        ],
        problem_count=len(problems),
        sample=[list(row) for row in read.rows[:SAMPLE_ROWS]],
    )


async def import_sheet(
    session: Session,
    actor: Actor,
    kind: Kind,
    data: wire.ImportRequest,
    *,
    version: int,
    moment: Moment,
) -> int:
    """Stage everything that a file says, or nothing; return the staged book's new version.

    A code that is not there is added, an empty cell leaves what is there.

    Raises:
        StaleRates: somebody changed the rate book since ``version``.
        ValidationError: the bad cells by row and column: ``["rows", 4, "Price"]``.
    """
    staged = await hold(session, actor, Permission.STAGE_RATES, version=version)
    day = data.effective_on or moment.today
    refuse_past(day, moment.today)
    read = _read(kind, data)
    tried = await _try(session, kind, read, staged, day)
    problems = sorted([*read.problems, *tried.problems])
    if problems:
        raise ValidationError(
            f"{len(problems)} cells need attention; nothing was imported.",
            {
                "fields": [
                    {"path": ["rows", row, column], "message": message}
                    for row, column, message in problems[:MOST_PROBLEMS]
                ]
            },
        )
    for entry in tried.entries.values():
        await write_staged(session, entry, staged, moment)
    for entry in tried.added:
        await write_new(session, entry, moment)
    await check_book(session, read.typed)
    if tried.after:
        await save(
            session,
            actor,
            staged,
            "rates.imported",
            before=dict(tried.before),
            after=dict(tried.after),
            label=kind.capitalize(),
            now=moment.now,
        )
    return staged.version


def header_of(shape: Shape) -> str:
    """Return a column's header: its label, and its unit where it has one."""
    return f"{shape.label} ({shape.unit})" if shape.unit else shape.label


def _read(kind: Kind, data: wire.ImportRequest) -> _Read:
    try:
        content = base64.b64decode(data.content, validate=True)
    except ValueError as error:
        raise UnreadableTable(UnreadableTable.__doc__ or "") from error
    table = read_table(content)
    if len(table) < 2:  # noqa: PLR2004 - a header and one row
        raise UnreadableTable("This table has no rows under its header.")
    header, *rows = table
    shapes = {shape.name: shape for shape in editable_shapes(kind)}
    known = {_plain(text): shape.name for shape in shapes.values() for text in _names_of(shape)}
    asked = data.mapping or {}
    mapping = {
        name: asked.get(name) or None if data.mapping is not None else known.get(_plain(name))
        for name in header
    }
    unknown = [field for field in mapping.values() if field is not None and field not in shapes]
    if unknown:
        raise ValidationError.for_field(("mapping",), f"There is no column {unknown[0]}.")
    place = next((index for index, name in enumerate(header) if mapping[name] == "code"), None)
    typed: list[Typed] = []
    problems: list[tuple[int, str, str]] = []
    seen: set[str] = set()
    for number, row in enumerate(rows, 1):
        code = row[place] if place is not None and place < len(row) else ""
        if not code or code in seen:
            said = f"The code {code} is there twice." if code else "Every row needs a code."
            problems.append((number, "code" if place is None else header[place], said))
            continue
        seen.add(code)
        typed += [
            Typed(code=code, field=mapping[name] or "", value=cell, path=("rows", number, name))
            for name, cell in zip(header, row, strict=False)
            if mapping[name] is not None and cell
        ]
    return _Read(header=header, mapping=mapping, rows=rows, typed=typed, problems=problems)


async def _try(session: Session, kind: Kind, read: _Read, staged: StagedBook, day: date) -> _Tried:
    live = await load_entries(session, kind, staged)
    codes = list(dict.fromkeys(one.code for one in read.typed))
    entries = {code: live[code] for code in codes if code in live}
    before = texts_of(entries.values())
    added = {code: Entry(kind=kind, code=code, document={}) for code in codes if code not in live}
    for entry in entries.values():
        entry.document = deepcopy(entry.document)
    cells = [one for one in read.typed if not (one.field == "code" and one.code in entries)]
    problems: list[tuple[int, str, str]] = []
    try:
        type_cells({**entries, **added}, cells, effective_on=day)
    except ValidationError as error:
        problems = [_placed(found["path"], found["message"]) for found in error.fields]
    if not problems:
        problems = _problems_of_book(kind, {**live, **added}, staged, read)
    after = texts_of([*entries.values(), *added.values()]) if not problems else {}
    was, became = audit.changes(before, after) if after else ({}, {})
    return _Tried(
        entries=entries, added=list(added.values()), before=was, after=became, problems=problems
    )


def _problems_of_book(
    kind: Kind, entries: Mapping[str, Entry], staged: StagedBook, read: _Read
) -> list[tuple[int, str, str]]:
    """Return what makes no whole book: a stock of a grade that is not there."""
    parts: dict[str, list[object]] = {table: [] for table in TABLES}
    parts[kind] = [engine_part(kind, entry.document) for entry in entries.values()]
    try:
        RateBook.from_document({**staged.terms, **parts, "version": 0})
    except ValidationError as error:
        codes = list(entries)
        found = []
        for problem in error.fields:
            _, place, *rest = problem["path"]
            own = [one for one in read.typed if one.code == codes[place]]
            cell = next((one for one in own if one.field in rest), own[0] if own else read.typed[0])
            found.append(_placed(cell.path, problem["message"]))
        return found
    return []


def _placed(path: Sequence[str | int], message: str) -> tuple[int, str, str]:
    _, row, column = path
    return int(row), str(column), message


def _names_of(shape: Shape) -> tuple[str, ...]:
    return shape.name, shape.label, header_of(shape)


def _plain(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum() or letter == "$")
