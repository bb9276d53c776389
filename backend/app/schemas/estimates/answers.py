"""What the engine answers: layouts, routes, costs with their reasons, and prices."""

from typing import Annotated, Literal

from pydantic import Field

from app.domain.pricing.price_lists import Mode
from app.schemas.base import Day, Id, Output

# Decimals of the engine's own precision, written as text.
Figure = Annotated[str, Field(json_schema_extra={"format": "decimal"})]


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
