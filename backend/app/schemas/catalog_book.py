"""The staged rate book on the wire: grids of cells, changes in words, published cards.

Every figure is one text, as a person types it; what it may be stands in the sheet's columns.
"""

from typing import Annotated, Final, Literal

from pydantic import Field

from app.schemas.base import (
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
