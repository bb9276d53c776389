"""A shop with one offset press: the rate book of golden job B."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from app.domain.estimating.rates import (
    FinishingOperation,
    Margins,
    Offset,
    OperationKind,
    Press,
    RunSpeed,
    StockPrice,
    WasteBand,
)
from app.domain.estimating.spec import FlatSpec
from tests.domain.estimating.shops import CUT, GOLDEN, inch, stock

OFFSET_PRESS: Final = Press(
    code="offset-1",
    name="Press 5",
    kind="offset",
    max_sheet_width=inch("25"),
    max_sheet_height=inch("19"),
    min_sheet_width=inch("16"),
    min_sheet_height=inch("11"),
    hourly_rate=Decimal(165),
    margins=Margins(),
    gripper=inch("0.5"),
    gripper_edge="long",
    colours=4,
    setup_minutes=Decimal(30),
    make_ready_sheets=150,
    waste=(WasteBand(0, Decimal("0.02")),),
    offset=Offset(
        speeds=(RunSpeed(9000),),
        plate_price=Decimal(14),
        coverage=Decimal("0.30"),
        ink_price=Decimal("9.50"),
        mileage_coated=Decimal(350_000),
        mileage_uncoated=Decimal(350_000),
    ),
)

FOLD: Final = FinishingOperation(
    code="fold",
    name="Letter fold",
    kind=OperationKind.FOLD,
    phrase="letter-folded",
    bucket="machine",
    hourly_rate=Decimal(52),
    setup_minutes=Decimal(10),
    minutes_per_thousand=Decimal(12),
    run_waste=Decimal("0.01"),
    make_ready_units=25,
)

TEXT_100: Final = stock(
    "text-100",
    name="100# text",
    grade="text",
    basis_weight=Decimal(100),
    gsm=Decimal(148),
    caliper_in=Decimal("0.0047"),
    sheet_width=inch("25"),
    sheet_height=inch("38"),
    prices=(StockPrice(date(2026, 1, 1), "per_cwt", Decimal(112)),),
)

BOOK: Final = replace(
    GOLDEN,
    stocks=(TEXT_100,),
    presses=(OFFSET_PRESS,),
    operations=(CUT, FOLD),
)

FLYER: Final = FlatSpec(
    product_type="flyer",
    trim_width=Decimal("8.5"),
    trim_height=Decimal(11),
    bleed=Decimal("0.125"),
    colours_front=4,
    colours_back=4,
    stock="text-100",
    finishing=("fold",),
)
