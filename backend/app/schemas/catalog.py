"""The rate book on the wire: papers, presses, finishing, products, and the card they make.

What a role without ``costs:view`` may not see stands under ``internal``, which is absent for it.
"""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, PlainSerializer, WithJsonSchema

from app.domain.money import decimal_text
from app.domain.units import length_text
from app.schemas.base import (
    Day,
    Id,
    Instant,
    Output,
    Page,
    PageNumber,
    PerPage,
    QueryInput,
    SearchText,
)

# A number as the shop wrote it, without the zeros that a column adds; a length in inches.
Figure = Annotated[
    Decimal,
    PlainSerializer(decimal_text, return_type=str),
    WithJsonSchema({"type": "string", "format": "decimal"}),
]
Inches = Annotated[
    int,
    PlainSerializer(length_text, return_type=str),
    WithJsonSchema({"type": "string", "format": "decimal"}),
]

type PressKind = Literal["digital", "offset", "wide_format"]
type PriceBasis = Literal["per_m", "per_cwt", "per_area"]
type Grain = Literal["long", "short", "none"]


def _is_absent(value: object) -> bool:
    return value is None


# Absent, not null: a key that names a cost must not exist for who may not see it.
Internal = Field(default=None, exclude_if=_is_absent)


class StockQuery(QueryInput):
    """Which stocks to list: those in which every word of ``q`` occurs."""

    q: SearchText = ""
    grade: SearchText | None = None
    family: SearchText | None = None
    form: Literal["sheet", "roll"] | None = None
    page: PageNumber = 1
    per_page: PerPage = 25


class StockPriceResponse(Output):
    """What a stock costs from a day on; a bracket starts at ``min_weight_lb``."""

    effective_on: Day
    basis: PriceBasis
    price: Figure
    min_weight_lb: Figure


class StockInternals(Output):
    """What a stock costs: today's price, that of 1,000 sheets, and all past and coming prices."""

    basis: PriceBasis | None
    price: Figure | None
    price_per_m: Figure | None
    effective_on: Day | None
    prices: list[StockPriceResponse]


class StockResponse(Output):
    """A paper or substrate. A roll has ``roll_width_in`` and no sheet."""

    id: Id
    code: str
    name: str
    family: str
    family_name: str
    grade: str
    grade_name: str
    basis_weight_lb: Figure | None
    gsm: Figure
    caliper_in: Figure
    m_weight_lb: Figure | None
    colour: str
    finish: str
    sheet_width_in: Figure | None
    sheet_height_in: Figure | None
    roll_width_in: Figure | None
    grain: Grain
    supplier: str
    aliases: list[str]
    presses: list[str]
    internal: StockInternals | None = Internal


class StockPage(Page[StockResponse]):
    """One page of stocks."""


class PrintableStock(Output):
    """One entry of the builder's stock picker; a roll has no height."""

    code: str
    name: str
    family: str
    family_name: str
    basis_weight_lb: Figure | None
    caliper_in: Figure
    colour: str
    finish: str
    sheet_width_in: Inches
    sheet_height_in: Inches | None
    aliases: list[str]


class SheetSize(Output):
    """A size in inches."""

    width_in: Inches
    height_in: Inches


class UnprintableEdges(Output):
    """What a press cannot print, from each edge, with its gripper at the bottom."""

    left_in: Inches
    right_in: Inches
    top_in: Inches
    bottom_in: Inches


class SpeedResponse(Output):
    """How fast the press prints stocks up to a caliper; None is for all thicker ones."""

    max_caliper_in: Figure | None
    sides_per_minute: Figure


class WasteResponse(Output):
    """The part of a run that is wasted, for runs of at least so many sheets."""

    from_sheets: int
    waste: Figure


class FurtherFigure(Output):
    """A figure that people look up and no estimate reads."""

    label: str
    value: str
    unit: str


class ClickSize(Output):
    """How many clicks a side counts, up to a length of the sheet's longer edge."""

    up_to_in: Inches
    multiplier: int


class PressInternals(Output):
    """What a press costs."""

    hourly_rate: Figure
    click_colour: Figure
    click_mono: Figure
    click_sizes: list[ClickSize]
    further: list[FurtherFigure]


class PressResponse(Output):
    """A press with its geometry, to be drawn to scale."""

    id: Id
    code: str
    name: str
    kind: PressKind
    max_sheet: SheetSize
    min_sheet: SheetSize
    unprintable: UnprintableEdges
    gripper_in: Inches
    gripper_edge: Literal["long", "short"]
    min_caliper_in: Figure
    max_caliper_in: Figure
    colours: int
    duplex: bool
    setup_minutes: Figure
    make_ready_sheets: int
    speeds: list[SpeedResponse]
    waste: list[WasteResponse]
    further: list[FurtherFigure]
    internal: PressInternals | None = Internal


class OperationInternals(Output):
    """What a finishing operation costs."""

    hourly_rate: Figure
    unit_price: Figure
    area_price: Figure
    minimum: Figure


class OperationResponse(Output):
    """A finishing operation: what it handles, how fast, and what limits it."""

    id: Id
    code: str
    name: str
    kind: str
    phrase: str
    handles: Literal["sheet", "piece"]
    aliases: list[str]
    setup_minutes: Figure
    minutes_per_thousand: Figure
    minutes_per_cut: Figure
    max_lift_in: Figure | None
    group_name: str | None
    group_size: int | None
    group_max_weight_lb: Figure | None
    sides: int
    run_waste: Figure
    make_ready_units: int
    min_caliper_in: Figure
    max_caliper_in: Figure | None
    internal: OperationInternals | None = Internal


class NamedCode(Output):
    """A code with the name that people know it by."""

    code: str
    name: str


class GradeResponse(Output):
    """A grade with the area of its basic size in square inches."""

    code: str
    name: str
    basic_area: Figure


class LevelResponse(Output):
    """What a class of customers pays of the price: 0.95 is 5 % less."""

    code: str
    name: str
    multiplier: Figure


class RushResponse(Output):
    """What is added for a job wanted within so many business days."""

    within_days: int
    surcharge: Figure


class PolicyResponse(Output):
    """How the shop works and sells."""

    bleed_in: Inches
    gap_in: Inches
    butt_gap_in: Inches
    layout: Literal["grid", "mixed"]
    minimum_charge: Figure
    rounding_mode: Literal["nearest", "up", "unit"]
    rounding_quantum: Figure
    tax_rate: Figure
    tax_label: str
    tax_rounding: Literal["document", "line"]


class MarkUpBandResponse(Output):
    """The mark-up on the slice of a cost from an amount on."""

    from_amount: Figure
    mark_up: Figure


class MarkUpResponse(Output):
    """The mark-ups on one kind of cost."""

    bucket: str
    bands: list[MarkUpBandResponse]


class RateCardInternals(Output):
    """What the shop earns by."""

    mark_ups: list[MarkUpResponse]
    margin_floor: Figure
    margin_target: Figure
    prepress_hours: Figure
    prepress_rate: Figure


class RateCardResponse(Output):
    """The rate card that new estimates are made by."""

    version: int
    published_at: Instant
    published_by: str | None
    note: str
    stocks: int
    presses: int
    operations: int
    grades: list[GradeResponse]
    families: list[NamedCode]
    levels: list[LevelResponse]
    rush: list[RushResponse]
    policy: PolicyResponse
    internal: RateCardInternals | None = Internal


type SpecificationKind = Literal["flat", "bound", "set", "wide", "hours"]
type FieldValue = str | int | list[str] | None


class FieldOption(Output):
    """One choice of a field."""

    value: str | int | None
    label: str


class FieldCondition(Output):
    """The field shows only where another one has, or holds, any of these values.

    Without values it shows where the other one is filled at all.
    """

    field: str
    any_of: list[str | int]


type FieldKind = Literal[
    "length",
    "integer",
    "number",
    "choice",
    "stock",
    "stocks",
    "operation",
    "operations",
    "press",
    "service",
]


class ProductField(Output):
    """One field of a product's form; ``name`` is the field of the specification that it fills.

    ``part`` heads the fields of one part (Text, Cover) and is empty where the job has only one.
    ``families`` come first among a stock's choices; empty means that all suit alike. ``none_label``
    says what it means to leave the field empty, where it may be.
    """

    name: str
    label: str
    kind: FieldKind
    part: str
    unit: str | None
    families: list[str]
    none_label: str | None
    options: list[FieldOption]
    default: FieldValue
    minimum: int | None
    maximum: int | None
    depends_on: FieldCondition | None
    help: str


class ProductSize(Output):
    """A usual size to choose in one step."""

    label: str
    width: str
    height: str
    unit: Literal["in", "mm"]


class ProductDefinition(Output):
    """The form of a product type: ``title`` starts a new line's, ``aliases`` are typed for it.

    ``kind`` is the kind of its specification. A new line's specification is the first of ``sizes``,
    if there are any, and every field's default.
    """

    code: str
    name: str
    kind: SpecificationKind
    title: str
    group: str
    aliases: list[str]
    sizes: list[ProductSize]
    quantities: list[int]
    fields: list[ProductField]
