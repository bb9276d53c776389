"""A shop for wide format: the one of golden job E, with boards and a second roll beside it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from app.domain.estimating.layout import Layout
from app.domain.estimating.rates import (
    STANDARD_GRADES,
    FinishingOperation,
    Grade,
    MarkUps,
    OperationKind,
    Press,
    RateBook,
    Stock,
    StockPrice,
)
from app.domain.estimating.rates.wide import AreaSpeed, InkPrice, Wide
from app.domain.estimating.result import CostItem, PartEstimate, QuantityEstimate
from app.domain.estimating.spec import WideSpec
from tests.domain.estimating.shops import GOLDEN, inch, price_one

START: Final = date(2026, 1, 1)
BANNER: Final = Stock(
    code="banner-54",
    name="13 oz banner",
    grade="banner",
    basis_weight=Decimal(0),
    gsm=Decimal(440),
    caliper_in=Decimal("0.015"),
    sheet_width=inch("54"),
    sheet_height=None,
    prices=(StockPrice(START, "per_area", Decimal("0.31")),),
    paper="banner-13",
)
BANNER_63: Final = replace(BANNER, code="banner-63", sheet_width=inch("63"))
FOAM: Final = Stock(
    code="foam-48",
    name="3/16 in foam board",
    grade="rigid",
    basis_weight=Decimal(0),
    gsm=Decimal(600),
    caliper_in=Decimal("0.1875"),
    sheet_width=inch("48"),
    sheet_height=inch("96"),
    prices=(StockPrice(START, "per_area", Decimal("0.90")),),
    half_sheets=True,
)
ROLL_PRESS: Final = Press(
    code="roll-1",
    name="Roll 1",
    kind="wide_format",
    max_sheet_width=inch("64"),
    max_sheet_height=inch("1800"),
    min_sheet_width=inch("20"),
    min_sheet_height=inch("1"),
    max_caliper_in=Decimal("0.03"),
    duplex=False,
    setup_minutes=Decimal(10),
    hourly_rate=Decimal(54),
    wide=Wide(
        rolls=True,
        speeds=(AreaSpeed(Decimal(330), "banner"), AreaSpeed(Decimal(150))),
        inks=(InkPrice("light", Decimal("0.12")), InkPrice("medium", Decimal("0.22"))),
        leader=inch("18"),
        trailer=inch("6"),
        panel_overlap=inch("1"),
    ),
)
BOARD_PRESS: Final = replace(
    ROLL_PRESS,
    code="flatbed-1",
    name="Flatbed 1",
    max_sheet_width=inch("60"),
    max_sheet_height=inch("120"),
    min_sheet_width=inch("1"),
    max_caliper_in=Decimal(2),
    duplex=True,
    wide=Wide(
        boards=True,
        speeds=(AreaSpeed(Decimal(240)),),
        inks=(InkPrice("medium", Decimal("0.25")),),
        board_minutes=Decimal(2),
    ),
)
HEM: Final = FinishingOperation(
    code="hem",
    name="Hemming",
    kind=OperationKind.HEM,
    phrase="hemmed",
    per="foot",
    hourly_rate=Decimal(44),
    setup_minutes=Decimal(6),
    minutes_per_thousand=Decimal(400),
    allowance=inch("1"),
    max_caliper_in=Decimal("0.03"),
)
GROMMETS: Final = FinishingOperation(
    code="grommets-24",
    name="Grommets every 2 ft",
    kind=OperationKind.GROMMET,
    phrase="grommets every 2 ft",
    per="grommet",
    spacing=inch("24"),
    hourly_rate=Decimal(38),
    setup_minutes=Decimal(3),
    minutes_per_thousand=Decimal(350),
    unit_price=Decimal("0.11"),
)
POCKETS: Final = replace(
    HEM,
    code="pockets",
    name="Pole pockets",
    kind=OperationKind.POLE_POCKET,
    phrase="pole pockets top and bottom",
    edges="top_bottom",
    allowance=inch("4"),
)
TRIM: Final = FinishingOperation(
    code="trim",
    name="Trimming",
    kind=OperationKind.TRIM,
    phrase="trimmed",
    per="foot",
    hourly_rate=Decimal(40),
    minutes_per_thousand=Decimal(100),
)

SHOP: Final = RateBook(
    version=7,
    grades=(
        *STANDARD_GRADES,
        Grade("banner", "Banner", Decimal(144)),
        Grade("rigid", "Rigid board", Decimal(144)),
    ),
    stocks=(BANNER, FOAM),
    presses=(ROLL_PRESS, BOARD_PRESS),
    operations=(HEM, GROMMETS, POCKETS),
    mark_ups=MarkUps.flat(paper="0.50", material="0.50", labour="0.40", machine="0.40"),
    policy=replace(GOLDEN.policy, prepress_hours=Decimal(0)),
)
BOTH_ROLLS: Final = replace(SHOP, stocks=(BANNER, BANNER_63, FOAM))

BANNERS: Final = WideSpec(
    product_type="banner",
    trim_width=Decimal(36),
    trim_height=Decimal(96),
    stock="banner-54",
    finishing=("hem", "grommets-24"),
)
SIGNS: Final = WideSpec(
    product_type="sign", trim_width=Decimal(24), trim_height=Decimal(18), stock="foam-48"
)


def wide(quantity: int, rates: RateBook = SHOP, **changes: Any) -> QuantityEstimate:  # noqa: ANN401
    return price_one(replace(BANNERS, **changes), quantity, rates)


def signs(quantity: int, rates: RateBook = SHOP, **changes: Any) -> QuantityEstimate:  # noqa: ANN401
    return price_one(replace(SIGNS, **changes), quantity, rates)


def part(one: QuantityEstimate) -> PartEstimate:
    (only,) = one.parts
    return only


def drawn(one: QuantityEstimate) -> Layout:
    drawing = part(one).drawing
    assert isinstance(drawing, Layout)
    return drawing


def items(one: QuantityEstimate) -> dict[tuple[str, str], CostItem]:
    return {(item.operation, item.bucket): item for item in one.items}


def fact(one: QuantityEstimate, code: str) -> str:
    facts = [*one.facts, *part(one).facts]
    return next(found.value for found in facts if found.code == code)
