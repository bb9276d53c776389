"""Working days between two days, and the rush that they make."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import ValidationError
from app.domain.pricing.business_days import UnreachableDay, WorkWeek, rush_surcharge

FRIDAY = date(2026, 11, 20)
THANKSGIVING = date(2026, 11, 26)
SHOP = WorkWeek(frozenset({THANKSGIVING, date(2026, 11, 27)}))


def test_weekends_and_holidays_are_closed() -> None:
    week = [FRIDAY + timedelta(days=ahead) for ahead in range(8)]
    assert [SHOP.is_open(day) for day in week] == [
        True,
        False,
        False,
        True,
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("wanted", "days"),
    [
        (FRIDAY, 0),
        (date(2026, 11, 21), 0),
        (date(2026, 11, 22), 0),
        (date(2026, 11, 23), 1),
        (date(2026, 11, 25), 3),
        (THANKSGIVING, 3),
        (date(2026, 11, 29), 3),
        (date(2026, 11, 30), 4),
    ],
)
def test_days_are_counted_after_the_order_and_with_the_day_itself(wanted: date, days: int) -> None:
    assert SHOP.days_between(FRIDAY, wanted) == days


def test_a_day_that_is_past_or_too_far_is_refused() -> None:
    with pytest.raises(UnreachableDay, match="not past") as refused:
        SHOP.days_between(FRIDAY, FRIDAY - timedelta(days=1))
    assert refused.value.fields[0]["path"] == ["wanted_on"]
    assert SHOP.days_between(FRIDAY, FRIDAY + timedelta(days=3_700)) == 2_640
    with pytest.raises(UnreachableDay, match="ten years"):
        SHOP.days_between(FRIDAY, FRIDAY + timedelta(days=3_701))


def test_a_shop_that_never_works_is_refused() -> None:
    with pytest.raises(ValidationError, match="at least one day"):
        WorkWeek(weekend=frozenset(range(7)))
    sundays = WorkWeek(weekend=frozenset(range(6)))
    assert sundays.days_between(FRIDAY, date(2026, 11, 29)) == 2


days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(days, st.integers(0, 400), st.frozensets(days, max_size=20))
def test_each_working_day_counts_one(ordered: date, ahead: int, holidays: frozenset[date]) -> None:
    shop = WorkWeek(holidays)
    wanted = ordered + timedelta(days=ahead)
    after = wanted + timedelta(days=1)
    grown = shop.days_between(ordered, after) - shop.days_between(ordered, wanted)
    assert grown == (after.weekday() < 5 and after not in holidays)


TABLE = ((3, Decimal("0.10")), (0, Decimal("0.50")), (1, Decimal("0.35")))


@pytest.mark.parametrize(
    ("days", "surcharge"), [(0, "0.50"), (1, "0.35"), (2, "0.10"), (3, "0.10"), (4, None)]
)
def test_a_rush_pays_for_the_shortest_time_that_it_is_within(
    days: int, surcharge: str | None
) -> None:
    found = rush_surcharge(days, TABLE)
    assert found == (None if surcharge is None else Decimal(surcharge))
    assert rush_surcharge(days, ()) is None
