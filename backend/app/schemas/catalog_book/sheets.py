"""The staged sheets: grids of cells, and what of them differs from the card in force."""

from typing import Annotated, Final, Literal

from pydantic import Field

from app.schemas.base import Day, Id, Input, LongText, Output, QueryInput, Rate, Size

MOST_CELLS: Final = 5_000
type SheetKind = Literal["stocks", "presses", "operations", "terms"]
type EntryKind = Literal["stocks", "presses", "operations"]
type CellKind = Literal[
    "text", "number", "share", "length", "integer", "flag", "day", "choice", "list", "table"
]
type CellName = Annotated[str, Field(min_length=1, max_length=100)]
type Code = Annotated[str, Field(min_length=1, max_length=60)]


class SheetColumn(Output):
    """What the cells of a column hold; ``unit`` stands beside them, ``columns`` are a table's."""

    name: str
    label: str
    kind: CellKind
    unit: str
    required: bool
    choices: list[str]
    columns: "list[SheetColumn]"


class SheetEntry(Output):
    """One row of a sheet; ``changed`` names the cells that differ from the card in force."""

    id: Id | None
    code: str
    name: str
    archived: bool
    changed: list[str]
    cells: dict[str, str]


class Sheet(Output):
    """A sheet of the rate book; ``version`` is what a change of the staged book is made on."""

    version: int
    kind: SheetKind
    columns: list[SheetColumn]
    entries: list[SheetEntry]


class CellInput(Input):
    """One typed cell: its row's code, its column's name, its text."""

    code: Code
    field: CellName
    value: LongText


class CellsUpdate(Input):
    """Many cells at once; prices begin on ``effective_on``, or today."""

    cells: Annotated[list[CellInput], Field(min_length=1, max_length=MOST_CELLS)]
    effective_on: Day | None = None


class EntryCreate(Input):
    """A new row: its cells, on top of those of the entry that it is ``like``."""

    cells: Annotated[dict[CellName, LongText], Field(max_length=200)]
    like: Code | None = None
    effective_on: Day | None = None


class PriceBracket(Input):
    """What a stock costs from a weight on."""

    min_weight_lb: Size
    price: Rate


class PricesUpdate(Input):
    """What a stock costs from a day on; no bracket withdraws that day's price."""

    effective_on: Day
    basis: Literal["per_m", "per_cwt", "per_area"]
    brackets: Annotated[list[PriceBracket], Field(max_length=20)]


class RateChange(Output):
    """One difference between two editions of the book, in words."""

    key: str
    kind: SheetKind | Literal["price_lists"]
    code: str
    name: str
    field: str
    action: Literal["added", "removed", "changed"]
    before: str
    after: str
    sentence: str


class StagedBookResponse(Output):
    """What publishing now would change."""

    version: int
    card_version: int | None
    changes: list[RateChange]


class DiscardRequest(Input):
    """The changes to take back, by their keys; all of them where none are named."""

    keys: Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=5_000)] | None


class SheetQuery(QueryInput):
    """Which entries of a sheet; ``archived`` brings those of the archive as well."""

    archived: bool = False
