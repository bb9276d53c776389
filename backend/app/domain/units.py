"""Lengths are whole numbers of one unit: 1/40,640 inch, which is 0.000625 mm.

The unit is exact for 1/64 in (635 units) and for 0.01 mm (16 units), so a layout never depends on
how a fraction happens to be stored. Sizes live in the database as numbers of four decimals with
their unit and become lengths at the engine's edge. A ten-thousandth of an inch is 4.064 units and
so falls between two: ``length_from`` rounds half away from zero to the nearest unit, which moves a
size by at most 0.0000123 in, a three-hundredth of the thickness of a sheet of bond.
"""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final, Literal, NewType

from app.domain.errors import ValidationError
from app.domain.money import MONEY_CONTEXT, decimal_from, decimal_text

Length = NewType("Length", int)
Unit = Literal["in", "mm"]

UNITS_PER_INCH: Final = 40_640
UNITS_PER_MM: Final = 1_600
UNITS: Final[dict[str, int]] = {"in": UNITS_PER_INCH, "mm": UNITS_PER_MM}
NO_LENGTH: Final = Length(0)
SIZE_QUANTUM: Final = Decimal("0.0001")
CACHED_TEXTS: Final = 4_096


class InvalidLength(ValidationError):
    """A size that is no size: not a finite number, too many decimals, or an unknown unit."""

    code = "invalid_length"


def length_from(size: Decimal, unit: str) -> Length:
    """Turn a size in inches or millimetres into a length, rounded to the nearest unit.

    Raises ``InvalidLength`` for another unit and for a size of more than four decimals, which the
    shop could not store and so could not mean.
    """
    per_unit = UNITS.get(unit)
    if per_unit is None:
        message = f"Sizes are in inches (in) or millimetres (mm), not in {unit!r}."
        raise InvalidLength(message)
    if not size.is_finite():
        message = "A size must be a number."
        raise InvalidLength(message)
    if size != size.quantize(SIZE_QUANTUM, context=MONEY_CONTEXT):
        message = f"A size has at most four decimals; {decimal_text(size)} has more."
        raise InvalidLength(message)
    return Length(int((size * per_unit).to_integral_value(rounding=ROUND_HALF_UP)))


def inches(length: int) -> Fraction:
    """Give a length in inches, exactly."""
    return Fraction(length, UNITS_PER_INCH)


@lru_cache(maxsize=CACHED_TEXTS)
def length_text(length: int, unit: str = "in") -> str:
    """Write a length for people, with at most four decimals and none that are zero: ``8.5``."""
    exact = decimal_from(Fraction(length, UNITS[unit]))
    return decimal_text(exact.quantize(SIZE_QUANTUM, context=MONEY_CONTEXT))
