"""What an offset press needs beyond a digital one: plates, ink, wash-ups, speeds by run length."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Final

from app.domain.errors import ValidationError
from app.domain.estimating.documents import Items, Range
from app.domain.estimating.rates.limits import Amount, Count
from app.domain.money import ONE, ZERO

NO_LIMIT: Final = ONE * 1000
Mileage = Annotated[Decimal, Range(1)]


@dataclass(frozen=True, slots=True)
class RunSpeed:
    """The impressions an hour of runs of at least so many sheets, on stocks up to a caliper.

    A row without a caliper is for all thicker stocks.
    """

    impressions_per_hour: Annotated[int, Range(1, 1_000_000)]
    from_sheets: Count = 0
    max_caliper_in: Amount | None = None

    @property
    def order(self) -> tuple[Decimal, int]:
        """Where the row stands in its table: by caliper, then by run length."""
        top = NO_LIMIT if self.max_caliper_in is None else self.max_caliper_in
        return top, self.from_sheets


@dataclass(frozen=True, slots=True)
class Offset:
    """The figures of an offset press; the press's set-up and make-ready are for each form and pass.

    ``perfecting_colours`` is how many units print each side when the press perfects; 0 where it
    cannot. Ink is area x ``coverage`` x colours / mileage, in pounds, by whether the stock is
    coated; every spot ink takes at least ``spot_ink_min_lb``. The press is charged for at least
    ``minimum_minutes``.
    """

    speeds: Annotated[tuple[RunSpeed, ...], Items(50)] = ()
    perfecting_colours: Annotated[int, Range(0, 12)] = 0
    minimum_minutes: Amount = ZERO
    plate_price: Amount = ZERO
    plate_minutes: Amount = ZERO
    plate_rate: Amount = ZERO
    wash_up_minutes: Amount = ZERO
    coverage: Annotated[Decimal, Range(0, 1)] = ZERO
    ink_price: Amount = ZERO
    spot_ink_price: Amount = ZERO
    spot_ink_min_lb: Amount = ZERO
    mileage_coated: Mileage = Decimal(350_000)
    mileage_uncoated: Mileage = Decimal(280_000)

    def __post_init__(self) -> None:
        """Refuse speeds that do not rise, and a caliper whose runs do not start at 0."""
        order = [row.order for row in self.speeds]
        if sorted(set(order)) != order:
            raise ValidationError.for_field(
                ("speeds",), "The speeds must rise by caliper, then by run, each one only once."
            )
        starts = {row.order[0]: row.from_sheets for row in reversed(self.speeds)}
        if any(starts.values()):
            raise ValidationError.for_field(
                ("speeds",), "The first run length of every caliper must be 0 sheets."
            )

    def speeds_for(self, caliper_in: Decimal) -> tuple[RunSpeed, ...]:
        """Give the rows for a caliper, by rising run length; none where no row takes it."""
        fit = [row for row in self.speeds if caliper_in <= row.order[0]]
        return tuple(row for row in fit if row.order[0] == fit[0].order[0])


NO_OFFSET: Final = Offset()
"""What a press that is not offset has of all this."""
