"""Price lists on the wire: the grid, what the linter says of it, a price read off it."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from app.domain.pricing.price_lists import MOST_BREAKS, MOST_TIERS, Basis, Mode, Reach
from app.domain.pricing.rounding import RoundingMode
from app.schemas.base import (
    Day,
    DerivedMoney,
    Id,
    Input,
    Instant,
    Line,
    OptionalLine,
    Output,
    Page,
    PageNumber,
    PerPage,
    Quantity,
    QueryInput,
    Rate,
    SearchText,
)
from app.schemas.estimates import BetterBreak, Code, PriceStepResponse

LevelCode = Annotated[
    str, StringConstraints(pattern=r"^([A-Za-z0-9][A-Za-z0-9_.-]{0,59})?$", max_length=60)
]
type Standing = Literal["draft", "published", "changed", "archived"]


class BreakInternals(Input):
    """What a quantity costs the shop, all of it; absent for who may not see costs."""

    cost: Rate | None = None


class PriceTier(Input):
    """One column: a customer level, or everyone where it is empty, and its run-on per thousand."""

    level: LevelCode = ""
    run_on: Rate | None = None


class PriceBreakRow(Input):
    """One quantity with a price, or none, in each column."""

    quantity: Quantity
    prices: Annotated[list[Rate | None], Field(max_length=MOST_TIERS)]
    internal: BreakInternals | None = None


class ListRoundingRule(Input):
    """How a price read off the list is rounded; with ``unit`` the price of one binds."""

    mode: RoundingMode = "nearest"
    quantum: Annotated[Rate, Field(ge=Decimal("0.0001"), le=Decimal(1000))] = Field(
        default="0.01", validate_default=True
    )


class PriceListContent(Input):
    """All that a list says; ``product`` is a product's code or the shop's own words."""

    name: Line
    product: OptionalLine = ""
    mode: Mode
    reach: Reach = "from"
    basis: Basis
    rounding: ListRoundingRule = Field(default_factory=ListRoundingRule)
    effective_from: Day
    tiers: Annotated[list[PriceTier], Field(min_length=1, max_length=MOST_TIERS)]
    breaks: Annotated[list[PriceBreakRow], Field(min_length=1, max_length=MOST_BREAKS)]

    def to_document(self) -> dict[str, Any]:
        """Write it as the domain reads it."""
        document = self.model_dump(mode="json", exclude={"breaks"})
        document["breaks"] = [
            {
                "quantity": row.quantity,
                "prices": [None if one is None else f"{one:f}" for one in row.prices],
                "cost": None
                if row.internal is None or row.internal.cost is None
                else f"{row.internal.cost:f}",
            }
            for row in self.breaks
        ]
        return document


class PriceListCreate(Input):
    """A new list under a code of its own."""

    code: Code
    content: PriceListContent


class PriceListUpdate(Input):
    """The whole list as it is to be; prices that customers get change when it is published."""

    content: PriceListContent


class PriceListPublish(Input):
    """Publish the draft; findings that would lose money must be accepted by name."""

    accept_findings: bool = False


class PriceListQuery(QueryInput):
    """Which lists to show."""

    q: SearchText = ""
    status: Literal["active", "archived", "all"] = "active"
    page: PageNumber = 1
    per_page: PerPage = 25


class EditionSummary(Output):
    """One published edition; ``in_force`` is the one that prices are read from today."""

    number: int
    effective_from: Day
    published_at: Instant
    published_by: str | None
    in_force: bool


class PriceListSummary(Output):
    """A list as a row."""

    id: Id
    code: str
    name: str
    product: str
    standing: Standing
    mode: Mode
    levels: list[str]
    breaks: int
    effective_from: Day
    version: int
    updated_at: Instant


class PriceListPage(Page[PriceListSummary]):
    """One page of lists."""


class PriceListResponse(Output):
    """A list whole: the draft for who may stage prices, what holds today for everyone else."""

    id: Id
    code: str
    standing: Standing
    content: PriceListContent
    editions: list[EditionSummary]
    version: int
    updated_at: Instant


class LintLimits(Input):
    """What passes: ratios from one break to the next, a fraction that a unit price may fall by."""

    quantity_ratio: Annotated[Rate, Field(ge=2, le=10_000)] = Field(
        default="10", validate_default=True
    )
    total_ratio: Annotated[Rate, Field(ge=2, le=10_000)] = Field(default="5", validate_default=True)
    unit_drop: Annotated[Rate, Field(ge=Decimal("0.05"), le=1)] = Field(
        default="0.6", validate_default=True
    )


class LintRequest(Input):
    """A list as it stands in the editor, to be judged."""

    content: PriceListContent
    limits: LintLimits = Field(default_factory=LintLimits)


class LintCell(Output):
    """A place in the grid, from nothing on."""

    row: int
    column: int


class NewPriceResponse(Output):
    """A price that a cell should have."""

    cell: LintCell
    price: Rate


class AddedBreakResponse(Output):
    """A quantity that the list should have, with its price in one column."""

    quantity: int
    column: int
    price: Rate


class FixResponse(Output):
    """What mends a finding; whatever is empty or null stays as it is."""

    prices: list[NewPriceResponse]
    added: list[AddedBreakResponse]
    mode: Mode | None
    run_on: Rate | None


class FindingResponse(Output):
    """One thing that makes no sense, where it is, and what mends it."""

    kind: str
    is_wrong: bool
    cells: list[LintCell]
    sentence: str
    fix: FixResponse | None


class LintResponse(Output):
    """What the linter found, by column and row."""

    findings: list[FindingResponse]


class ListPriceRequest(Input):
    """What to read off a list: a quantity for a customer level, by a day if it is in a hurry.

    With ``content`` the editor's own list is read instead of the published one.
    """

    quantity: Quantity
    level: LevelCode = ""
    wanted_on: Day | None = None
    content: PriceListContent | None = None


class ListPriceResponse(Output):
    """A price with every step to it; ``edition`` is None for a list that is not published."""

    code: str
    edition: int | None
    quantity: int
    tier: str
    price: DerivedMoney
    unit_price: Rate
    price_per_m: DerivedMoney
    steps: list[PriceStepResponse]
    business_days: int | None
    better: BetterBreak | None
