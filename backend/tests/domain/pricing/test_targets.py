"""From margin to price and back, and what an hour of the press earns."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import round_money
from app.domain.pricing.markup import ImpossibleMargin, margin_from_mark_up
from app.domain.pricing.rounding import RoundingMode
from app.domain.pricing.targets import (
    InvalidTarget,
    Reached,
    Target,
    TargetKind,
    contribution_per_hour,
    look_back,
    reach,
)

CENT = Decimal("0.01")


def aim(
    kind: TargetKind,
    value: str,
    *,
    cost: str = "60",
    quantity: int = 1000,
    mode: RoundingMode = "nearest",
    quantum: str = "0.01",
) -> Reached:
    return reach(
        Target(kind, Decimal(value)),
        cost=Decimal(cost),
        quantity=quantity,
        mode=mode,
        quantum=Decimal(quantum),
    )


def test_a_margin_of_40_percent_on_60_is_100() -> None:
    found = aim("margin", "0.4")
    assert str(found.price) == "100.00"
    assert str(found.unit_price) == "0.1000"
    assert str(found.price_per_m) == "100.00"
    assert found.leaves == 40
    assert found.margin == Decimal("0.4")
    assert found.mark_up is not None
    assert round_money(found.mark_up, quantum=Decimal("0.0001")) == Decimal("0.6667")


@pytest.mark.parametrize(
    ("kind", "value", "price"),
    [
        ("mark_up", "0.5", "90.00"),
        ("mark_up", "-1", "0.00"),
        ("total", "123.45", "123.45"),
        ("unit_price", "0.1129", "112.90"),
        ("margin", "0", "60.00"),
        ("margin", "-0.5", "40.00"),
        ("margin", "0.9999", "600000.00"),
    ],
)
def test_every_target_has_its_price(kind: TargetKind, value: str, price: str) -> None:
    assert str(aim(kind, value).price) == price


def test_the_shops_rounding_shapes_what_is_worked_out_and_not_what_is_asked_for() -> None:
    assert str(aim("margin", "0.38", mode="up", quantum="5").price) == "100.00"
    assert str(aim("margin", "0.38").price) == "96.77"
    assert str(aim("total", "97.31", mode="up", quantum="5").price) == "97.31"
    assert str(aim("unit_price", "0.0333", mode="nearest", quantum="0.05").price) == "33.30"
    unit = aim("margin", "0.38", mode="unit", quantum="0.001")
    assert str(unit.price) == "97.00"


def test_what_comes_back_is_what_the_rounded_price_leaves() -> None:
    found = aim("margin", "0.38", mode="up", quantum="5")
    assert found.margin == Decimal("0.4")
    assert look_back(Decimal("100.00"), cost=Decimal(60), quantity=1000) == found


def test_unit_and_thousand_are_rounded_half_up() -> None:
    found = look_back(Decimal("0.05"), cost=Decimal(0), quantity=1000)
    assert (str(found.unit_price), str(found.price_per_m)) == ("0.0001", "0.05")
    found = look_back(Decimal("10.00"), cost=Decimal(0), quantity=3)
    assert (str(found.unit_price), str(found.price_per_m)) == ("3.3333", "3333.33")


def test_nothing_is_a_share_of_nothing() -> None:
    free = look_back(Decimal("0.00"), cost=Decimal(5), quantity=1)
    assert free.margin is None
    assert free.mark_up == -1
    assert free.leaves == -5
    gift = look_back(Decimal("5.00"), cost=Decimal(0), quantity=1)
    assert gift.margin == 1
    assert gift.mark_up is None


@pytest.mark.parametrize("value", ["1", "1.5"])
def test_no_price_leaves_all_of_it(value: str) -> None:
    with pytest.raises(ImpossibleMargin, match="less than 100 %"):
        aim("margin", value)


@pytest.mark.parametrize(("kind", "value"), [("mark_up", "-1.01"), ("total", "-0.01")])
def test_no_price_is_below_nothing(kind: TargetKind, value: str) -> None:
    with pytest.raises(InvalidTarget, match="below nothing") as refused:
        aim(kind, value)
    assert refused.value.fields[0]["path"] == ["value"]


def test_a_quantity_is_at_least_one() -> None:
    with pytest.raises(InvalidTarget) as refused:
        aim("margin", "0.4", quantity=0)
    assert refused.value.fields[0]["path"] == ["quantity"]
    assert aim("margin", "0.4", quantity=1).unit_price == 100


costs = st.decimals(min_value=1, max_value=10**6, places=6)
margins = st.decimals(min_value=Decimal("-0.5"), max_value=Decimal("0.95"), places=4)


@given(costs, margins, st.integers(1, 10**6))
def test_margin_to_price_to_margin_returns(cost: Decimal, margin: Decimal, quantity: int) -> None:
    """Half a cent of rounding moves a margin by at most half a cent of the price's share."""
    found = reach(
        Target("margin", margin), cost=cost, quantity=quantity, mode="nearest", quantum=CENT
    )
    assert found.margin is not None
    slack = Decimal("0.0051") / found.price
    assert abs(found.margin - margin) <= slack * (1 - margin) + Decimal("1e-30")
    assert found.mark_up is not None
    assert abs(margin_from_mark_up(found.mark_up) - found.margin) < Decimal("1e-25")


@given(costs, margins, st.integers(1, 10**6))
def test_price_to_margin_to_price_returns_to_the_cent(
    cost: Decimal, margin: Decimal, quantity: int
) -> None:
    first = reach(
        Target("margin", margin), cost=cost, quantity=quantity, mode="nearest", quantum=CENT
    )
    assert first.margin is not None
    again = reach(
        Target("margin", first.margin), cost=cost, quantity=quantity, mode="nearest", quantum=CENT
    )
    assert again == first
    by_total = reach(
        Target("total", first.price), cost=cost, quantity=quantity, mode="up", quantum=Decimal(5)
    )
    assert by_total == first


def test_an_hour_of_the_press_earns_what_is_not_bought_in() -> None:
    earned = contribution_per_hour(
        Decimal("100.00"), bought_in=Decimal("25.50"), press_hours=Fraction(1, 3)
    )
    assert str(earned) == "223.50"
    lost = contribution_per_hour(Decimal(10), bought_in=Decimal(25), press_hours=Fraction(2))
    assert str(lost) == "-7.50"
    assert contribution_per_hour(Decimal(1), bought_in=Decimal(0), press_hours=Fraction(0)) is None
