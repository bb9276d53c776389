"""What reports count, and how: outcomes, periods, bands and the sentences that say so.

A quote counts once, by its current revision. It is *won* when the customer accepted it, *declined*
when the customer said no, and *expired* when its last day went by without an answer. It is *open*
while it is a draft, waits for review, or is sent and still valid. A quote that is revised is open
again; a deleted draft counts nowhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from app.domain.days import end_of, start_of
from app.domain.errors import ValidationError
from app.domain.money import MONEY_CONTEXT, ZERO, divide

LONGEST_DAYS: Final = 1_100
# A draft that nobody touched for so many days is idle.
IDLE_DAYS: Final = 3
# How many days ahead a quote is said to expire soon.
SOON_DAYS: Final = 7
_TEN_THOUSANDTH: Final = Decimal("0.0001")


class InvalidPeriod(ValidationError):
    """The period ends before it begins, or is longer than three years."""

    code = "invalid_period"


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``first`` through ``last``, both counted, as the shop's wall clock shows them."""

    first: date
    last: date

    @classmethod
    def of(cls, first: date | None, last: date | None, today: date) -> "Period":
        """Return the period that was asked for; without an end it ends today, with 90 days.

        Raises:
            InvalidPeriod: it ends before it begins, or is longer than ``LONGEST_DAYS``.
        """
        last = last or (today if first is None or first <= today else first)
        first = first or last - timedelta(days=89)
        period = cls(first, last)
        if not 0 < period.days <= LONGEST_DAYS:
            raise InvalidPeriod(InvalidPeriod.__doc__ or "", {"from": str(first), "to": str(last)})
        return period

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def previous(self) -> "Period":
        """As many days, right before it."""
        return Period(self.first - timedelta(days=self.days), self.first - timedelta(days=1))

    def begins(self, time_zone: str) -> datetime:
        """Return the instant at which its first day begins in the shop."""
        return start_of(self.first, time_zone)

    def ends(self, time_zone: str) -> datetime:
        """Return the instant at which its last day is over in the shop."""
        return end_of(self.last, time_zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How many quotes came to an end, each way."""

    won: int = 0
    declined: int = 0
    expired: int = 0

    @property
    def quotes(self) -> int:
        """All that came to an end."""
        return self.won + self.declined + self.expired

    @property
    def win_rate(self) -> Decimal | None:
        """Won of all that came to an end, silence included; None where none did."""
        return fraction_of(Decimal(self.won), Decimal(self.quotes))

    @property
    def win_rate_of_answered(self) -> Decimal | None:
        """Won of those that the customer answered; None where nobody did."""
        return fraction_of(Decimal(self.won), Decimal(self.won + self.declined))


def fraction_of(part: Decimal, whole: Decimal) -> Decimal | None:
    """Return a share with four decimals, rounded half up; None of nothing."""
    if whole == ZERO:
        return None
    return divide(part, whole).quantize(_TEN_THOUSANDTH, context=MONEY_CONTEXT)


@dataclass(frozen=True, slots=True)
class Size:
    """A band of totals: from ``least`` on, and below ``below`` where it has an end."""

    key: str
    label: str
    least: Decimal
    below: Decimal | None


SIZES: Final = (
    Size("s1", "Under $250", Decimal(0), Decimal(250)),
    Size("s2", "$250 to $999", Decimal(250), Decimal(1_000)),
    Size("s3", "$1,000 to $2,499", Decimal(1_000), Decimal(2_500)),
    Size("s4", "$2,500 to $9,999", Decimal(2_500), Decimal(10_000)),
    Size("s5", "$10,000 and more", Decimal(10_000), None),
)


@dataclass(frozen=True, slots=True)
class Age:
    """A band of ages in days: from ``least`` through ``most``, or without an end."""

    key: str
    label: str
    least: int
    most: int | None

    def began(self, today: date) -> tuple[date | None, date]:
        """Return the first and the last day on which what is of this age today began."""
        first = None if self.most is None else today - timedelta(days=self.most)
        return first, today - timedelta(days=self.least)


AGES: Final = (
    Age("a1", "Up to 2 days", 0, 2),
    Age("a2", "3 to 7 days", 3, 7),
    Age("a3", "8 to 14 days", 8, 14),
    Age("a4", "15 to 30 days", 15, 30),
    Age("a5", "More than 30 days", 31, None),
)


def weeks_until(last: date, count: int) -> Sequence[Period]:
    """Return ``count`` stretches of seven days, the last one ending on ``last``."""
    return [
        Period(last - timedelta(days=7 * back + 6), last - timedelta(days=7 * back))
        for back in reversed(range(count))
    ]


_ONCE: Final = (
    "A quote counts once, by its current revision; earlier revisions and deleted drafts "
    "count nowhere. A quote that is revised or extended is open again and leaves the "
    "period that it had ended in."
)
_DAYS: Final = "Days begin and end at midnight in the shop's time zone."
_MONEY: Final = (
    "Money is the quote's total with tax: the accepted one of a won quote. A quote "
    "without a total yet, because a quantity is still to be chosen, is counted and adds "
    "no money."
)
_BEFORE: Final = "The previous period has as many days and ends on the day before this one begins."

WIN_RATE_WORDS: Final = (
    (
        "Win rate is won divided by won, declined and expired together: a quote that ended "
        "in silence was not won. Beside it stands the rate of those that the customer "
        "answered."
    ),
    (
        "Won and declined quotes count on the day of the answer; expired ones on the day "
        "after their last valid day."
    ),
    _ONCE,
    _MONEY,
    (
        "By product, a quote counts once with each product among its lines, so the rows add "
        "up to more than the total. By lost reason, only quotes that were not won are "
        "shown."
    ),
    _DAYS,
    _BEFORE,
)
PIPELINE_WORDS: Final = (
    (
        "Open is what is a draft, waits for review, or is sent and still valid today. "
        "Quotes on hold are among them, and their number stands beside."
    ),
    (
        "The age of a sent quote is counted in days since its current revision was sent, "
        "that of the others since the quote was begun."
    ),
    _ONCE,
    _MONEY,
    _DAYS,
)
TURNAROUND_WORDS: Final = (
    (
        "Turnaround is the time from the moment that a quote was begun until it was first "
        "sent; nights and weekends are part of it. A quote counts in the period in which it "
        "was first sent, and later revisions change nothing."
    ),
    (
        "The median is the time that half of the quotes did not exceed, p90 the time that "
        "nine in ten did not: both are times of a real quote (nearest rank), and no "
        "average."
    ),
    _DAYS,
    _BEFORE,
)
MARGIN_WORDS: Final = (
    (
        "What counts is what was quoted: quotes whose current revision was sent in the "
        "period, won or not. One whose costs are not all known is left out."
    ),
    (
        "Margin is profit as a share of the price before tax, of all these quotes together: "
        "their profits added up, divided by their prices added up."
    ),
    (
        "Below floor, below target and on target compare each quote with the floor and the "
        "target of the rate card that it was priced with."
    ),
    (
        "By product, a quote counts once with each product among its lines, so the rows add "
        "up to more than the total."
    ),
    _DAYS,
    _BEFORE,
)
