"""What finishing counts and measures: travel, hole groups, backers, film, edges and pounds."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from app.domain.estimating.rates import FinishingOperation, MarkUps, OperationKind, RateBook
from app.domain.estimating.result import CostItem, QuantityEstimate
from app.domain.estimating.spec import FlatSpec
from tests.domain.estimating.shops import (
    CARDS,
    GOLDEN,
    LAMINATE,
    PACK,
    ROUND_CORNER,
    SHRINK_WRAP,
    inch,
    price_one,
    stock,
)

PLAIN = FinishingOperation(
    code="step",
    name="Step",
    kind=OperationKind.SCORE,
    phrase="stepped",
    hourly_rate=Decimal(60),
    setup_minutes=Decimal(10),
)
FOLD = replace(
    PLAIN,
    code="fold",
    name="Letter fold",
    kind=OperationKind.FOLD,
    phrase="letter-folded",
    fold="letter",
    feet_per_minute=Decimal(350),
    sheet_gap=inch("3"),
)
TEXT = stock(
    "text-100",
    name="100 lb text",
    grade="text",
    basis_weight=Decimal(100),
    gsm=Decimal(148),
    caliper_in=Decimal("0.0047"),
)
LEAFLET = replace(CARDS, stock="text-100", trim_width=Decimal(11), trim_height=Decimal("8.5"))


def finish(
    quantity: int, *operations: FinishingOperation, spec: FlatSpec = LEAFLET
) -> QuantityEstimate:
    rates: RateBook = replace(
        GOLDEN,
        stocks=(*GOLDEN.stocks, TEXT),
        operations=(*GOLDEN.operations, *operations),
    )
    codes = tuple(operation.code for operation in operations)
    return price_one(replace(spec, finishing=(*codes, "cut")), quantity, rates)


def items_of(one: QuantityEstimate, name: str) -> dict[str, CostItem]:
    return {item.operation: item for item in one.items if item.resource == name}


def test_folding_takes_the_time_that_sheets_travel() -> None:
    """1,000 x (11 + 3) in / 12 / 350 ft a minute, and ten minutes of set-up, at a dollar each."""
    item = items_of(finish(1000, FOLD), "Letter fold")["Letter fold"]
    assert item.exact == 10 + Fraction(1000 * 14, 12 * 350)
    assert item.formula == (
        "10 min set-up + 1,000 pieces x (11 + 3 in) / 12 / 350 ft a min = 13.33 min x $60 an hour"
    )


def test_a_fold_that_turns_the_sheet_takes_two_per_cent_longer_for_each_turn() -> None:
    tall = replace(LEAFLET, trim_width=Decimal("8.5"), trim_height=Decimal(11))
    item = items_of(finish(1000, replace(FOLD, fold="accordion_4"), spec=tall), "Letter fold")
    folding = item["Letter fold"]
    assert folding.exact == 10 + Fraction(1000 * 14, 12 * 350) * Fraction(104, 100)
    assert "350 ft a min x 1.04 =" in folding.formula


def test_a_fold_may_be_timed_by_the_thousand_instead() -> None:
    timed = replace(FOLD, feet_per_minute=None, minutes_per_thousand=Decimal(12))
    assert items_of(finish(1000, timed), "Letter fold")["Letter fold"].exact == 22


def test_holes_are_drilled_by_lifts_at_each_group_of_holes() -> None:
    """0.0047 in: 319 in an inch and a half, so 1,000 are 4 lifts; two groups are 8 strokes."""
    drill = replace(
        PLAIN,
        kind=OperationKind.DRILL,
        max_lift_in=Decimal("1.5"),
        minutes_per_thousand=Decimal(900),
        positions=2,
    )
    item = items_of(finish(1000, drill), "Step")["Step"]
    assert item.units == 8
    assert item.unit_name == "lift positions"
    assert item.exact == 10 + 8 * Fraction(9, 10)


def test_numbers_are_charged_at_each_position() -> None:
    number = replace(PLAIN, kind=OperationKind.NUMBER, positions=3, unit_price=Decimal("0.004"))
    time, figures = [item for item in finish(500, number).items if item.resource == "Step"]
    assert time.units == figures.units == 1500
    assert figures.exact == 6
    assert figures.bucket == "material"


def test_a_pad_has_a_backer_of_its_own_size() -> None:
    """1,020 leaflets in 50s are 21 pads; each backer is 93.5 sq in."""
    pad = replace(
        PLAIN,
        kind=OperationKind.PAD,
        group_name="pad",
        group_size=50,
        unit_price=Decimal("0.10"),
        group_area_price=Decimal("0.20"),
    )
    items = items_of(finish(1020, pad), "Step")
    backers = items["Step, backers"]
    assert backers.exact == 21 * Fraction("93.5") / 144 / 5
    assert backers.bucket == "material"
    assert backers.rate_reference == "operation:step/group_area_price"
    assert backers.formula == "21 pads x 0.65 sq ft x $0.2"


def test_a_price_for_what_goes_with_a_group_needs_groups() -> None:
    loose = replace(PLAIN, group_area_price=Decimal("0.20"))
    assert "Step, backers" not in items_of(finish(1000, loose), "Step")


def test_film_runs_on_between_the_sheets() -> None:
    """12 x 18 in sheets with half an inch between them: 12 x 18.5 in of film a side."""
    film = replace(LAMINATE, overlap=inch("0.5"))
    plain = items_of(finish(1000, LAMINATE), "Soft-touch laminate")
    longer = items_of(finish(1000, film), "Soft-touch laminate")
    name = "Soft-touch laminate, material"
    assert longer[name].exact / plain[name].exact == Fraction("18.5") / 18


@pytest.mark.parametrize(
    ("changes", "units", "name"),
    [
        ({"per": "square_foot"}, 100 * Fraction("93.5") / 144, "sq ft"),
        ({"per": "square_foot", "sides": 2}, 200 * Fraction("93.5") / 144, "sq ft"),
        ({"per": "foot"}, 100 * Fraction(39, 12), "ft"),
        ({"per": "foot", "edges": "left_right"}, 100 * Fraction(17, 12), "ft"),
        ({"per": "grommet", "spacing": inch("6")}, Fraction(100 * 8), "grommets"),
        ({"per": "grommet"}, Fraction(100 * 4), "grommets"),
        ({"per": "pound"}, 100 * Fraction("93.5") / 950 / 5, "lb"),
    ],
)
def test_an_operation_counts_what_its_row_says(
    changes: dict[str, object], units: Fraction, name: str
) -> None:
    operation = replace(PLAIN, minutes_per_thousand=Decimal(500), **changes)  # type: ignore[arg-type]
    item = items_of(finish(100, operation), "Step")["Step"]
    assert (item.units, item.unit_name) == (units, name)
    assert item.exact == 10 + units / 2


def test_what_is_shipped_weighs_as_much_as_its_cartons_too() -> None:
    freight = replace(
        PLAIN,
        code="freight",
        name="Freight",
        kind=OperationKind.FREIGHT,
        bucket="delivery",
        per="pound",
        hourly_rate=Decimal(0),
        unit_price=Decimal("0.5"),
        minimum=Decimal(30),
    )
    pack = replace(PACK, tare=Decimal("0.10"))
    bare = items_of(finish(1000, freight), "Freight")["Freight"]
    packed = items_of(finish(1000, freight, pack), "Freight")["Freight"]
    assert bare.units == 1000 * Fraction("93.5") / 950 / 5
    assert packed.units == bare.units * Fraction(11, 10)
    assert packed.bucket == "delivery"
    assert packed.formula == "21.65 lb x $0.5"
    least = items_of(finish(1000, freight), "Freight")["Freight, up to its minimum"]
    assert least.bucket == "delivery"
    assert least.exact + bare.exact == 30


def test_postage_is_passed_on_without_a_mark_up_where_delivery_has_none() -> None:
    postage = replace(
        PLAIN,
        code="post",
        name="Postage",
        kind=OperationKind.POSTAGE,
        bucket="delivery",
        hourly_rate=Decimal(0),
        unit_price=Decimal("0.53"),
    )
    one = finish(1000, postage)
    delivered = next(bucket for bucket in one.buckets if bucket.bucket == "delivery")
    assert delivered.cost == delivered.price == 530


def test_delivery_takes_an_operations_materials_too() -> None:
    boxes = replace(PLAIN, bucket="delivery", area_price=Decimal("0.01"))
    items = items_of(finish(1000, boxes), "Step")
    assert {item.bucket for item in items.values()} == {"delivery"}
    labour = replace(boxes, bucket="labour", hourly_rate=Decimal(60))
    material = items_of(finish(1000, labour), "Step")["Step, material"]
    assert material.bucket == "material"


def test_a_carton_holds_fewer_of_what_is_folded_because_it_is_thicker() -> None:
    """3 in of 0.0047 in: 638 open leaflets, 212 of three layers."""
    pack = replace(PACK, group_max_stack_in=Decimal(3))
    assert items_of(finish(1000, pack), "Packing")["Packing"].units == 2
    assert items_of(finish(1000, FOLD, pack), "Packing")["Packing"].units == 5


def test_a_carton_may_hold_less_for_its_own_weight() -> None:
    light = replace(PACK, group_max_stack_in=None, group_max_weight_lb=Decimal(10))
    tared = replace(light, tare=Decimal("0.10"))
    weight = Fraction("93.5") / 950 / 5
    assert int(10 / weight) == 508
    assert int(10 / weight / Fraction(11, 10)) == 461
    assert items_of(finish(508, light), "Packing")["Packing"].units == 1
    assert items_of(finish(508, tared), "Packing")["Packing"].units == 2


def test_corners_of_a_folded_piece_are_rounded_in_thicker_lifts() -> None:
    """Half an inch: 106 leaflets open, 35 of three layers."""
    rounded = replace(ROUND_CORNER, run_waste=Decimal(0))
    assert items_of(finish(106, rounded), "Round corners")["Round corners"].units == 1
    assert items_of(finish(106, FOLD, rounded), "Round corners")["Round corners"].units == 4


def test_a_bundle_is_the_size_of_the_folded_piece() -> None:
    """A letter fold of 11 x 8.5 in is 3.6875 x 8.5 in."""
    film = replace(SHRINK_WRAP, group_size=100, group_area_price=Decimal(1))
    item = items_of(finish(100, FOLD, film), "Shrink-wrap")["Shrink-wrap, backers"]
    assert item.units == Fraction("3.6875") * Fraction("8.5") / 144


def test_outwork_is_marked_up_once_with_all_that_it_takes() -> None:
    out = replace(PLAIN, bucket="outwork", area_price=Decimal("0.10"), unit_price=Decimal("0.01"))
    rates = replace(
        GOLDEN,
        stocks=(*GOLDEN.stocks, TEXT),
        operations=(*GOLDEN.operations, out),
        mark_ups=MarkUps.flat(outwork="0.2"),
    )
    one = price_one(replace(LEAFLET, finishing=("step", "cut")), 1000, rates)
    assert {item.bucket for item in one.items if item.resource == "Step"} == {"outwork"}
