"""Nesting equal prints on a roll: in rows across it, upright or turned, in the shortest length.

All integers. n prints of w with gaps g lie across a width P exactly when n (w + g) <= P + g. Rows
of both directions may follow each other. Of an even exchange (as many prints in more rows of the
one as in fewer rows of the other) the shorter side is always taken, so a shortest nest has fewer
upright rows than a turned row has prints, or fewer turned rows than an upright row has prints: only
those are tried.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.domain.estimating.layout import Cell
from app.domain.units import Length

MOST_DRAWN: Final = 120
"""More prints than these are more of the same, and the drawing stops."""


@dataclass(frozen=True, slots=True)
class Lane:
    """Prints side by side across the roll; ``length`` is what one row takes along it."""

    across: int
    width: Length
    length: Length
    turned: bool


@dataclass(frozen=True, slots=True)
class Nest:
    """So many prints in rows: first those that lie as drawn, then the turned ones.

    ``length`` is from the first print's edge to the last one's.
    """

    prints: int
    rows: tuple[tuple[Lane, int], ...]
    gap: Length
    length: Length

    def cells(self, x: int, y: int, most: int) -> Iterator[Cell]:
        """Place whole rows, at most so many prints, from a lower left corner on."""
        left = self.prints
        for lane, count in self.rows:
            for _ in range(count):
                here = min(lane.across, left)
                if here > most:
                    return
                for place in range(here):
                    at = Length(x + place * (lane.width + self.gap))
                    yield Cell(at, Length(y), lane.width, lane.length, lane.turned)
                y += lane.length + self.gap
                left, most = left - here, most - here


def lanes(
    width: Length, height: Length, roll: int, gap: Length, longest: Length
) -> tuple[Lane, ...]:
    """Give the ways that a print fits across a roll: as drawn, and turned if that differs."""
    ways = [(width, height, False)]
    if width != height:
        ways.append((height, width, True))
    return tuple(
        Lane((roll + gap) // (across + gap), across, along, turned)
        for across, along, turned in ways
        if across <= roll and along <= longest
    )


def nest(prints: int, ways: tuple[Lane, ...], gap: Length) -> Nest:
    """Nest so many prints in the shortest length; the simpler nest where two are as short."""
    if len(ways) == 1:
        return _nest(prints, ((ways[0], -(-prints // ways[0].across)),), gap)
    first, second = ways
    choices = {
        (-(-max(prints - n * second.across, 0) // first.across), n) for n in range(first.across + 1)
    }
    choices |= {
        (n, -(-max(prints - n * first.across, 0) // second.across))
        for n in range(second.across + 1)
    }
    nests = (
        _nest(prints, tuple((lane, n) for lane, n in ((first, a), (second, b)) if n), gap)
        for a, b in choices
        if a or b
    )
    return min(nests, key=lambda one: (one.length, len(one.rows), one.rows[0][0].turned))


def _nest(prints: int, rows: tuple[tuple[Lane, int], ...], gap: Length) -> Nest:
    length = sum(count * (lane.length + gap) for lane, count in rows) - gap
    return Nest(prints, rows, gap, Length(length))
