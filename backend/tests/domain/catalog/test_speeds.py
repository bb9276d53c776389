"""A press says how fast it runs, of whatever kind it is."""

import pytest

from app.domain.catalog.speeds import press_speeds
from tests.domain.test_seeded_rates import seeded_book


@pytest.mark.parametrize(
    ("kind", "first", "last", "unit"),
    [
        ("digital", ("up to 6 pt", "3000"), ("over 10.5 pt", "1800"), "sides"),
        (
            "offset",
            ("up to 3.5 pt", "6500"),
            ("over 10 pt, from 2,500 sheets", "7000"),
            "impressions",
        ),
        ("wide_format", ("banner", "330"), ("all else", "210"), "sq ft"),
    ],
)
def test_every_row_of_a_press_is_one_figure_an_hour(
    kind: str, first: tuple[str, str], last: tuple[str, str], unit: str
) -> None:
    press = next(one for one in seeded_book().presses if one.kind == kind)
    found = press_speeds(press)
    assert {one.unit for one in found} == {unit}
    assert (found[0].condition, f"{found[0].per_hour:f}") == first
    assert (found[-1].condition, f"{found[-1].per_hour:f}") == last


def test_a_press_of_one_speed_says_it_without_a_condition() -> None:
    found = [press_speeds(press) for press in seeded_book().presses]
    assert all(rows for rows in found)
    assert {rows[0].condition for rows in found if len(rows) == 1} == {""}
