"""Mark-up is on cost, margin is of price: the same money named from its two ends."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from app.domain.errors import ValidationError
from app.domain.money import ONE, ZERO, decimal_from, divide, ratio_of

Light = Literal["green", "amber", "red"]


class ImpossibleMargin(ValidationError):
    """A margin of all the price or more: no price can reach it."""

    code = "impossible_margin"


def margin_from_mark_up(mark_up: Decimal) -> Decimal:
    """Give the margin that a mark-up makes: g = m / (1 + m), so 0.6667 gives 0.4."""
    return divide(mark_up, ONE + mark_up)


def mark_up_from_margin(margin: Decimal) -> Decimal:
    """Give the mark-up that makes a margin: m = g / (1 - g), so 0.4 gives 0.6667."""
    if margin >= ONE:
        message = "A margin must be less than 100 %."
        raise ImpossibleMargin(message)
    return divide(margin, ONE - margin)


def price_for_margin(cost: Decimal, margin: Decimal) -> Decimal:
    """Give the unrounded price at which ``cost`` leaves ``margin``: cost / (1 - g)."""
    if margin >= ONE:
        message = "A margin must be less than 100 %."
        raise ImpossibleMargin(message)
    return divide(cost, ONE - margin)


def margin_of(price: Decimal, cost: Decimal) -> Decimal | None:
    """Give the margin as a fraction of the price, or None where there is no price."""
    return None if price == 0 else divide(price - cost, price)


def margin_light(margin: Decimal | None, *, floor: Decimal, target: Decimal) -> Light:
    """Say how a margin stands without naming it: red below the floor, amber below the target."""
    if margin is None or margin < floor:
        return "red"
    return "amber" if margin < target else "green"


@dataclass(frozen=True, slots=True)
class MarkUpBand:
    """The mark-up on the slice of a cost that lies at or above ``from_amount``."""

    from_amount: Decimal
    mark_up: Decimal


@dataclass(frozen=True, slots=True)
class MarkUp:
    """A bucket's mark-up, graduated: each slice of the cost carries its own.

    Looking one mark-up up by the whole cost would make a job of 99 dearer than a job of 101, so
    there is no such mode here. Bands start at zero and rise.
    """

    bands: tuple[MarkUpBand, ...]
    slices: tuple[tuple[Fraction, Fraction, Fraction], ...] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        """Refuse bands that leave a gap, fall back, or sell under nothing."""
        starts = [band.from_amount for band in self.bands]
        if not starts or starts[0] != 0 or sorted(set(starts)) != starts:
            raise ValidationError.for_field(
                ("bands",), "Mark-up bands must start at 0 and rise, each one only once."
            )
        if any(band.mark_up < -1 for band in self.bands):
            raise ValidationError.for_field(("bands",), "A mark-up must not be below -100 %.")
        object.__setattr__(self, "slices", tuple(self._add_up()))

    def _add_up(self) -> Iterator[tuple[Fraction, Fraction, Fraction]]:
        """Give where each slice starts, and by which line a cost in it sells: more + cost x factor.

        Every estimate asks for dozens of prices, so this is added up once.
        """
        price, below, factor = Fraction(0), Fraction(0), Fraction(0)
        for band in self.bands:
            start = ratio_of(band.from_amount)
            price += (start - below) * factor
            below, factor = start, 1 + ratio_of(band.mark_up)
            yield start, price - start * factor, factor

    @classmethod
    def flat(cls, mark_up: Decimal) -> "MarkUp":
        """Make one mark-up for every cost."""
        return cls((MarkUpBand(ZERO, mark_up),))

    def price(self, cost: Fraction) -> Fraction:
        """Give the unrounded price of a cost, slice by slice."""
        (_, more, factor), *further = self.slices
        for later in further:
            if cost <= later[0]:
                break
            _, more, factor = later
        return more + cost * factor if more else cost * factor

    def effective(self, cost: Fraction) -> Decimal:
        """Give the one mark-up that would make the same price of this cost."""
        if not cost or len(self.bands) == 1:
            return self.bands[0].mark_up
        return decimal_from(self.price(cost) / cost - 1)
