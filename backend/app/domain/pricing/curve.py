"""What a job costs from one piece to a hundred thousand, and where one kind of press gives way.

The curve is priced at usual quantities, then where neighbours differ in the kind of their press it
is halved until the exact quantity is found, then the steepest stretches are refined. The pricing
itself is handed in; it is slow, so quantities are asked for in batches and their number is bounded.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Final

from app.domain.errors import ValidationError
from app.domain.money import ratio_of

USUAL: Final = (1, 2, 5)
SMALLEST: Final = 1
LARGEST: Final = 100_000
MOST_PRICED: Final = 160
REFINED: Final = 12


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """One quantity priced: its total, its cost where it may be seen, and the kind of its press."""

    quantity: int
    total: Decimal
    kind: str
    press: str
    cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """The quantity from which another kind of press is the cheaper one.

    ``last`` is the largest quantity still made the old way, ``first`` = ``last`` + 1.
    """

    first: int
    before: CurvePoint
    after: CurvePoint


@dataclass(frozen=True, slots=True)
class Curve:
    """Points in rising quantity, the changes between them, and how many quantities were priced.

    Each change is exact where the kind changes once between two priced neighbours; where it goes
    back and forth within one such stretch, one of the changes is found.
    """

    points: tuple[CurvePoint, ...]
    changes: tuple[Change, ...]
    priced: int


type PriceThem = Callable[[Sequence[int]], Sequence[CurvePoint]]


class _Plot:
    """The points so far; asks for no quantity twice and for no more than may be priced."""

    def __init__(self, price: PriceThem, most: int) -> None:
        self._price = price
        self._left = most
        self.points: dict[int, CurvePoint] = {}

    def ask(self, quantities: Sequence[int]) -> bool:
        """Price what is not known yet; say whether all of it could be."""
        wanted = [one for one in dict.fromkeys(quantities) if one not in self.points]
        if len(wanted) > self._left:
            return False
        self._left -= len(wanted)
        if wanted:
            self.points.update((point.quantity, point) for point in self._price(wanted))
        return True

    def neighbours(self) -> list[tuple[CurvePoint, CurvePoint]]:
        """Give neighbouring points."""
        return list(pairwise(self.points[quantity] for quantity in sorted(self.points)))


def draw_curve(
    price: PriceThem,
    *,
    smallest: int = SMALLEST,
    largest: int = LARGEST,
    most_priced: int = MOST_PRICED,
) -> Curve:
    """Price a curve by ``price``, which gets quantities and gives a point for each of them.

    Raises:
        ValidationError: the ends are out of order, or too few quantities may be priced to begin.
    """
    if not 1 <= smallest <= largest:
        raise ValidationError.for_field(
            ("smallest",), "A curve goes from at least 1 up to a quantity that is no smaller."
        )
    plot = _Plot(price, most_priced)
    if not plot.ask(usual_quantities(smallest, largest)):
        raise ValidationError.for_field(("largest",), "This curve would be too long to price.")
    _find_changes(plot)
    for _ in range(REFINED):
        middle = _steepest_middle(plot)
        if middle is None or not plot.ask((middle,)):
            break
    _find_changes(plot)
    return Curve(
        points=tuple(plot.points[quantity] for quantity in sorted(plot.points)),
        changes=tuple(
            Change(high.quantity, low, high)
            for low, high in plot.neighbours()
            if low.kind != high.kind and high.quantity == low.quantity + 1
        ),
        priced=len(plot.points),
    )


def usual_quantities(smallest: int, largest: int) -> list[int]:
    """Give 1, 2, 5, 10, 20, 50 ... between two quantities, and both of these."""
    found = {smallest, largest}
    power = 1
    while power <= largest:
        found.update(one * power for one in USUAL if smallest <= one * power <= largest)
        power *= 10
    return sorted(found)


def _find_changes(plot: _Plot) -> None:
    """Halve every stretch whose ends are made differently until its ends are neighbours."""
    for low, high in plot.neighbours():
        below, above = low, high
        while below.kind != above.kind and above.quantity - below.quantity > 1:
            middle = (below.quantity + above.quantity) // 2
            if not plot.ask((middle,)):
                return
            if plot.points[middle].kind == below.kind:
                below = plot.points[middle]
            else:
                above = plot.points[middle]


def _steepest_middle(plot: _Plot) -> int | None:
    """Give the middle of the stretch over which the price of one falls the most, if it has one."""
    best, middle = Fraction(0), None
    for low, high in plot.neighbours():
        if high.quantity - low.quantity < 2:  # noqa: PLR2004 - nothing lies between neighbours
            continue
        fall = _unit(low) - _unit(high)
        relative = abs(fall) / _unit(low) if low.total else Fraction(0)
        if relative > best:
            best, middle = relative, (low.quantity + high.quantity) // 2
    return middle


def _unit(point: CurvePoint) -> Fraction:
    return ratio_of(point.total) / point.quantity
