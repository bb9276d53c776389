"""What an estimate looks like on the wire: the specification in, layout, route and prices out."""

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import Field, StringConstraints, ValidatorFunctionWrapHandler, WrapValidator
from pydantic_core import PydanticCustomError

from app.domain.pricing.price_lists import Mode
from app.schemas.base import Day, Id, Input, Output, Quantity, Size

LARGEST_MATRIX = 12

Code = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$", max_length=60)
]
Codes = Annotated[list[Code], Field(max_length=20)]
Colours = Annotated[int, Field(ge=0, le=8)]
ProductType = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$", max_length=40)]
# Decimals of the engine's own precision, written as text.
Figure = Annotated[str, Field(json_schema_extra={"format": "decimal"})]


class ByHand(Input):
    """Figures of one line that a person set by hand over the engine's own, and why.

    ``per_hour`` are sides an hour on a digital press, impressions on an offset one and square feet
    on a wide-format one; ``waste`` is the running waste as a fraction.
    """

    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    press: Code | None = None
    method: (
        Literal["one_side", "sheetwise", "work_and_turn", "work_and_tumble", "perfecting", "duplex"]
        | None
    ) = None
    n_up: Annotated[int, Field(ge=1, le=2_000)] | None = None
    per_hour: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    waste: Annotated[str, StringConstraints(pattern=r"^0(\.[0-9]{1,6})?$", max_length=8)] | None = (
        None
    )


class FlatSpecification(Input):
    """A flat printed piece, as the customer wants it; sizes are as trimmed."""

    kind: Literal["flat"] = "flat"
    product_type: ProductType
    trim_width: Size
    trim_height: Size
    unit: Literal["in", "mm"] = "in"
    bleed: Size = Field(default="0", validate_default=True)
    colours_front: Annotated[int, Field(ge=0, le=8)]
    colours_back: Annotated[int, Field(ge=0, le=8)] = 0
    stock: Code
    finishing: Annotated[list[Code], Field(max_length=20)] = Field(default_factory=list)
    versions: Annotated[int, Field(ge=1, le=1_000)] = 1
    press: Code | None = None
    grain: Literal["any", "width", "height"] = "any"
    turnaround_days: Annotated[int, Field(ge=0, le=365)] | None = None
    overrides: ByHand | None = None

    def to_document(self) -> dict[str, Any]:
        """Write it as the engine reads it."""
        return self.model_dump(mode="json")


class BoundSpecification(Input):
    """Bound pages: booklets, catalogues, books, calendars; a page's size is as trimmed.

    ``pages`` are those of the text; without ``cover_stock`` the work is its own cover. What is set
    by hand of the text is under ``overrides``, of the cover under ``cover_overrides``.
    """

    kind: Literal["bound"]
    product_type: ProductType
    trim_width: Size
    trim_height: Size
    unit: Literal["in", "mm"] = "in"
    bleed: Size = Field(default="0", validate_default=True)
    pages: Annotated[int, Field(ge=1, le=5_000)]
    stock: Code
    colours_front: Colours
    colours_back: Colours = 0
    cover_stock: Code | None = None
    cover_colours_front: Colours = 0
    cover_colours_back: Colours = 0
    cover_finishing: Codes = Field(default_factory=list)
    binding: Code
    binding_edge: Literal["left", "top"] = "left"
    finishing: Codes = Field(default_factory=list)
    versions: Annotated[int, Field(ge=1, le=1_000)] = 1
    press: Code | None = None
    cover_press: Code | None = None
    turnaround_days: Annotated[int, Field(ge=0, le=365)] | None = None
    overrides: ByHand | None = None
    cover_overrides: ByHand | None = None

    def to_document(self) -> dict[str, Any]:
        """Write it as the engine reads it."""
        return self.model_dump(mode="json")


class SetSpecification(Input):
    """Forms in sets, one ply of each of ``stocks`` with the top one first; quantities are sets."""

    kind: Literal["set"]
    product_type: ProductType
    trim_width: Size
    trim_height: Size
    unit: Literal["in", "mm"] = "in"
    bleed: Size = Field(default="0", validate_default=True)
    stocks: Annotated[list[Code], Field(min_length=2, max_length=12)]
    colours_front: Colours
    colours_back: Colours = 0
    sets_per_pad: Annotated[int, Field(ge=1, le=1_000)] | None = None
    finishing: Codes = Field(default_factory=list)
    versions: Annotated[int, Field(ge=1, le=1_000)] = 1
    press: Code | None = None
    turnaround_days: Annotated[int, Field(ge=0, le=365)] | None = None
    overrides: ByHand | None = None

    def to_document(self) -> dict[str, Any]:
        """Write it as the engine reads it."""
        return self.model_dump(mode="json")


class WideSpecification(Input):
    """A piece on a roll or a board; the size is the finished one, without what hems turn over."""

    kind: Literal["wide"]
    product_type: ProductType
    trim_width: Size
    trim_height: Size
    unit: Literal["in", "mm"] = "in"
    bleed: Size = Field(default="0", validate_default=True)
    colours_front: Colours = 4
    colours_back: Colours = 0
    stock: Code
    roll: Literal["any_width", "as_named"] = "any_width"
    coverage: Literal["light", "medium", "heavy"] = "medium"
    finishing: Codes = Field(default_factory=list)
    versions: Annotated[int, Field(ge=1, le=1_000)] = 1
    press: Code | None = None
    turnaround_days: Annotated[int, Field(ge=0, le=365)] | None = None
    overrides: ByHand | None = None

    def to_document(self) -> dict[str, Any]:
        """Write it as the engine reads it."""
        return self.model_dump(mode="json")


class HoursSpecification(Input):
    """A service, and the hours that one of it takes unless it is charged by the piece."""

    kind: Literal["hours"]
    product_type: ProductType
    service: Code
    hours: Size | None = None
    turnaround_days: Annotated[int, Field(ge=0, le=365)] | None = None

    def to_document(self) -> dict[str, Any]:
        """Write it as the engine reads it."""
        return self.model_dump(mode="json")


class ListedSpecification(Input):
    """What a price list sells: ``product_type`` is ``list:`` and the code of the list."""

    kind: Literal["listed"]
    product_type: Annotated[
        str, StringConstraints(pattern=r"^list:[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$", max_length=65)
    ]
    price_list: Code
    turnaround_days: Annotated[int, Field(ge=0, le=365)] | None = None

    def to_document(self) -> dict[str, Any]:
        """Write it as the engine reads it."""
        return self.model_dump(mode="json")


AnySpecification = (
    FlatSpecification
    | BoundSpecification
    | SetSpecification
    | WideSpecification
    | HoursSpecification
    | ListedSpecification
)

SPECIFICATIONS: Final[Mapping[str, type[AnySpecification]]] = {
    "flat": FlatSpecification,
    "bound": BoundSpecification,
    "set": SetSpecification,
    "wide": WideSpecification,
    "hours": HoursSpecification,
    "listed": ListedSpecification,
}


def _read_by_kind(value: object, handler: ValidatorFunctionWrapHandler) -> object:
    """Read a specification as its kind; one without a kind is flat, as the first ones were.

    A wrong field is then named as it stands in the body, without the kind in its path.
    """
    if not isinstance(value, Mapping):
        return handler(value)
    kind = value.get("kind", "flat")
    model = SPECIFICATIONS.get(kind) if isinstance(kind, str) else None
    if model is None:
        raise PydanticCustomError("kind", f"Write a kind of work: {', '.join(SPECIFICATIONS)}.")
    return model.model_validate(value)


Specification = Annotated[
    AnySpecification,
    Field(discriminator="kind"),
    WrapValidator(_read_by_kind),
]


class EstimateRequest(Input):
    """What to price, at which quantities, for whom."""

    spec: Specification
    quantities: Annotated[list[Quantity], Field(min_length=1, max_length=LARGEST_MATRIX)]
    customer_id: Id | None = None


class LayoutCell(Output):
    """One trimmed piece on the sheet, from the sheet's lower left corner, in engine units."""

    x: int
    y: int
    width: int
    height: int
    rotated: bool


class LayoutCut(Output):
    """One cut of the guillotine, or a line that a piece is worked along, from end to end."""

    x1: int
    y1: int
    x2: int
    y2: int


class LayoutMargins(Output):
    """What the press cannot print, from each edge."""

    left: int
    right: int
    top: int
    bottom: int


class LayoutDrawing(Output):
    """The press sheet to scale; all lengths are in engine units of 1/40,640 inch."""

    units_per_inch: int
    kind: str
    sheet_width: int
    sheet_height: int
    unprintable: LayoutMargins
    gripper: int
    colour_bar: int
    grain: Literal["width", "height", "none"]
    bleed: int
    gap: int
    columns: int
    rows: int
    n_up: int
    max_up: int
    proof: str
    cells: list[LayoutCell]
    cuts: list[LayoutCut]
    folds: list[LayoutCut]
    # An estimate that was kept before there were such lines has none.
    scores: list[LayoutCut] = Field(default_factory=list)
    perforations: list[LayoutCut] = Field(default_factory=list)
    line_notes: list[str] = Field(default_factory=list)
    waste_fraction: Figure


class RefusedRoute(Output):
    """A press that cannot do the work, and why."""

    press: str
    name: str
    reason: str


class CostItemResponse(Output):
    """One thing that costs, with its formula in words and what it was fed."""

    part: str
    resource: str
    bucket: str
    operation: str
    units: Figure | None
    unit_name: str
    hours: Figure | None
    rate: Figure
    rate_reference: str
    formula: str
    inputs: dict[str, str]
    amount: Figure


class BucketResponse(Output):
    """One bucket of cost with its mark-up and price."""

    bucket: str
    cost: Figure
    mark_up: Figure
    price: Figure


class PriceStepResponse(Output):
    """One step from the formula's price to the asked one."""

    name: str
    words: str
    before: Figure
    after: Figure


class OtherRoute(Output):
    """A way that could do the work and is dearer; kept estimates may lack its method."""

    press: str
    name: str
    method: str = ""
    words: str
    price: Figure
    dearer_by: Figure


class EstimateInternals(Output):
    """What the work costs and how the price was reached; absent for who may not see costs.

    Cost and margin are None where a price list does not say what its product costs.
    """

    cost: Figure | None
    margin: Figure | None
    margin_fraction: Figure | None
    formula_price: Figure
    items: list[CostItemResponse]
    buckets: list[BucketResponse]
    price_steps: list[PriceStepResponse]


class FactResponse(Output):
    """Something about the finished work that a person asks for: its spine, weight, cartons."""

    code: str
    label: str
    value: str


class PartInternals(Output):
    """What a part's other ways would cost; absent for who may not see costs."""

    other_routes: list[OtherRoute]


class PartEstimateResponse(Output):
    """How one part is made: on what press, from what stock, laid out how."""

    name: str
    press: str
    press_name: str
    press_kind: str
    stock: str
    stock_name: str
    method: str
    words: str
    forms: int
    plates: int
    net_sheets: int
    gross_sheets: int
    parents: int
    parent_out: int
    clicks: int
    layout: LayoutDrawing | None
    facts: list[FactResponse]
    remarks: list[str]
    refused_routes: list[RefusedRoute]
    internal: PartInternals | None = None


class BetterBreak(Output):
    """A larger quantity that costs less in all."""

    quantity: int
    price: Figure


class ListPartResponse(Output):
    """A part of a listed price, in words, with the breaks that it was read at."""

    name: Literal["list", "slice", "run_on"]
    words: str
    breaks: list[int]
    amount: Figure


class ListAccountResponse(Output):
    """How a price was read off a price list; the parts add up to where the steps begin.

    ``tier`` is the level whose column was read, empty for everyone's.
    """

    price_list: str
    name: str
    edition: int
    effective_from: Day
    mode: Mode
    tier: str
    parts: list[ListPartResponse]
    steps: list[PriceStepResponse]
    better: BetterBreak | None


class QuantityEstimateResponse(Output):
    """The estimate for one quantity, each part by the way with the lowest price.

    ``listed`` says how a price was read off a price list, for what is sold from one.
    """

    quantity: int
    price: Figure
    unit_price: Figure
    price_per_m: Figure
    parts: list[PartEstimateResponse]
    facts: list[FactResponse]
    listed: ListAccountResponse | None = None
    internal: EstimateInternals | None = None


class EstimateResponse(Output):
    """The estimates of all quantities, with the engine and the rate card that made them."""

    engine_version: int
    rates_version: int
    description: str
    warnings: list[str]
    quantities: list[QuantityEstimateResponse]


class LineEstimate(Output):
    """The estimates behind one line of a quote; only product lines have any."""

    line_id: Id
    quantities: list[QuantityEstimateResponse]
