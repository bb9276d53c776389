"""The staged book from and to spreadsheets."""

from typing import Annotated, Literal

from pydantic import Field

from app.schemas.base import Day, Input, LongText, Output, QueryInput


class ImportRequest(Input):
    """A spreadsheet to import: ``content`` is the file in base64.

    ``mapping`` says which column fills which field, empty for one that is left out; without it the
    columns are recognised by their headers. Prices begin on ``effective_on``, or today.
    """

    content: Annotated[str, Field(min_length=1, max_length=1_000_000)]
    mapping: (
        Annotated[dict[LongText, Annotated[str, Field(max_length=100)]], Field(max_length=200)]
        | None
    ) = None
    effective_on: Day | None = None


class ImportColumn(Output):
    """A column of the file and the field that it fills, if any."""

    header: str
    field: str | None


class ImportProblem(Output):
    """A cell that is wrong: its row under the header, counted from 1, and its column."""

    row: int
    column: str
    message: str


class ImportReport(Output):
    """What an import would do; nothing is written while any problem is left."""

    columns: list[ImportColumn]
    rows: int
    added: int
    changed_cells: int
    problems: list[ImportProblem]
    problem_count: int
    sample: list[list[str]]


class ExportQuery(QueryInput):
    """As which kind of file."""

    format: Literal["csv", "xlsx"] = "xlsx"
