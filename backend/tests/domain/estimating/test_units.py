"""Lengths: exact where the trade needs them exact, and refused where they are no lengths."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.units import InvalidLength, inches, length_from, length_text


@pytest.mark.parametrize(
    ("size", "unit", "units"),
    [
        ("1", "in", 40_640),
        ("0.0625", "in", 2_540),
        ("1", "mm", 1_600),
        ("0.01", "mm", 16),
        ("25.4", "mm", 40_640),
        ("0.0001", "in", 4),
        ("0.0003", "in", 12),
        ("8.2677", "in", 335_999),
        ("-0.0005", "in", -20),
    ],
)
def test_a_size_becomes_the_nearest_unit(size: str, unit: str, units: int) -> None:
    assert length_from(Decimal(size), unit) == units


def test_a_sixty_fourth_of_an_inch_is_635_units() -> None:
    assert 40_640 / 64 == 635
    assert length_from(Decimal("0.0156"), "in") == 634
    assert inches(635) * 64 == 1


def test_three_tenths_hold_three_tenths() -> None:
    """The division that goes wrong in floats: 0.3 / 0.1 is 2.999."""
    assert length_from(Decimal("0.3"), "in") // length_from(Decimal("0.1"), "in") == 3


@pytest.mark.parametrize(
    ("size", "unit", "sentence"),
    [
        ("1", "cm", "Sizes are in inches (in) or millimetres (mm), not in 'cm'."),
        ("NaN", "in", "A size must be a number."),
        ("Infinity", "mm", "A size must be a number."),
        ("3.50001", "in", "A size has at most four decimals; 3.50001 has more."),
    ],
)
def test_what_is_no_size_is_refused_in_a_sentence(size: str, unit: str, sentence: str) -> None:
    with pytest.raises(InvalidLength) as caught:
        length_from(Decimal(size), unit)
    assert caught.value.message == sentence


@pytest.mark.parametrize(
    ("size", "unit"), [("8.5", "in"), ("11", "in"), ("0.125", "in"), ("210", "mm"), ("1.01", "mm")]
)
def test_a_size_reads_as_it_was_written(size: str, unit: str) -> None:
    assert length_text(length_from(Decimal(size), unit), unit) == size


@given(st.decimals(min_value=0, max_value=1000, places=4))
def test_every_storable_size_in_inches_survives_the_way_there_and_back(size: Decimal) -> None:
    assert Decimal(length_text(length_from(size, "in"))) == size
