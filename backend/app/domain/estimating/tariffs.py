"""What work costs by the count of what goes into it, in whole numbers.

Ways to do a job are compared by their sums alone; the one that is taken is costed again with every
reason. Adding and comparing exact ratios takes ten times as long as whole numbers do, so a tariff
counts in the ``parts`` of a dollar that make all its figures whole: nothing is rounded.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Final, NamedTuple

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

    def plus(self, other: "Line") -> "Line":
        """Add a line of the same bucket; neither has a least."""
        return Line(
            self.bucket,
            self.base + other.base,
            self.each + other.each,
            self.apiece + other.apiece,
        )

    def whole(self, parts: int) -> tuple[int, int, int, int, int]:
        """Give the place of the bucket and the figures in parts of a dollar."""
        return (
            PLACES[self.bucket],
            in_parts(self.base, parts),
            in_parts(self.each, parts),
            in_parts(self.apiece, parts),
            in_parts(self.least, parts),
        )


@dataclass(frozen=True, slots=True)
class Tariff:
    """Amounts that follow from one count; ``group`` units make a group, the last one whole."""

    parts: int
    group: int
    lines: tuple[tuple[int, int, int, int, int], ...]

    @classmethod
    def of(cls, lines: Sequence[Line], group: int = 1) -> "Tariff":
        """Bring lines to one denominator; a bucket's lines without a least are added up."""
        plain: dict[Bucket, Line] = {}
        others: list[Line] = []
        for line in lines:
            if line.least:
                others.append(line)
            elif any(line[1:]):
                known = plain.get(line.bucket)
                plain[line.bucket] = line if known is None else known.plus(line)
        rows = [*plain.values(), *others]
        parts = common(figure for line in rows for figure in line[1:])
        return cls(parts, group, tuple(line.whole(parts) for line in rows))

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
