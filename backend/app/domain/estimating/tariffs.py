"""What work costs by the count of what goes into it, in whole numbers.

Ways to do a job are compared by their sums alone; the one that is taken is costed again with every
reason. Adding and comparing exact ratios takes ten times as long as whole numbers do, so a tariff
counts in the ``parts`` of a dollar that make all its figures whole: nothing is rounded.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, lcm
from typing import Final, NamedTuple, Protocol

from app.domain.estimating.buying import Paper
from app.domain.estimating.rates import BUCKETS, Bucket
from app.domain.money import ratio_of

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


@dataclass(frozen=True, slots=True)
class PaperTariff:
    """What sheets of a paper cost by their number, at whichever of the day's prices is least.

    Sheets are counted in ``fine`` parts of one, which the surcharge on a broken pack may need. An
    offer is how many of them its bracket begins at, what is paid below that, and for each.
    """

    parts: int
    fine: int
    pack: int
    whole_pack: bool
    broken: int
    offers: tuple[tuple[int, int, int], ...]

    @classmethod
    def of(cls, paper: Paper) -> "PaperTariff":
        """Bring a paper's prices to one denominator."""
        stock = paper.stock
        surcharge = 1 + ratio_of(stock.broken_pack)
        fine = surcharge.denominator if stock.pack_sheets else 1
        offers: list[tuple[int, Fraction, Fraction]] = []
        for offer in paper.offers:
            begins = offer.least if offer.price.basis == "per_cwt" else ceil(offer.least)
            offers.append((ceil(offer.least * fine), begins * offer.a_sheet, offer.a_sheet / fine))
        parts = common(figure for _, *figures in offers for figure in figures)
        return cls(
            parts=parts,
            fine=fine,
            pack=stock.pack_sheets,
            whole_pack=stock.full_packs,
            broken=in_parts(surcharge, fine) if stock.pack_sheets else 1,
            offers=tuple(
                (begins, in_parts(below, parts), in_parts(each, parts))
                for begins, below, each in offers
            ),
        )

    def add(self, units: int, amounts: Amounts, times: int) -> None:
        """Add what so many bought sheets cost."""
        charged = units * self.fine
        if self.pack:
            full, rest = divmod(units, self.pack)
            charged = full * self.pack * self.fine
            if rest:
                whole = self.pack * self.fine
                charged += whole if self.whole_pack else min(whole, rest * self.broken)
        cost = min(
            below if charged < begins else each * charged for begins, below, each in self.offers
        )
        amounts[PAPER] += cost * times


PAPER: Final = PLACES["paper"]


def common(figures: Iterable[Fraction]) -> int:
    """Give the least denominator that makes all the figures whole."""
    return lcm(*{figure.denominator for figure in figures})


def in_parts(figure: Fraction, parts: int) -> int:
    """Give a figure in parts of a dollar, of which it must be a whole number."""
    return figure.numerator * (parts // figure.denominator)
