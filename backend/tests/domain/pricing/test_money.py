"""Money: half-up, in cents, and split so that the parts add up."""

from decimal import ROUND_DOWN, Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import allocate, decimal_text, divide, money_text, round_money


@pytest.mark.parametrize(
    ("amount", "cents"),
    [
        ("2.265", "2.27"),
        ("2.275", "2.28"),
        ("3.345", "3.35"),
        ("2.2649999999999999999999999999999999", "2.26"),
        ("-2.265", "-2.27"),
        ("0.004", "0.00"),
        ("-0.004", "0.00"),
        ("1234567890.125", "1234567890.13"),
    ],
)
def test_a_half_cent_goes_up(amount: str, cents: str) -> None:
    assert str(round_money(Decimal(amount))) == cents


def test_45_30_at_5_percent_and_33_45_at_10_percent_are_5_62() -> None:
    """Published by developer.wafeq.com: 2.27 + 3.35, where half-even gives 2.26 + 3.34."""
    first = round_money(Decimal("45.30") * Decimal("0.05"))
    second = round_money(Decimal("33.45") * Decimal("0.10"))
    assert first + second == Decimal("5.62")


def test_rounding_does_not_depend_on_the_threads_decimal_context() -> None:
    with localcontext() as context:
        context.prec = 5
        context.rounding = ROUND_DOWN
        assert round_money(Decimal("123456789.125")) == Decimal("123456789.13")
        assert str(divide(Decimal(1), Decimal(3))) == "0." + "3" * 50


def test_other_quanta_round_half_up_too() -> None:
    assert round_money(Decimal("0.12345"), quantum=Decimal("0.0001")) == Decimal("0.1235")
    assert round_money(Decimal("2.5"), quantum=Decimal(1)) == 3


@pytest.mark.parametrize(
    ("amount", "text"), [("5", "5.00"), ("1E+3", "1000.00"), ("0.005", "0.01"), ("-0", "0.00")]
)
def test_money_is_written_with_two_decimals_and_no_exponent(amount: str, text: str) -> None:
    assert money_text(Decimal(amount)) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("40", "40"),
        ("0.0450", "0.045"),
        ("1E+2", "100"),
        ("0.00", "0"),
        ("-0.0", "0"),
        ("-1.50", "-1.5"),
    ],
)
def test_numbers_are_written_without_idle_zeros(number: str, text: str) -> None:
    assert decimal_text(Decimal(number)) == text


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        ("10.00", ["1", "1", "1"], ["3.34", "3.33", "3.33"]),
        ("0.05", ["1", "1", "1"], ["0.02", "0.02", "0.01"]),
        ("100.00", ["1", "2", "3"], ["16.67", "33.33", "50.00"]),
        ("-10.00", ["1", "1", "1"], ["-3.34", "-3.33", "-3.33"]),
        ("5.00", ["0", "0"], ["5.00", "0.00"]),
        ("5.00", ["0", "7"], ["0.00", "5.00"]),
        ("0.01", ["3", "97"], ["0.00", "0.01"]),
        ("9.00", ["100", "-10"], ["10.00", "-1.00"]),
        ("1.005", ["1"], ["1.01"]),
        ("0.00", [], []),
    ],
)
def test_an_amount_is_split_by_largest_remainder(
    total: str, weights: list[str], parts: list[str]
) -> None:
    found = allocate(Decimal(total), [Decimal(weight) for weight in weights])
    assert found == [Decimal(part) for part in parts]


def test_an_amount_cannot_be_split_among_nobody() -> None:
    with pytest.raises(ValueError, match="cannot be allocated to nothing"):
        allocate(Decimal("0.01"), [])


money = st.decimals(min_value=-(10**7), max_value=10**7, places=2)
weights = st.lists(st.decimals(min_value=0, max_value=10**6, places=4), min_size=1, max_size=12)


@given(money, weights)
def test_the_parts_add_up_and_none_is_a_cent_from_its_share(
    total: Decimal, shares: list[Decimal]
) -> None:
    parts = allocate(total, shares)
    assert sum(parts) == total
    whole = sum(shares)
    if whole:
        for part, share in zip(parts, shares, strict=True):
            assert abs(part - divide(total * share, whole)) < Decimal("0.01")


@given(money, weights)
def test_who_weighs_more_never_gets_less(total: Decimal, shares: list[Decimal]) -> None:
    ordered = sorted(shares, reverse=True)
    if sum(ordered):
        parts = [abs(part) for part in allocate(total, ordered)]
        assert parts == sorted(parts, reverse=True)
