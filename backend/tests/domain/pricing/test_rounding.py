"""The rounding rules against an oracle that shares nothing with them: decimal's own quantize."""

from decimal import ROUND_CEILING, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.pricing.rounding import (
    RoundingMode,
    nearest,
    round_price,
    rounding_words,
    upwards,
)

QUANTA = ("0.01", "0.05", "1", "5", "0.0001")
WIDE = Context(prec=60)


def oracle(amount: Decimal, quantum: Decimal, rounding: str) -> Decimal:
    """Round in decimal arithmetic alone; the amounts have few digits, so nothing is lost."""
    steps = WIDE.divide(amount, quantum).quantize(Decimal(1), rounding=rounding)
    return steps * quantum


amounts = st.decimals(min_value=0, max_value=10**7, places=6)


@given(amounts, st.sampled_from(QUANTA))
def test_nearest_agrees_with_quantize(amount: Decimal, quantum: str) -> None:
    step = Decimal(quantum)
    assert nearest(Fraction(amount), step) == oracle(amount, step, ROUND_HALF_UP)


@given(amounts, st.sampled_from(QUANTA))
def test_up_agrees_with_quantize(amount: Decimal, quantum: str) -> None:
    step = Decimal(quantum)
    assert upwards(Fraction(amount), step) == oracle(amount, step, ROUND_CEILING)


@given(
    st.decimals(min_value=0, max_value=100, places=6),
    st.integers(1, 10_000),
    st.sampled_from(["0.01", "0.001", "0.0001"]),
)
def test_the_unit_rule_rounds_the_price_of_one_and_then_the_cents(
    unit: Decimal, quantity: int, quantum: str
) -> None:
    found = round_price(Fraction(unit) * quantity, quantity, "unit", Decimal(quantum))
    whole = oracle(unit, Decimal(quantum), ROUND_HALF_UP) * quantity
    assert found == whole.quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert found.as_tuple().exponent == -2


@pytest.mark.parametrize(
    ("mode", "quantum", "price"),
    [
        ("nearest", "0.01", "12.35"),
        ("up", "0.01", "12.35"),
        ("nearest", "0.05", "12.35"),
        ("up", "0.05", "12.35"),
        ("nearest", "1", "12.00"),
        ("up", "1", "13.00"),
        ("nearest", "5", "10.00"),
        ("up", "5", "15.00"),
    ],
)
def test_12_345_by_every_rule(mode: RoundingMode, quantum: str, price: str) -> None:
    assert str(round_price(Fraction("12.345"), 7, mode, Decimal(quantum))) == price


@pytest.mark.parametrize(
    ("exact", "mode", "quantum", "price"),
    [
        ("12.5", "nearest", "5", "15.00"),
        ("12.4999", "nearest", "5", "10.00"),
        ("12.375", "nearest", "0.05", "12.40"),
        ("12.3749", "nearest", "0.05", "12.35"),
        ("15", "up", "5", "15.00"),
        ("15.0001", "up", "5", "20.00"),
        ("0", "up", "5", "0.00"),
        ("2.265", "nearest", "0.01", "2.27"),
    ],
)
def test_the_borders(exact: str, mode: RoundingMode, quantum: str, price: str) -> None:
    assert str(round_price(Fraction(exact), 1, mode, Decimal(quantum))) == price


def test_a_third_of_a_cent_is_exact() -> None:
    assert str(round_price(Fraction(1, 3), 1, "unit", Decimal("0.01"))) == "0.33"
    assert str(round_price(Fraction(5, 3), 3, "unit", Decimal("0.01"))) == "1.68"


def test_each_rule_says_what_it_does() -> None:
    assert rounding_words(1_000, "nearest", Decimal("0.05")) == "To the nearest 0.05"
    assert rounding_words(1_000, "up", Decimal(5)) == "Up to the next 5"
    assert (
        rounding_words(1_000, "unit", Decimal("0.0100"))
        == "Unit price to the nearest 0.01, x 1,000"
    )
