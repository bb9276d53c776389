"""Two shops' rate books: the one of golden job A, and a plausible one for properties."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from app.domain.estimating.engine import estimate
from app.domain.estimating.layout import Layout
from app.domain.estimating.rates import (
    STANDARD_GRADES,
    CustomerLevel,
    FinishingOperation,
    Margins,
    MarkUps,
    OperationKind,
    Policy,
    Press,
    RateBook,
    RushBand,
    SizeMultiplier,
    SpeedBand,
    Stock,
    StockPrice,
    WasteBand,
)
from app.domain.estimating.result import PartEstimate, QuantityEstimate
from app.domain.estimating.spec import FlatSpec, Specification
from app.domain.units import Length, length_from

TODAY: Final = date(2026, 11, 20)


def inch(size: str) -> Length:
    return length_from(Decimal(size), "in")


def margins(size: str) -> Margins:
    edge = inch(size)
    return Margins(edge, edge, edge, edge)


def stock(code: str, **changes: Any) -> Stock:  # noqa: ANN401 -- any field of a stock
    plain = Stock(
        code=code,
        name="14 pt C2S cover",
        grade="cover",
        basis_weight=Decimal(130),
        gsm=Decimal("351.5"),
        caliper_in=Decimal("0.014"),
        sheet_width=inch("12"),
        sheet_height=inch("18"),
        prices=(StockPrice(date(2026, 1, 1), "per_m", Decimal("85.00")),),
    )
    return replace(plain, **changes)


GOLDEN_PRESS: Final = Press(
    code="digital-1",
    name="Press 1",
    kind="digital",
    max_sheet_width=inch("13"),
    max_sheet_height=inch("19"),
    margins=margins("0.25"),
    max_caliper_in=Decimal("0.018"),
    speeds=(SpeedBand(Decimal(30)),),
    setup_minutes=Decimal(6),
    hourly_rate=Decimal(60),
    make_ready_sheets=5,
    waste=(WasteBand(0, Decimal("0.03")),),
    click_colour=Decimal("0.045"),
    click_mono=Decimal("0.0126"),
    size_multipliers=(SizeMultiplier(inch("11.7"), 1), SizeMultiplier(inch("19"), 2)),
)

CUT: Final = FinishingOperation(
    code="cut",
    name="Cutting",
    kind=OperationKind.CUT,
    phrase="cut",
    hourly_rate=Decimal(48),
    setup_minutes=Decimal(5),
    minutes_per_cut=Decimal("0.25"),
    max_lift_in=Decimal("2.0"),
)

GOLDEN: Final = RateBook(
    version=7,
    grades=STANDARD_GRADES,
    stocks=(stock("c2s-14"),),
    presses=(GOLDEN_PRESS,),
    operations=(CUT,),
    mark_ups=MarkUps.flat(paper="0.40", clicks="0.50", labour="0.35", machine="0.35"),
    policy=Policy(
        gap=inch("0.25"),
        bleed=inch("0.125"),
        minimum_charge=Decimal(45),
        prepress_hours=Decimal("0.25"),
        prepress_rate=Decimal(60),
    ),
)

CARDS: Final = FlatSpec(
    product_type="business_card",
    trim_width=Decimal("3.5"),
    trim_height=Decimal(2),
    bleed=Decimal("0.125"),
    colours_front=4,
    colours_back=4,
    stock="c2s-14",
    finishing=("cut",),
)

LAMINATE: Final = FinishingOperation(
    code="soft-touch",
    name="Soft-touch laminate",
    kind=OperationKind.LAMINATE,
    phrase="soft-touch laminate",
    handles="sheet",
    bucket="machine",
    hourly_rate=Decimal(42),
    setup_minutes=Decimal(12),
    minutes_per_thousand=Decimal(90),
    area_price=Decimal("0.11"),
    sides=2,
    run_waste=Decimal("0.02"),
    make_ready_units=4,
    minimum=Decimal(35),
)

ROUND_CORNER: Final = FinishingOperation(
    code="round",
    name="Round corners",
    kind=OperationKind.ROUND_CORNER,
    phrase="round corners",
    hourly_rate=Decimal(36),
    setup_minutes=Decimal(4),
    minutes_per_lift=Decimal("0.8"),
    max_lift_in=Decimal("0.5"),
    run_waste=Decimal("0.01"),
)

SHRINK_WRAP: Final = FinishingOperation(
    code="wrap",
    name="Shrink-wrap",
    kind=OperationKind.SHRINK_WRAP,
    phrase="shrink-wrapped in 100s",
    hourly_rate=Decimal(30),
    setup_minutes=Decimal(3),
    minutes_per_thousand=Decimal(400),
    group_name="bundle",
    group_size=100,
    unit_price=Decimal("0.08"),
)

PACK: Final = FinishingOperation(
    code="pack",
    name="Packing",
    kind=OperationKind.PACK,
    phrase="boxed",
    hourly_rate=Decimal(27),
    minutes_per_thousand=Decimal(2500),
    group_name="carton",
    group_max_weight_lb=Decimal(40),
    group_max_stack_in=Decimal(30),
    unit_price=Decimal("1.35"),
)

SCORE: Final = FinishingOperation(
    code="score",
    name="Scoring",
    kind=OperationKind.SCORE,
    phrase="scored",
    hourly_rate=Decimal(40),
    setup_minutes=Decimal(10),
    minutes_per_thousand=Decimal(20),
    run_waste=Decimal("0.015"),
    make_ready_units=10,
    max_caliper_in=Decimal("0.016"),
)

SEEDED: Final = RateBook(
    version=1,
    grades=STANDARD_GRADES,
    stocks=(
        stock("c2s-14", grain="long"),
        stock(
            "text-100",
            name="100 lb gloss text",
            grade="text",
            basis_weight=Decimal(100),
            gsm=Decimal(148),
            caliper_in=Decimal("0.0047"),
            sheet_width=inch("13"),
            sheet_height=inch("19"),
            prices=(
                StockPrice(date(2026, 1, 1), "per_cwt", Decimal(125)),
                StockPrice(date(2026, 1, 1), "per_cwt", Decimal(118), Decimal(200)),
                StockPrice(date(2026, 1, 1), "per_cwt", Decimal(104), Decimal(1000)),
            ),
        ),
        stock(
            "bond-20",
            name="20 lb bond",
            grade="bond",
            basis_weight=Decimal(20),
            gsm=Decimal(75),
            caliper_in=Decimal("0.0038"),
            sheet_width=inch("8.5"),
            sheet_height=inch("11"),
            prices=(StockPrice(date(2026, 1, 1), "per_m", Decimal("11.40")),),
        ),
    ),
    presses=(
        replace(
            GOLDEN_PRESS,
            waste=(
                WasteBand(0, Decimal("0.05")),
                WasteBand(250, Decimal("0.03")),
                WasteBand(1000, Decimal("0.02")),
            ),
            speeds=(
                SpeedBand(Decimal(50), Decimal("0.008")),
                SpeedBand(Decimal(30), Decimal("0.014")),
                SpeedBand(Decimal(20)),
            ),
        ),
        replace(
            GOLDEN_PRESS,
            code="digital-2",
            name="Press 2",
            max_sheet_width=inch("12"),
            max_caliper_in=Decimal("0.012"),
            setup_minutes=Decimal(3),
            make_ready_sheets=2,
            hourly_rate=Decimal(38),
            click_colour=Decimal("0.062"),
            gripper=inch("0.2"),
        ),
        replace(
            GOLDEN_PRESS,
            code="digital-3",
            name="Press 3",
            setup_minutes=Decimal(14),
            hourly_rate=Decimal(95),
            click_colour=Decimal("0.031"),
            speeds=(SpeedBand(Decimal(80)),),
        ),
    ),
    operations=(CUT, LAMINATE, ROUND_CORNER, SHRINK_WRAP, PACK, SCORE),
    mark_ups=MarkUps.flat(
        paper="0.35",
        material="0.35",
        clicks="0.50",
        labour="0.45",
        machine="0.45",
        outwork="0.20",
    ),
    policy=replace(GOLDEN.policy, margin_floor=Decimal("0.3"), margin_target=Decimal("0.38")),
    levels=(
        CustomerLevel("standard", "Standard", Decimal(1)),
        CustomerLevel("trade", "Trade", Decimal("0.85")),
    ),
    rush=(
        RushBand(0, Decimal("0.50")),
        RushBand(1, Decimal("0.35")),
        RushBand(3, Decimal("0.15")),
    ),
)


def price_one(
    spec: Specification,
    quantity: int,
    rates: RateBook = GOLDEN,
    *,
    on: date = TODAY,
    customer_level: str | None = None,
) -> QuantityEstimate:
    found = estimate(spec, [quantity], rates, on=on, customer_level=customer_level)
    return found.quantities[0]


def sheet(one: QuantityEstimate) -> PartEstimate:
    """The only part of a job that has one."""
    (part,) = one.parts
    return part


def layout(one: QuantityEstimate) -> Layout:
    drawing = sheet(one).drawing
    assert isinstance(drawing, Layout)
    return drawing
