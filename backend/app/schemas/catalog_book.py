"""The staged rate book on the wire: grids of cells, changes in words, published cards.

Every figure is one text, as a person types it; what it may be stands in the sheet's columns.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Final, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from app.schemas.base import (
    LINE_CONTROLS,
    Day,
    Fraction,
    Id,
    Input,
    Instant,
    LongText,
    Money,
    OptionalLine,
    Output,
    Page,
    PageNumber,
    PerPage,
    QueryInput,
    Rate,
    Size,
)
from app.schemas.catalog import ProductDefinition

MOST_CELLS: Final = 5_000
LONGEST_TEXT: Final = 500
LONGEST_LIST: Final = 200
PRODUCT_CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)

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
    kind: SheetKind
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


class PublishRequest(Input):
    """Why the rates change; ``accept_findings`` says that the linter's findings were read."""

    note: OptionalLine
    accept_findings: bool = False


class RevertRequest(Input):
    """Why an old card comes back."""

    note: OptionalLine


class CardSummary(Output):
    """When, by whom and why a card was published."""

    version: int
    published_at: Instant
    published_by: str | None
    note: str


class CardPage(Page[CardSummary]):
    """One page of published cards, the newest first."""


class CardQuery(QueryInput):
    """Which page of the published cards."""

    page: PageNumber = 1
    per_page: PerPage = 25


class CardComparison(Output):
    """What ``after`` says otherwise than ``before``."""

    before: CardSummary
    after: CardSummary
    changes: list[RateChange]


class CompareQuery(QueryInput):
    """The card to compare with."""

    before: Annotated[int, Field(ge=1, le=2_147_483_647)]


class SheetQuery(QueryInput):
    """Which entries of a sheet; ``archived`` brings those of the archive as well."""

    archived: bool = False


class EffectInternals(Output):
    """What a price costs and leaves: the margin is a fraction of the price."""

    cost: Money | None
    margin: Fraction | None


class EffectFigures(Output):
    """A price, and under ``internal`` what it costs."""

    price: Money
    internal: EffectInternals


class JobEffectResponse(Output):
    """One quantity of a reference job by the card in force and by what is staged."""

    name: str
    quantity: int
    before: EffectFigures | None
    after: EffectFigures | None
    problem: str | None


class JobFindingResponse(Output):
    """What makes no sense in a reference job's new prices as its quantity rises."""

    name: str
    sentence: str
    is_wrong: bool


class QuoteEffectResponse(Output):
    """What the staged rates do to an open quote.

    ``before`` is the offer as it stands, ``offered`` the same offer at the new cost, ``renewed``
    what a new offer would ask. ``falls`` says that the offer goes under the margin floor.
    """

    quote_id: Id
    number: str
    title: str
    party: str
    owner: str
    status: Literal["draft", "pending_review", "sent"]
    before: EffectFigures
    offered: EffectFigures
    renewed: EffectFigures
    falls: bool
    problems: list[str]


class EffectResponse(Output):
    """What publishing now would do, as on the day that the last staged price begins.

    ``left_out`` counts the open quotes beyond what is weighed at once.
    """

    version: int
    on: Day
    margin_floor: Fraction
    jobs: list[JobEffectResponse]
    findings: list[JobFindingResponse]
    quotes: list[QuoteEffectResponse]
    left_out: int


class StaleQuote(Output):
    """A quote that a published card took under the margin floor, and that is still open."""

    quote_id: Id
    number: str
    title: str
    party: str
    owner: str
    status: Literal["draft", "pending_review", "sent"]
    card_version: int
    published_at: Instant
    margin_floor: Fraction
    before: EffectFigures
    offered: EffectFigures


class StaleQuotes(Output):
    """Every open quote under the margin floor since some card was published."""

    items: list[StaleQuote]


class PublishedResponse(Output):
    """The new card, and the open quotes that it took under the margin floor."""

    card: CardSummary
    findings: list[JobFindingResponse]
    stale_quotes: list[StaleQuote]


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


class ProductInput(ProductDefinition):
    """A product's whole definition, as somebody writes it."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    @model_validator(mode="after")
    def check_texts(self) -> Self:
        """Refuse texts that no form shows and lists that no person reads."""
        if not PRODUCT_CODE.fullmatch(self.code):
            raise ValueError("A product's code is a word like business_card.")
        if not self.name.strip() or not self.fields:
            raise ValueError("A product needs a name and at least one field.")
        names = [field.name for field in self.fields]
        if len(set(names)) != len(names):
            raise ValueError("A product has each field once.")
        for text in _texts(self.model_dump(mode="json")):
            if LINE_CONTROLS.search(text) or len(text) > LONGEST_TEXT:
                raise ValueError("Remove control characters, and texts of over 500 letters.")
        return self


class ProductsResponse(Output):
    """Every product with its form, those of the archive apart; for who may change them."""

    version: int
    live: list[ProductDefinition]
    archived: list[ProductDefinition]


class WhyNotRequest(Input):
    """Can this product be printed on this stock, on this press if one is named?

    ``spec`` says what differs from the product's usual specification.
    """

    stock: Code
    product: Code
    press: Code | None = None
    spec: Annotated[dict[CellName, str | int | list[Code] | None], Field(max_length=60)] | None = (
        None
    )


class WhyNotResponse(Output):
    """``can`` says that it can; ``ways`` say how, ``reasons`` why something cannot."""

    can: bool
    sentence: str
    ways: list[str]
    reasons: list[str]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        if len(value) > LONGEST_LIST:
            raise ValueError("A list of this product is too long.")
        for part in value:
            yield from _texts(part)
