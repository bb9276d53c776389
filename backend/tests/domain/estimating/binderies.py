"""A shop that binds: papers, bindings and what goes with them, with plain figures."""

from dataclasses import replace
from decimal import Decimal
from typing import Final

from app.domain.estimating.engine import estimate
from app.domain.estimating.rates import (
    Binding,
    BindingElement,
    FinishingOperation,
    OperationKind,
    PocketSpeed,
    RateBook,
    WasteBand,
)
from app.domain.estimating.result import CostItem, PartEstimate, QuantityEstimate
from app.domain.estimating.spec import BoundSpec
from tests.domain.estimating.shops import CUT, GOLDEN, GOLDEN_PRESS, PACK, SHRINK_WRAP, TODAY, stock

TEXT: Final = stock(
    "text-100",
    name="100# gloss text",
    grade="text",
    basis_weight=Decimal(100),
    gsm=Decimal(148),
    caliper_in=Decimal("0.0047"),
)
COVER: Final = stock(
    "cover-80",
    name="80# gloss cover",
    grade="cover",
    basis_weight=Decimal(80),
    gsm=Decimal("216.3"),
    caliper_in=Decimal("0.0095"),
)
BOOK_PAPER: Final = stock(
    "book-60",
    name="60# offset",
    grade="text",
    basis_weight=Decimal(60),
    gsm=Decimal("88.8"),
    caliper_in=Decimal("0.0045"),
)

COLLATE: Final = FinishingOperation(
    code="collate",
    name="Collating",
    kind=OperationKind.COLLATE,
    phrase="collated",
    hourly_rate=Decimal(42),
    setup_minutes=Decimal(8),
    pockets=(PocketSpeed(6, Decimal(3000)), PocketSpeed(12, Decimal(2000))),
    run_waste=Decimal("0.01"),
    make_ready_units=5,
)
FOLD: Final = FinishingOperation(
    code="book-fold",
    name="Folding",
    kind=OperationKind.FOLD,
    phrase="folded",
    bucket="machine",
    hourly_rate=Decimal(52),
    setup_minutes=Decimal(8),
    minutes_per_thousand=Decimal(30),
    run_waste=Decimal("0.01"),
    make_ready_units=5,
)
TRIM: Final = FinishingOperation(
    code="three-knife",
    name="Three-knife trimming",
    kind=OperationKind.THREE_KNIFE,
    phrase="trimmed",
    bucket="machine",
    hourly_rate=Decimal(60),
    setup_minutes=Decimal(10),
    minutes_per_thousand=Decimal(20),
    run_waste=Decimal("0.005"),
    max_lift_in=Decimal(2),
)
STITCH: Final = FinishingOperation(
    code="stitch",
    name="Saddle stitching",
    kind=OperationKind.SADDLE_STITCH,
    phrase="saddle-stitched",
    bucket="machine",
    hourly_rate=Decimal(68),
    setup_minutes=Decimal(20),
    run_waste=Decimal("0.02"),
    make_ready_units=10,
    pockets=(PocketSpeed(2, Decimal(4000)), PocketSpeed(6, Decimal(2500))),
    binding=Binding(
        page_multiple=4,
        min_pages=8,
        max_thickness_in=Decimal("0.25"),
        sheet_steps=("collate", "book-fold"),
        after_steps=("three-knife",),
        creep_factor=Decimal("1.2"),
        safe_creep_in=Decimal("0.05"),
    ),
)
GLUE: Final = FinishingOperation(
    code="perfect",
    name="Perfect binding",
    kind=OperationKind.PERFECT_BIND,
    phrase="perfect-bound",
    bucket="machine",
    hourly_rate=Decimal(72),
    setup_minutes=Decimal(30),
    minutes_per_thousand=Decimal(220),
    run_waste=Decimal("0.03"),
    make_ready_units=8,
    binding=Binding(
        page_multiple=2,
        min_thickness_in=Decimal("0.125"),
        max_thickness_in=Decimal(2),
        after_steps=("three-knife",),
        covers_in_spine=True,
        glue_area_price=Decimal("0.75"),
        grind_in=Decimal("0.125"),
    ),
)
COIL: Final = FinishingOperation(
    code="coil",
    name="Plastic coil",
    kind=OperationKind.COIL,
    phrase="coil-bound",
    hourly_rate=Decimal(42),
    setup_minutes=Decimal(12),
    minutes_per_thousand=Decimal(1500),
    run_waste=Decimal("0.01"),
    minimum=Decimal(30),
    binding=Binding(
        clearance_in=Decimal("0.125"),
        elements=(
            BindingElement(Decimal("0.25"), Decimal(4), Decimal("0.004")),
            BindingElement(Decimal("0.5"), Decimal(4), Decimal("0.007")),
            BindingElement(Decimal(1), Decimal(4), Decimal("0.012")),
        ),
    ),
)
WIRE: Final = FinishingOperation(
    code="wire-o",
    name="Wire-O",
    kind=OperationKind.WIRE_O,
    phrase="wire-o bound",
    hourly_rate=Decimal(42),
    setup_minutes=Decimal(15),
    minutes_per_thousand=Decimal(1800),
    binding=Binding(
        clearance_in=Decimal("0.0625"),
        elements=(
            BindingElement(Decimal("0.25"), Decimal(3), Decimal("0.006")),
            BindingElement(Decimal("0.5625"), Decimal(3), Decimal("0.011")),
            BindingElement(Decimal("0.625"), Decimal(2), Decimal("0.016")),
            BindingElement(Decimal("1.25"), Decimal(2), Decimal("0.027")),
        ),
    ),
)

PLAIN_STITCH: Final = replace(
    STITCH,
    run_waste=Decimal(0),
    make_ready_units=0,
    binding=replace(STITCH.binding, sheet_steps=(), after_steps=()),
)
"""A stitcher that spoils nothing, as golden job C wants it."""

EXACT: Final = replace(
    GOLDEN,
    stocks=(TEXT, COVER, BOOK_PAPER),
    presses=(replace(GOLDEN_PRESS, make_ready_sheets=0, waste=()),),
    operations=(CUT, PLAIN_STITCH, GLUE, TRIM, COIL, WIRE),
)
"""A shop that wastes nothing: figures come out as the reference works them."""

BINDERY: Final = replace(
    GOLDEN,
    stocks=(TEXT, COVER, BOOK_PAPER),
    presses=(replace(GOLDEN_PRESS, waste=(WasteBand(0, Decimal("0.03")),)),),
    operations=(CUT, COLLATE, FOLD, STITCH, TRIM, GLUE, COIL, WIRE, PACK, SHRINK_WRAP),
)

BOOKLET: Final = BoundSpec(
    product_type="booklet",
    trim_width=Decimal("8.5"),
    trim_height=Decimal(11),
    bleed=Decimal("0.125"),
    pages=16,
    stock="text-100",
    colours_front=4,
    colours_back=4,
    cover_stock="cover-80",
    cover_colours_front=4,
    cover_colours_back=4,
    binding="stitch",
)
NOVEL: Final = BoundSpec(
    product_type="perfect_bound",
    trim_width=Decimal("5.5"),
    trim_height=Decimal("8.5"),
    pages=200,
    stock="book-60",
    colours_front=1,
    colours_back=1,
    cover_stock="cover-80",
    cover_colours_front=4,
    binding="perfect",
)


def bind(spec: BoundSpec, quantity: int, rates: RateBook = BINDERY) -> QuantityEstimate:
    return estimate(spec, [quantity], rates, on=TODAY).quantities[0]


def warnings(spec: BoundSpec, rates: RateBook = BINDERY) -> tuple[str, ...]:
    return estimate(spec, [100], rates, on=TODAY).warnings


def part(one: QuantityEstimate, name: str) -> PartEstimate:
    return next(part for part in one.parts if part.name == name)


def facts(one: QuantityEstimate) -> dict[str, str]:
    return {fact.code: fact.value for fact in one.facts}


def items(one: QuantityEstimate, part_name: str = "Job") -> dict[str, CostItem]:
    return {item.operation: item for item in one.items if item.part == part_name}
