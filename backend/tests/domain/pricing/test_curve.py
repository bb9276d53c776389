"""The quantity curve: usual quantities, exact changes of press, few calls."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import ValidationError
from app.domain.pricing.curve import CurvePoint, draw_curve, usual_quantities


class Shop:
    """Prices by straight lines: cheap to begin and dear to run, or the other way about."""

    def __init__(self, *lines: tuple[str, str, str]) -> None:
        self.lines = [(kind, Decimal(fixed), Decimal(each)) for kind, fixed, each in lines]
        self.asked: list[int] = []

    def price(self, quantities: Sequence[int]) -> list[CurvePoint]:
        self.asked.extend(quantities)
        return [self.point(quantity) for quantity in quantities]

    def point(self, quantity: int) -> CurvePoint:
        total, kind = min((fixed + each * quantity, kind) for kind, fixed, each in self.lines)
        return CurvePoint(quantity, total, kind, f"Press {kind}")


DIGITAL = ("digital", "10.00", "0.10")
OFFSET = ("offset", "200.05", "0.02")  # cheaper from 2,376 on: 190.05 / 0.08 = 2,375.625


def test_usual_quantities_go_from_end_to_end() -> None:
    assert usual_quantities(1, 100) == [1, 2, 5, 10, 20, 50, 100]
    assert usual_quantities(3, 60) == [3, 5, 10, 20, 50, 60]
    assert usual_quantities(7, 7) == [7]


def test_the_quantity_at_which_offset_takes_over_is_exact() -> None:
    shop = Shop(DIGITAL, OFFSET)
    curve = draw_curve(shop.price)
    (change,) = curve.changes
    assert change.first == 2376
    assert (change.before.quantity, change.before.kind) == (2375, "digital")
    assert (change.after.quantity, change.after.kind) == (2376, "offset")
    assert change.before.press == "Press digital"
    assert shop.point(2375).kind == "digital"


def test_no_quantity_is_priced_twice_and_few_are() -> None:
    shop = Shop(DIGITAL, OFFSET)
    curve = draw_curve(shop.price)
    assert len(shop.asked) == len(set(shop.asked)) == len(curve.points) == curve.priced
    # Sixteen usual ones, twelve halvings of 2,000 to 5,000, twelve refinements.
    assert len(shop.asked) <= 16 + 12 + 12
    quantities = [point.quantity for point in curve.points]
    assert quantities == sorted(quantities)
    assert {1, 2, 5, 10, 100, 1000, 100_000} <= set(quantities)


def test_two_changes_are_both_found() -> None:
    shop = Shop(("toner", "0.00", "1.00"), DIGITAL, OFFSET)
    assert [change.first for change in draw_curve(shop.price).changes] == [12, 2376]


def test_the_steepest_stretches_are_refined() -> None:
    shop = Shop(("digital", "100.00", "0.01"))
    points = [point.quantity for point in draw_curve(shop.price).points]
    assert len(points) == 16 + 12
    assert {3, 7, 15} <= set(points)


def test_a_flat_price_needs_no_refinement() -> None:
    shop = Shop(("digital", "0.00", "0.50"))
    assert draw_curve(shop.price).priced == 16
    free = Shop(("digital", "0.00", "0.00"))
    assert draw_curve(free.price).priced == 16


def test_no_more_is_priced_than_may_be() -> None:
    shop = Shop(DIGITAL, OFFSET)
    curve = draw_curve(shop.price, most_priced=18)
    assert curve.priced == len(shop.asked) == 18
    assert curve.changes == ()
    with pytest.raises(ValidationError, match="too long"):
        draw_curve(shop.price, most_priced=15)
    assert draw_curve(Shop(DIGITAL).price, most_priced=16).priced == 16


@pytest.mark.parametrize(("smallest", "largest"), [(0, 10), (11, 10)])
def test_a_curve_goes_upwards(smallest: int, largest: int) -> None:
    with pytest.raises(ValidationError, match="no smaller"):
        draw_curve(Shop(DIGITAL).price, smallest=smallest, largest=largest)


def test_a_curve_of_one_quantity_is_a_point() -> None:
    curve = draw_curve(Shop(DIGITAL).price, smallest=1, largest=1)
    assert [point.quantity for point in curve.points] == [1]
    assert curve.changes == ()


@given(st.integers(2, 100_000))
def test_every_change_is_found_wherever_it_lies(border: int) -> None:
    def price(quantities: Sequence[int]) -> list[CurvePoint]:
        return [
            CurvePoint(one, Decimal(10), "digital" if one < border else "offset", "")
            for one in quantities
        ]

    assert [change.first for change in draw_curve(price).changes] == [border]


def test_between_two_quantities_with_one_between_them_that_one_is_priced() -> None:
    shop = Shop(("digital", "100.00", "0.01"))
    assert [point.quantity for point in draw_curve(shop.price, smallest=3, largest=5).points] == [
        3,
        4,
        5,
    ]


def test_the_steepest_is_the_one_that_falls_most_of_its_own_price() -> None:
    """From 100 to 60 each is less of itself than from 60 to 1, which is refined."""
    totals = {10: "1000", 20: "1200", 50: "50", 100: "10"}

    def price(quantities: Sequence[int]) -> list[CurvePoint]:
        return [CurvePoint(one, Decimal(totals.get(one, "0")), "k", "") for one in quantities]

    drawn = draw_curve(price, smallest=10, largest=100, most_priced=5)
    assert [point.quantity for point in drawn.points] == [10, 20, 35, 50, 100]
