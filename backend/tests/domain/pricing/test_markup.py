"""Mark-ups on cost and margins of price, and bands that never turn a price around."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import round_money
from app.domain.pricing.breaks import find_inversions
from app.domain.pricing.markup import (
    ImpossibleMargin,
    MarkUp,
    MarkUpBand,
    margin_from_mark_up,
    margin_light,
    margin_of,
    mark_up_from_margin,
    price_for_margin,
)

CROUSER = MarkUp((MarkUpBand(Decimal(0), Decimal(1)), MarkUpBand(Decimal(100), Decimal("0.5"))))


def test_a_margin_of_40_percent_is_a_mark_up_of_66_67() -> None:
    assert round_money(mark_up_from_margin(Decimal("0.4")), quantum=Decimal("0.0001")) == Decimal(
        "0.6667"
    )
    assert margin_from_mark_up(Decimal(1)) == Decimal("0.5")
    assert price_for_margin(Decimal(60), Decimal("0.4")) == 100
    assert margin_of(Decimal(100), Decimal(60)) == Decimal("0.4")
    assert margin_of(Decimal(0), Decimal(60)) is None


@given(st.decimals(min_value=0, max_value=10, places=4))
def test_mark_up_and_margin_turn_into_each_other(mark_up: Decimal) -> None:
    back = mark_up_from_margin(margin_from_mark_up(mark_up))
    assert round_money(back, quantum=Decimal("0.0000000001")) == mark_up


@pytest.mark.parametrize("margin", ["1", "1.5"])
def test_no_price_leaves_all_of_it(margin: str) -> None:
    with pytest.raises(ImpossibleMargin):
        mark_up_from_margin(Decimal(margin))
    with pytest.raises(ImpossibleMargin):
        price_for_margin(Decimal(1), Decimal(margin))


@pytest.mark.parametrize(
    ("margin", "light"),
    [("0.2999", "red"), ("0.30", "amber"), ("0.3799", "amber"), ("0.38", "green"), (None, "red")],
)
def test_the_light_says_how_a_margin_stands(margin: str | None, light: str) -> None:
    exact = None if margin is None else Decimal(margin)
    assert margin_light(exact, floor=Decimal("0.30"), target=Decimal("0.38")) == light


def test_mark_ups_by_the_whole_cost_make_an_inversion_that_the_linter_finds() -> None:
    """Published by crouser.com: 2.0 below $100 and 1.5 above, at costs of 99 and 101."""
    (found,) = find_inversions([(99, Decimal("198.00")), (101, Decimal("151.50"))])
    assert found.kind == "total"
    assert found.sentence == "101 are cheaper in all than 99: 151.50 against 198.00."


def test_graduated_mark_ups_make_none() -> None:
    """The same bands, slice by slice: 198.00 and 201.50."""
    assert CROUSER.price(Fraction(99)) == 198
    assert CROUSER.price(Fraction(100)) == 200
    assert CROUSER.price(Fraction(101)) == Fraction("201.5")
    assert CROUSER.effective(Fraction(200)) == Decimal("0.75")
    assert CROUSER.effective(Fraction(0)) == 1
    assert MarkUp.flat(Decimal("0.4")).effective(Fraction(7)) == Decimal("0.4")


bands = st.lists(
    st.tuples(st.integers(1, 5000), st.decimals(min_value=0, max_value=3, places=2)),
    max_size=5,
    unique_by=lambda pair: pair[0],
).map(
    lambda pairs: MarkUp(
        (
            MarkUpBand(Decimal(0), Decimal(2)),
            *(MarkUpBand(Decimal(start), mark_up) for start, mark_up in sorted(pairs)),
        )
    )
)


@given(bands, st.fractions(0, 10_000), st.fractions(0, 100))
def test_a_higher_cost_never_has_a_lower_price(
    mark_up: MarkUp, cost: Fraction, more: Fraction
) -> None:
    assert mark_up.price(cost + more) - mark_up.price(cost) >= more


def test_three_slices_add_up() -> None:
    """100 at +100 %, the next 100 at +50 %, the rest at +10 %."""
    pairs = (("0", "1"), ("100", "0.5"), ("200", "0.1"))
    mark_up = MarkUp(tuple(MarkUpBand(Decimal(start), Decimal(up)) for start, up in pairs))
    costs = (0, 50, 100, 150, 200, 300)
    assert [mark_up.price(Fraction(cost)) for cost in costs] == [0, 100, 200, 275, 350, 460]
