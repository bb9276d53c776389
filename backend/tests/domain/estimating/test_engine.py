"""Clicks, prepress, levels, rush, rounding, mixed layouts and warnings, each on a known job."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from app.domain.estimating.engine import estimate
from app.domain.estimating.rates import Policy, RateBook, Rounding
from app.domain.estimating.result import CostItem, QuantityEstimate
from app.domain.estimating.spec import FlatSpec
from app.domain.pricing.markup import MarkUp, MarkUpBand
from tests.domain.estimating.shops import (
    CARDS,
    GOLDEN,
    SEEDED,
    TODAY,
    inch,
    layout,
    price_one,
    sheet,
)


def with_policy(policy: Policy) -> RateBook:
    return replace(GOLDEN, policy=policy)


def item(one: QuantityEstimate, operation: str) -> CostItem:
    return next(item for item in one.items if item.operation == operation)


def steps(one: QuantityEstimate) -> list[tuple[str, str]]:
    return [(step.name, step.words) for step in one.price_steps]


def test_colour_and_black_clicks_have_their_own_meters() -> None:
    one = price_one(replace(CARDS, colours_back=1), 500)
    assert sheet(one).clicks == 120
    assert item(one, "Colour clicks").units == 60
    assert item(one, "Colour clicks").exact == Fraction("2.7")
    assert item(one, "Black clicks").units == 60
    assert item(one, "Black clicks").exact == 60 * Fraction("0.0126")


def test_two_colours_run_on_the_colour_meter() -> None:
    one = price_one(replace(CARDS, colours_front=2, colours_back=0), 500)
    assert [each.operation for each in one.items if each.bucket == "clicks"] == ["Colour clicks"]


def test_one_side_costs_one_sides_clicks_and_time() -> None:
    one = price_one(replace(CARDS, colours_back=0), 500)
    assert sheet(one).clicks == 60
    assert item(one, "Press").exact == 6 + 1


def test_black_on_both_sides_runs_on_the_black_meter_alone() -> None:
    one = price_one(replace(CARDS, colours_front=1, colours_back=1), 500)
    assert [each.operation for each in one.items if each.bucket == "clicks"] == ["Black clicks"]
    assert item(one, "Black clicks").inputs == {
        "gross_sheets": "30",
        "sides": "2",
        "size_multiplier": "2",
    }


@pytest.mark.parametrize(("longest", "clicks"), [("11.7", 120), ("18", 60), ("17.9", 120)])
def test_the_click_multiplier_is_that_of_the_sheets_longer_edge(longest: str, clicks: int) -> None:
    (press,) = GOLDEN.presses
    rows = (replace(press.size_multipliers[0], up_to=inch(longest)), press.size_multipliers[1])
    rates = replace(GOLDEN, presses=(replace(press, size_multipliers=rows),))
    assert sheet(price_one(CARDS, 500, rates)).clicks == clicks


def test_a_sheet_longer_than_the_table_counts_by_its_last_row_and_without_one_it_counts_once() -> (
    None
):
    (press,) = GOLDEN.presses
    short = (replace(press.size_multipliers[0], multiplier=3),)
    for rows, clicks in ((short, 180), ((), 60)):
        rates = replace(GOLDEN, presses=(replace(press, size_multipliers=rows),))
        assert sheet(price_one(CARDS, 500, rates)).clicks == clicks


def test_thicker_stock_runs_slower() -> None:
    (press,) = SEEDED.presses[:1]
    for caliper, speed in (("0.008", "50"), ("0.0081", "30"), ("0.014", "30"), ("0.0141", "20")):
        paper = replace(SEEDED.stocks[0], caliper_in=Decimal(caliper))
        rates = replace(SEEDED, presses=(press,), stocks=(paper,))
        assert item(price_one(CARDS, 500, rates), "Press").inputs["sides_per_minute"] == speed


def test_each_version_costs_its_own_prepress() -> None:
    one = price_one(replace(CARDS, versions=3), 500)
    assert item(one, "Prepress").exact == 45
    assert item(one, "Prepress").formula == "0.25 h x 3 versions = 45 min x $60 an hour"
    free = with_policy(replace(GOLDEN.policy, prepress_rate=Decimal(0)))
    assert "Prepress" not in [each.operation for each in price_one(CARDS, 500, free).items]


def test_level_and_rush_change_the_price_after_the_minimum_in_their_order() -> None:
    """100 cards: 45.00 at least, x 0.85 for the trade, + 35 % for tomorrow = 51.6375."""
    rates = replace(GOLDEN, levels=SEEDED.levels, rush=SEEDED.rush)
    one = price_one(replace(CARDS, turnaround_days=1), 50, rates, customer_level="trade")
    assert steps(one) == [
        ("formula", "Cost with mark-ups"),
        ("minimum", "Minimum charge 45.00"),
        ("level", "Trade: x 0.85"),
        ("rush", "Rush, 1 business days: + 35 %"),
        ("rounding", "To the nearest 0.01"),
    ]
    assert [step.after for step in one.price_steps[1:]] == [
        Decimal(45),
        Decimal("38.25"),
        Decimal("51.6375"),
        Decimal("51.64"),
    ]


@pytest.mark.parametrize(
    ("days", "surcharge"),
    [(0, "50"), (1, "35"), (2, "15"), (3, "15"), (4, None), (None, None)],
)
def test_the_tightest_band_that_holds_the_days_is_the_rush(
    days: int | None, surcharge: str | None
) -> None:
    rates = replace(GOLDEN, rush=tuple(reversed(SEEDED.rush)))
    words = [
        step.words
        for step in price_one(replace(CARDS, turnaround_days=days), 500, rates).price_steps
        if step.name == "rush"
    ]
    expected = [] if surcharge is None else [f"Rush, {days} business days: + {surcharge} %"]
    assert words == expected


@pytest.mark.parametrize(
    ("rounding", "price", "words"),
    [
        (Rounding(), "53.52", "To the nearest 0.01"),
        (Rounding("nearest", Decimal("0.05")), "53.50", "To the nearest 0.05"),
        (Rounding("nearest", Decimal(1)), "54.00", "To the nearest 1"),
        (Rounding("nearest", Decimal(5)), "55.00", "To the nearest 5"),
        (Rounding("up", Decimal("0.05")), "53.55", "Up to the next 0.05"),
        (Rounding("up", Decimal(5)), "55.00", "Up to the next 5"),
        (Rounding("up", Decimal("0.01")), "53.52", "Up to the next 0.01"),
        (Rounding("unit", Decimal("0.0001")), "53.50", "Unit price to the nearest 0.0001, x 500"),
        (Rounding("unit", Decimal("0.01")), "55.00", "Unit price to the nearest 0.01, x 500"),
    ],
)
def test_the_price_is_rounded_by_the_shops_rule(rounding: Rounding, price: str, words: str) -> None:
    one = price_one(CARDS, 500, with_policy(replace(GOLDEN.policy, rounding=rounding)))
    assert str(one.price) == price
    assert one.price_steps[-1].words == words


def test_a_mark_up_can_be_graduated_by_the_buckets_cost() -> None:
    """5.40 of clicks: 80 % on the first 5.00 and 20 % on the other 0.40 make 9.48."""
    bands = (MarkUpBand(Decimal(0), Decimal("0.8")), MarkUpBand(Decimal(5), Decimal("0.2")))
    rates = replace(GOLDEN, mark_ups=replace(GOLDEN.mark_ups, clicks=MarkUp(bands)))
    clicks = next(one for one in price_one(CARDS, 500, rates).buckets if one.bucket == "clicks")
    assert clicks.price == Decimal("9.48")
    assert clicks.to_document()["mark_up"] == "0.7556"


def mixed(least: str, saving: str = "money") -> RateBook:
    policy = replace(
        GOLDEN.policy,
        layout="mixed",
        mixed_saving="sheets" if saving == "sheets" else "money",
        mixed_min_saving=Decimal(least),
    )
    return with_policy(policy)


def test_a_mixed_layout_is_taken_where_it_saves_what_the_policy_asks() -> None:
    """5,000 cards: 239 and 252 sheets 21 up, 218 and 230 sheets 23 up, with more cuts."""
    grid = price_one(CARDS, 5000)
    found = price_one(CARDS, 5000, mixed("1"))
    assert (sheet(grid).gross_sheets, layout(grid).kind) == (252, "grid")
    assert (sheet(found).gross_sheets, layout(found).kind, layout(found).n_up) == (
        230,
        "guillotine",
        23,
    )
    assert len(layout(found).cuts) > len(layout(grid).cuts)
    assert grid.cost is not None
    assert found.cost is not None
    saved = grid.cost - found.cost
    assert layout(price_one(CARDS, 5000, mixed(str(saved - Decimal("0.01"))))).kind == "guillotine"
    assert layout(price_one(CARDS, 5000, mixed(str(saved + Decimal("0.01"))))).kind == "grid"


def test_a_mixed_layout_that_saves_less_than_its_cuts_cost_is_not_taken() -> None:
    assert layout(price_one(CARDS, 500, mixed("0"))).kind == "grid"


def test_the_saving_can_be_asked_for_in_sheets() -> None:
    assert layout(price_one(CARDS, 5000, mixed("22", "sheets"))).kind == "guillotine"
    assert layout(price_one(CARDS, 5000, mixed("23", "sheets"))).kind == "grid"


def test_a_small_bleed_a_whole_sheet_and_a_foolish_break_are_warned_of() -> None:
    thin = estimate(replace(CARDS, bleed=Decimal("0.0625")), [500], GOLDEN, on=TODAY)
    assert thin.warnings == ("A bleed of 0.0625 in is less than the 0.125 in that we ask for.",)
    letter = FlatSpec(
        product_type="letterhead",
        trim_width=Decimal("8.5"),
        trim_height=Decimal(11),
        colours_front=1,
        stock="bond-20",
    )
    whole = estimate(letter, [500], SEEDED, on=TODAY)
    assert whole.warnings == (
        "The piece is the whole sheet: what lies in the press's unprintable edge stays white.",
    )
    unit = with_policy(replace(GOLDEN.policy, rounding=Rounding("unit", Decimal("0.1"))))
    foolish = estimate(CARDS, [500, 2500], unit, on=TODAY)
    assert [str(one.price) for one in foolish.quantities] == ["50.00", "0.00"]
    assert foolish.warnings == ("2,500 are cheaper in all than 500: 0.00 against 50.00.",)
    assert foolish.quantities[1].margin_fraction == 0


def test_a_level_that_is_named_is_a_step_even_where_it_changes_nothing() -> None:
    rates = replace(GOLDEN, levels=SEEDED.levels)
    assert ("level", "Standard: x 1") in steps(
        price_one(CARDS, 500, rates, customer_level="standard")
    )
