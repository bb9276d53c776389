"""What finishing costs: by sheets, pieces, lifts and groups, with materials and minimums."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from app.domain.estimating.rates import (
    FinishingOperation,
    MarkUps,
    OperationKind,
    RateBook,
)
from app.domain.estimating.result import CostItem, QuantityEstimate
from tests.domain.estimating.shops import (
    CARDS,
    CUT,
    GOLDEN,
    LAMINATE,
    PACK,
    ROUND_CORNER,
    SCORE,
    SHRINK_WRAP,
    price_one,
    sheet,
)


def shop(*operations: FinishingOperation) -> RateBook:
    return replace(GOLDEN, operations=(CUT, *operations))


def finish(quantity: int, *operations: FinishingOperation) -> QuantityEstimate:
    codes = tuple(one.code for one in operations)
    spec = replace(CARDS, finishing=(*codes, "cut"))
    return price_one(spec, quantity, shop(*operations))


def items_of(one: QuantityEstimate, name: str) -> dict[str, CostItem]:
    return {item.operation: item for item in one.items if item.resource == name}


def test_laminating_costs_its_time_by_the_sheet_and_its_film_by_both_sides() -> None:
    """1,000 cards 21 up: 48 sheets cut, so 49 + 4 laminated; 53 x 2 x 1.5 sq ft of film."""
    items = items_of(finish(1000, LAMINATE), "Soft-touch laminate")
    time = items["Soft-touch laminate"]
    assert time.bucket == "machine"
    assert time.exact == (12 + Fraction(53 * 90, 1000)) / 60 * 42
    assert time.formula == ("12 min set-up + 53 sheets x 90 min per M = 16.77 min x $42 an hour")
    film = items["Soft-touch laminate, material"]
    assert film.bucket == "material"
    assert film.units == 53 * 2 * Fraction(12 * 18, 144)
    assert film.exact == film.units * Fraction("0.11")


def test_the_work_of_an_operation_costs_at_least_its_minimum_and_its_materials_come_on_top() -> (
    None
):
    items = items_of(finish(1000, LAMINATE), "Soft-touch laminate")
    filled = items["Soft-touch laminate, up to its minimum"]
    assert items["Soft-touch laminate"].exact + filled.exact == 35
    assert items["Soft-touch laminate, material"].exact > 0
    assert filled.bucket == "machine"
    assert filled.formula == "at least $35"
    many = items_of(finish(20_000, LAMINATE), "Soft-touch laminate")
    assert "Soft-touch laminate, up to its minimum" not in many
    assert many["Soft-touch laminate"].exact > 35


def test_material_at_a_low_mark_up_does_not_take_the_place_of_work_at_a_high_one() -> None:
    """Found by a property: two pieces came to 87.37 and one to 87.38."""
    board = FinishingOperation(
        code="board",
        name="Mounting",
        kind=OperationKind.MOUNT,
        phrase="mounted",
        hourly_rate=Decimal(44),
        setup_minutes=Decimal(12),
        area_price=Decimal("0.95"),
        minimum=Decimal(20),
    )
    mark_ups = MarkUps.flat(labour="0.70", material="0.10")
    policy = replace(GOLDEN.policy, minimum_charge=Decimal(0))
    rates = replace(shop(board), mark_ups=mark_ups, policy=policy)
    spec = replace(CARDS, finishing=("board",))
    prices = [price_one(spec, quantity, rates).price for quantity in range(1, 22)]
    assert prices == sorted(prices)


def test_a_price_by_the_piece_without_an_hourly_rate_is_the_price_of_the_work() -> None:
    by_piece = replace(
        SCORE, hourly_rate=Decimal(0), unit_price=Decimal("0.02"), minimum=Decimal(30)
    )
    items = items_of(finish(1000, by_piece), "Scoring")
    assert {name: (item.bucket, item.exact) for name, item in items.items()} == {
        "Scoring": ("labour", Fraction("20.52")),
        "Scoring, up to its minimum": ("labour", Fraction("9.48")),
    }


def test_corners_are_rounded_by_lifts() -> None:
    """1,011 pieces at 14 pt in lifts of half an inch: 35 a lift, 29 lifts of 0.8 min."""
    item = items_of(finish(1000, ROUND_CORNER), "Round corners")["Round corners"]
    assert item.units == 29
    assert item.unit_name == "lifts"
    assert item.exact == (4 + 29 * Fraction("0.8")) / 60 * 36
    assert item.formula.startswith("4 min set-up + 29 lifts x 0 min per M + 0.8 min a lift")


def test_bundles_are_counted_up() -> None:
    items = items_of(finish(1001, SHRINK_WRAP), "Shrink-wrap")
    assert len(items) == 1
    one = finish(1001, SHRINK_WRAP)
    time, film = [item for item in one.items if item.resource == "Shrink-wrap"]
    assert time.units == 11
    assert time.unit_name == "bundles"
    assert time.exact == (3 + 11 * Fraction(400, 1000)) / 60 * 30
    assert film.bucket == "material"
    assert film.exact == 11 * Fraction("0.08")
    assert film.formula == "11 bundles x $0.08"


def test_a_carton_holds_what_its_weight_and_its_height_allow() -> None:
    """A card weighs 7 sq in of 108 lb per M of 12 x 18; 40 lb hold 11,428, 30 in hold 2,142."""
    assert cartons(2142) == 1
    assert cartons(2143) == 2
    heavy = replace(PACK, group_max_stack_in=None)
    weight = 7 * Fraction(108, 1000) / 216
    assert int(40 / weight) == 11_428
    assert cartons(11_428, heavy) == 1
    assert cartons(11_429, heavy) == 2


def cartons(quantity: int, packing: FinishingOperation = PACK) -> Fraction | None:
    return next(
        item.units for item in finish(quantity, packing).items if item.resource == "Packing"
    )


def test_a_carton_holds_at_least_one_piece_however_heavy() -> None:
    tiny = replace(PACK, group_max_weight_lb=Decimal("0.01"), group_max_stack_in=Decimal("0.01"))
    assert cartons(50, tiny) == 50


def test_scoring_has_waste_and_make_ready_that_the_press_must_print() -> None:
    plain, scored = finish(1000), finish(1000, SCORE)
    assert sheet(plain).net_sheets == 48
    assert sheet(scored).net_sheets == 49
    item = items_of(scored, "Scoring")["Scoring"]
    assert item.inputs["units_in"] == "1026"
    assert item.units == 1026


def test_outwork_is_marked_up_as_outwork_material_and_all() -> None:
    foil = FinishingOperation(
        code="foil",
        name="Foil",
        kind=OperationKind.COAT,
        phrase="foil",
        bucket="outwork",
        unit_price=Decimal("0.05"),
        area_price=Decimal("0.10"),
        minimum=Decimal(200),
    )
    spec = replace(CARDS, finishing=("foil",))
    rates = replace(shop(foil), mark_ups=MarkUps.flat(outwork="0.2"))
    one = price_one(spec, 1000, rates)
    by_piece, by_area, filled = [item for item in one.items if item.resource == "Foil"]
    assert {item.bucket for item in (by_piece, by_area, filled)} == {"outwork"}
    assert by_piece.exact == 50
    assert by_area.exact == 1000 * Fraction(7, 144) / 10
    assert filled.exact == 200 - by_piece.exact - by_area.exact
    assert next(bucket for bucket in one.buckets if bucket.bucket == "outwork").price == 240


def test_cutting_too_has_a_minimum() -> None:
    rates = replace(GOLDEN, operations=(replace(CUT, minimum=Decimal(12)),))
    items = items_of(price_one(CARDS, 500, rates), "Cutting")
    assert {name: item.exact for name, item in items.items()} == {
        "Cutting": 8,
        "Cutting, up to its minimum": 4,
    }


def test_a_cutter_without_a_lift_limit_cuts_all_at_once() -> None:
    rates = replace(GOLDEN, operations=(replace(CUT, max_lift_in=None),))
    item = items_of(price_one(CARDS, 50_000, rates), "Cutting")["Cutting"]
    assert item.inputs["lifts"] == "1"


def test_a_cut_is_added_where_pieces_must_be_freed_and_nobody_named_it() -> None:
    silent = replace(CARDS, finishing=())
    assert price_one(silent, 500).price == price_one(CARDS, 500).price
    assert price_one(silent, 500).items == price_one(CARDS, 500).items
