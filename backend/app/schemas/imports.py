"""Imports on the wire: a file, its columns, what it would do, what it did."""

from typing import Annotated, Final, Literal

from pydantic import Field

from app.domain.imports.columns import Duplicates, ImportState
from app.schemas.base import Id, Input, Instant, Line, Output, Page, PageNumber, PerPage, QueryInput

MOST_COLUMNS: Final = 200

type ImportKind = Literal["customers", "contacts", "quotes"]


class UploadQuery(QueryInput):
    """What a file is called, and what it holds."""

    kind: ImportKind
    name: Line


class ImportQuery(QueryInput):
    """Which page of imports."""

    page: PageNumber = 1
    per_page: PerPage = 25


class ImportMappingInput(Input):
    """The field that each column fills, by place; null leaves a column out."""

    mapping: Annotated[list[Line | None], Field(max_length=MOST_COLUMNS)]
    duplicates: Duplicates = Field(default=Duplicates.SKIP, strict=False)


class ImportFieldResponse(Output):
    """A field that a column can fill."""

    name: str
    label: str
    group: str
    required: bool


class FileColumn(Output):
    """A column of the file, with what it fills and some of its cells."""

    header: str
    field: str | None
    samples: list[str]


class BadCell(Output):
    """A bad cell: where it is as a spreadsheet counts, what stands in it, and what to do."""

    row: int
    column: int | None
    header: str
    value: str
    message: str


class ImportDuplicate(Output):
    """A row whose record is in the book, and by what it is known."""

    row: int
    label: str
    reason: str
    known_id: Id
    known_label: str


class ImportCount(Output):
    """How many records something happens to: 12 customers would be added."""

    what: str
    count: int


class DryRun(Output):
    """What the dry run found; ``problem_count`` counts those beyond the first too."""

    problems: list[BadCell]
    problem_count: int
    duplicates: list[ImportDuplicate]
    duplicate_count: int
    counts: list[ImportCount]


class ImportLink(Output):
    """A record that an import wrote, to look at."""

    id: Id
    label: str


class ImportResult(Output):
    """What an import wrote, and the first of its records."""

    counts: list[ImportCount]
    examples: list[ImportLink]


class ImportSummary(Output):
    """One import of the list. ``done`` counts rows while the worker is at it."""

    id: Id
    kind: ImportKind
    state: ImportState
    file_name: str
    row_count: int
    done: int
    created_by: str
    created_at: Instant
    applied_at: Instant | None
    result: ImportResult | None
    problem: str | None
    version: int


class ImportResponse(ImportSummary):
    """An import, whole. ``applied_before`` is when the very same file was imported last."""

    size_bytes: int
    columns: list[FileColumn]
    fields: list[ImportFieldResponse]
    duplicates: Duplicates
    report: DryRun | None
    applied_before: Instant | None


class ImportPage(Page[ImportSummary]):
    """One page of imports."""
