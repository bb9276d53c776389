"""Cliffs and gaps, and the breaks that smooth them."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import ValidationError
from app.domain.pricing.ladder import Holds, Span, ahead
from app.domain.pricing.spacing import Limits, Rung, add_between, trouble_between

LIMITS = Limits()


def rung(quantity: int, total: str) -> Rung:
    return Rung(quantity, Fraction(total), Fraction(total) / quantity)


@pytest.mark.parametrize(
    ("fewer", "more", "kind"),
    [
        ((100, "10"), (1000, "40"), None),  # the unit price falls by 60 %, just what may be
        ((100, "10"), (1000, "39.99"), "unit_drop"),
        ((100, "10"), (500, "50"), None),
        ((100, "10"), (501, "50.01"), "total_jump"),
        ((100, "0"), (1000, "0"), None),
        ((100, "0"), (1001, "0"), "wide_gap"),
    ],
)
def test_what_is_abrupt(fewer: tuple[int, str], more: tuple[int, str], kind: str | None) -> None:
    found = trouble_between(rung(*fewer), rung(*more), LIMITS)
    assert (None if found is None else found[0]) == kind


def test_each_trouble_says_its_size() -> None:
    drop = trouble_between(rung(100, "10"), rung(1000, "30"), LIMITS)
    assert drop is not None
    assert drop[1] == (
        "From 100 to 1,000 the price of one falls by 70 %: a break between them would soften it."
    )
    jump = trouble_between(rung(100, "10"), rung(1000, "99.9"), LIMITS)
    assert jump is not None
    assert jump[1] == (
        "From 100 to 1,000 the total grows 10 times: a break between them is missing."
    )
    gap = trouble_between(rung(1, "0"), rung(5000, "0"), LIMITS)
    assert gap is not None
    assert gap[1] == "Between 1 and 5,000 the list has no break."


@pytest.mark.parametrize(
    "limits",
    [
        {"quantity_ratio": Decimal("1.99")},
        {"total_ratio": Decimal("1.99")},
        {"unit_drop": Decimal("0.04")},
        {"unit_drop": Decimal("1.01")},
    ],
)
def test_limits_that_nothing_keeps_are_refused(limits: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as refused:
        Limits(**limits)
    assert refused.value.fields[0]["path"] == list(limits)


def test_limits_that_something_keeps_are_taken() -> None:
    assert Limits(Decimal(2), Decimal(2), Decimal("0.05")).unit_drop == Decimal("0.05")
    assert Limits(unit_drop=Decimal(1)).quantity_ratio == 10


def test_breaks_are_added_at_usual_quantities_as_far_apart_as_may_be() -> None:
    assert add_between("total", (100, 1000), (1000, 9990), LIMITS) == [(500, 4996)]
    assert add_between("total", (100, 0), (5000, 0), LIMITS) == [(1000, 0)]
    assert add_between("total", (100, 0), (100_000, 0), LIMITS) == [(1000, 0), (10_000, 0)]
    assert add_between("unit", (100, 100), (10_000, 99), LIMITS) == [
        (500, 100),
        (2500, 100),
    ]
    assert add_between("slice", (100, 100), (1000, 10), LIMITS) == [
        (600, 50),
        (750, 35),
        (875, 23),
    ]


def test_nothing_is_added_where_nothing_is_wrong_or_nothing_fits() -> None:
    assert add_between("total", (100, 1000), (200, 1500), LIMITS) == []
    tight = Limits(unit_drop=Decimal("0.05"))
    assert add_between("total", (1, 100), (2, 100), tight) == []
    assert add_between("total", (1, 1000), (1_000_000, 1001), tight) == []


def test_a_break_of_one_piece_more_is_tried_where_no_usual_one_fits() -> None:
    tight = Limits(unit_drop=Decimal("0.25"))
    assert add_between("total", (3, 300), (5, 300), tight) == [(4, 300)]


@st.composite
def sound_pairs(draw: st.DrawFn) -> tuple[Holds, tuple[int, int], tuple[int, int]]:
    holds: Holds = draw(st.sampled_from(["total", "unit"]))
    fewer = draw(st.integers(1, 2000))
    more = draw(st.integers(fewer + 1, 60_000))
    price = draw(st.integers(0, 5000))
    low, high = (price, price * more // fewer) if holds == "total" else (0, price)
    if holds == "unit":
        low = -(-price * fewer // more)
    return holds, (fewer, price), (more, draw(st.integers(low, high)))


@given(sound_pairs())
def test_what_is_added_is_sound_and_within_the_limits(
    pair: tuple[Holds, tuple[int, int], tuple[int, int]],
) -> None:
    holds, low, high = pair
    added = add_between(holds, low, high, LIMITS)
    for (fewer, price), (more, next_price) in pairwise([low, *added, high]):
        assert fewer < more
        assert ahead(holds, fewer, more, Span(price, price)).holds(next_price)
        if added:
            whole = (price, next_price) if holds == "total" else (price * fewer, next_price * more)
            rungs = [
                Rung(quantity, Fraction(total), Fraction(total, quantity))
                for quantity, total in zip((fewer, more), whole, strict=True)
            ]
            assert trouble_between(rungs[0], rungs[1], LIMITS) is None
