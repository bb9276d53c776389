"""What work costs by the count of what goes into it, in whole numbers.

Ways to do a job are compared by their sums alone; the one that is taken is costed again with every
reason. Adding and comparing exact ratios takes ten times as long as whole numbers do, so a tariff
counts in the ``parts`` of a dollar that make all its figures whole: nothing is rounded.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Final, NamedTuple, Protocol

from app.domain.estimating.rates import BUCKETS, Bucket

PLACES: Final[Mapping[Bucket, int]] = {bucket: place for place, bucket in enumerate(BUCKETS)}
NOTHING: Final = Fraction(0)

type Amounts = list[int]
"""What something costs in each bucket, in the order of ``BUCKETS``."""


class Line(NamedTuple):
    """One amount of a tariff: ``base``, and ``each`` for every group and ``apiece`` for every one.

    It is never less than ``least``.
    """

    bucket: Bucket
    base: Fraction = NOTHING
    each: Fraction = NOTHING
    apiece: Fraction = NOTHING
    least: Fraction = NOTHING


class Priced(Protocol):
    """What can say in whole ``parts`` of a dollar what so many units cost."""

    @property
    def parts(self) -> int:
        """The parts of a dollar that it counts in."""
        ...

    def add(self, units: int, amounts: Amounts, times: int) -> None:
        """Add the cost of so many units to the amounts, each of its parts as so many of theirs."""
        ...


@dataclass(frozen=True, slots=True)
class Tariff:
    """Amounts that follow from one count; ``group`` units make a group, the last one whole."""

    parts: int
    group: int
    lines: tuple[tuple[int, int, int, int, int], ...]

    @classmethod
    def of(cls, lines: Sequence[Line], group: int = 1) -> "Tariff":
        """Bring lines to one denominator; those that never cost anything are left out."""
        lines = [line for line in lines if any(line[1:])]
        parts = common(figure for line in lines for figure in line[1:])
        whole = tuple(
            (PLACES[line.bucket], *(in_parts(figure, parts) for figure in line[1:]))
            for line in lines
        )
        return cls(parts, group, tuple((row[0], row[1], row[2], row[3], row[4]) for row in whole))

    def add(self, units: int, amounts: Amounts, times: int) -> None:
        """Add what so many units cost."""
        groups = -(-units // self.group)
        for place, base, each, apiece, least in self.lines:
            cost = base + each * groups + apiece * units
            amounts[place] += max(cost, least) * times


def common(figures: Iterable[Fraction]) -> int:
    """Give the least denominator that makes all the figures whole."""
    return lcm(*{figure.denominator for figure in figures})


def in_parts(figure: Fraction, parts: int) -> int:
    """Give a figure in parts of a dollar, of which it must be a whole number."""
    return figure.numerator * (parts // figure.denominator)
