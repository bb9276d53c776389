"""Golden job A: business cards, with every number between the specification and the price."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import pytest

from app.domain.estimating.engine import estimate
from app.domain.estimating.imposition import Piece, Sheet, impose
from app.domain.estimating.paper import sheets_per_lift
from app.domain.estimating.result import QuantityEstimate
from tests.domain.estimating.shops import CARDS, CUT, GOLDEN, TODAY, inch, layout, price_one, sheet


class Row(NamedTuple):
    quantity: int
    net: int
    gross: int
    paper: str
    clicks: int
    clicked: str
    press: str
    cut: str
    prepress: str
    cost: str
    price: str
    unit: str


ROWS = [
    Row(500, 24, 30, "2.55", 120, "5.40", "8", "8", "15", "38.95", "53.52", "0.1070"),
    Row(
        *(1000, 48, 55, "4.675", 220, "9.90", "9.6666666667", "8", "15"),
        *("47.2416666667", "65.50", "0.0655"),
    ),
    Row(2500, 120, 129, "10.965", 516, "23.22", "14.6", "8", "15", "71.785", "100.94", "0.0404"),
]


def amounts(one: QuantityEstimate) -> dict[str, Decimal]:
    return {item.operation: item.amount for item in one.items}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row.quantity))
def test_every_number_of_golden_job_a_comes_out(row: Row) -> None:
    one = price_one(CARDS, row.quantity)
    assert (sheet(one).net_sheets, sheet(one).gross_sheets, sheet(one).parents) == (
        row.net,
        row.gross,
        row.gross,
    )
    assert sheet(one).clicks == row.clicks
    assert amounts(one) == {
        "Paper": Decimal(row.paper),
        "Colour clicks": Decimal(row.clicked),
        "Press": Decimal(row.press),
        "Cutting": Decimal(row.cut),
        "Prepress": Decimal(row.prepress),
    }
    assert one.cost == Decimal(row.cost)
    assert one.price == Decimal(row.price)
    assert one.unit_price == Decimal(row.unit)


def test_the_cards_lie_three_by_seven_though_a_guillotine_could_cut_23() -> None:
    laid = layout(price_one(CARDS, 500))
    assert (laid.kind, laid.columns, laid.rows, laid.n_up) == ("grid", 3, 7, 21)
    assert laid.max_up == 23
    quarter = inch("0.25")
    press_sheet = Sheet(inch("12"), inch("18"), quarter, quarter, quarter, quarter)
    piece = Piece(inch("3.5"), inch("2"), inch("0.125"), quarter)
    best = impose(press_sheet, piece, "guillotine")
    assert best is not None
    assert best.n_up == 23


def test_the_cards_take_twenty_cuts_of_one_lift_of_at_most_142_sheets() -> None:
    one = price_one(CARDS, 2500)
    assert len(layout(one).cuts) == 20
    assert sheets_per_lift(Decimal("2.0"), Decimal("0.014")) == 142
    cut = next(item for item in one.items if item.operation == "Cutting")
    assert cut.inputs["lifts"] == "1"
    assert cut.inputs["sheets_per_lift"] == "142"
    assert cut.hours == Fraction(10, 60)


def test_a_hundred_and_forty_third_sheet_makes_a_second_lift() -> None:
    first = price_one(CARDS, 142 * 21)
    second = price_one(CARDS, 142 * 21 + 1)
    assert (sheet(first).net_sheets, sheet(second).net_sheets) == (142, 143)
    assert amounts(first)["Cutting"] == Decimal(8)
    assert amounts(second)["Cutting"] == Decimal(12)


def test_jogging_takes_its_time_on_every_lift() -> None:
    jogged = replace(CUT, minutes_per_lift=Decimal("1.5"))
    rates = replace(GOLDEN, operations=(jogged,))
    cut = amounts(price_one(CARDS, 142 * 21 + 1, rates))["Cutting"]
    assert cut == Decimal(48) / 60 * (5 + 2 * (20 * Decimal("0.25") + Decimal("1.5")))


def test_the_price_of_fewer_cards_is_the_minimum_charge_and_says_so() -> None:
    one = price_one(CARDS, 50)
    assert one.formula_price < 45
    assert one.price == Decimal("45.00")
    assert [step.name for step in one.price_steps] == ["formula", "minimum", "rounding"]
    assert one.price_steps[1].before == one.formula_price
    assert one.price_steps[1].after == Decimal(45)


def test_each_bucket_carries_its_own_mark_up() -> None:
    buckets = {one.bucket: one for one in price_one(CARDS, 500).buckets}
    assert {name: one.mark_up for name, one in buckets.items()} == {
        "paper": Decimal("0.40"),
        "clicks": Decimal("0.50"),
        "machine": Decimal("0.35"),
        "labour": Decimal("0.35"),
    }
    assert buckets["paper"].price == Decimal("3.57")
    assert buckets["clicks"].price == Decimal("8.10")
    assert buckets["machine"].price == Decimal("10.80")
    assert buckets["labour"].price == Decimal("31.05")


def test_every_figure_names_its_formula_its_inputs_and_its_rate() -> None:
    items = price_one(CARDS, 500).items
    said = {item.operation: (item.formula, item.rate_reference) for item in items}
    assert said == {
        "Paper": ("30 sheets / 1,000 x $85 per M", "stock:c2s-14/per_m"),
        "Colour clicks": (
            "30 sheets x 2 sides x 2 = 120 clicks x $0.045",
            "press:digital-1/click_colour",
        ),
        "Press": (
            "6 min set-up + 60 sides / 30 a min = 8 min x $60 an hour",
            "press:digital-1/hourly_rate",
        ),
        "Cutting": (
            "5 min set-up + 1 lift x 20 cuts x 0.25 min = 10 min x $48 an hour",
            "operation:cut/hourly_rate",
        ),
        "Prepress": ("0.25 h = 15 min x $60 an hour", "policy:prepress_rate"),
    }
    assert all(item.inputs for item in items)


def test_four_quantities_are_priced_at_once_and_in_their_order() -> None:
    found = estimate(CARDS, [2500, 500, 1000], GOLDEN, on=TODAY)
    assert [one.quantity for one in found.quantities] == [2500, 500, 1000]
    assert [str(one.price) for one in found.quantities] == ["100.94", "53.52", "65.50"]
    assert (found.engine_version, found.rates_version) == (1, 7)
    assert found.description == "3.5 x 2 in, 14 pt C2S cover, 4/4, bleed, cut"
    assert found.warnings == ()


def test_a_thousand_costs_what_a_thousand_of_them_cost() -> None:
    assert price_one(CARDS, 2500).price_per_m == Decimal("40.38")
    assert price_one(CARDS, 1000).price_per_m == Decimal("65.50")


def test_the_margin_is_what_the_price_leaves_over_the_cost() -> None:
    one = price_one(CARDS, 500)
    assert one.margin == Decimal("14.57")
    assert one.margin_fraction == Decimal("0.2722")
