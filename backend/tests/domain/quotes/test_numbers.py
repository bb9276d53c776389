"""How quotes are called, and how people type it."""

import pytest

from app.domain.quotes.numbers import find_base_number, quote_number


def test_the_revision_shows_from_the_second_on() -> None:
    assert quote_number(12345) == "12345Q"
    assert quote_number(12345, 2) == "12345Q-R2"


@pytest.mark.parametrize(
    "typed",
    ["12345", "12345Q", "12345q", " 12345-Q ", "#12345Q-R2", "12345q r3", "12345 Q", "12345SO"],
)
def test_a_number_is_found_however_it_is_typed(typed: str) -> None:
    assert find_base_number(typed) == 12345


@pytest.mark.parametrize("typed", ["", "Q", "cards 12345", "12345SOS", "1234567890", "١٢٣", "-5"])
def test_what_is_no_number_is_none(typed: str) -> None:
    assert find_base_number(typed) is None
