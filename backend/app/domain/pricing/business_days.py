"""The days on which the shop works, and what a rush on them costs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from app.domain.errors import ValidationError

WEEKEND: Final = frozenset({5, 6})
ONE_DAY: Final = timedelta(days=1)
# Nobody promises print further away than this; it bounds the walk over the days.
FURTHEST_DAYS: Final = 3_700


class UnreachableDay(ValidationError):
    """A day before the order's, or too far away to count to."""

    code = "unreachable_day"


@dataclass(frozen=True, slots=True)
class WorkWeek:
    """When the shop works: all days but those of ``weekend`` (0 is Monday) and its holidays."""

    holidays: frozenset[date] = frozenset()
    weekend: frozenset[int] = WEEKEND

    def __post_init__(self) -> None:
        """Refuse a week without a working day: nothing would ever be ready."""
        if self.weekend >= frozenset(range(7)):
            raise ValidationError.for_field(("weekend",), "Leave at least one day to work on.")

    def is_open(self, day: date) -> bool:
        """Say whether the shop works on a day."""
        return day.weekday() not in self.weekend and day not in self.holidays

    def days_between(self, ordered: date, wanted: date) -> int:
        """Count the working days after ``ordered`` up to ``wanted`` itself.

        What is ordered on a Friday for Monday has one; for the same day none.

        Raises:
            UnreachableDay: ``wanted`` is before ``ordered``, or more than ten years away.
        """
        calendar_days = (wanted - ordered).days
        if calendar_days < 0:
            raise UnreachableDay.for_field(("wanted_on",), "Choose a day that is not past.")
        if calendar_days > FURTHEST_DAYS:
            raise UnreachableDay.for_field(("wanted_on",), "Choose a day within ten years.")
        return sum(self.is_open(ordered + ahead * ONE_DAY) for ahead in range(1, calendar_days + 1))


def rush_surcharge(days: int, table: Iterable[tuple[int, Decimal]]) -> Decimal | None:
    """Look a rush up: the surcharge of the shortest time that ``days`` are within, or None.

    ``table`` holds pairs of business days and a fraction: ``(1, 0.35)`` adds 35 % for a job that
    is wanted within one business day.
    """
    within = [(limit, surcharge) for limit, surcharge in table if days <= limit]
    return min(within)[1] if within else None
