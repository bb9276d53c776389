"""How a sheet is folded: the panels of each fold, its lines, and the size it comes to.

The trade's folds are data. A fold divides one edge of the piece into panels by their weights; a
panel that is tucked into another is shorter by 1/16 in for each time it is tucked, and the others
are longer by as much together. A second fold at a right angle divides the other edge. The bigger
panel decides the folded size.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import Final, Literal

from app.domain.estimating.rates.operations import Fold
from app.domain.units import UNITS_PER_INCH, Length

TUCK: Final = UNITS_PER_INCH // 16
"""What a panel is shorter by that lies inside another."""


@dataclass(frozen=True, slots=True)
class FoldType:
    """One fold: its name, the panels along the divided edge, and those across it.

    ``panels`` are weights, ``tucks`` how many times each lies inside another. ``layers`` is how
    many sheets thick the folded piece is, ``direction_changes`` how often the sheet must turn in
    the folder: at a right angle, or to fold against the fold before.
    """

    name: str
    panels: tuple[int, ...]
    tucks: tuple[int, ...]
    layers: int
    direction_changes: int
    across: tuple[int, ...] = (1,)


FOLDS: Final[Mapping[Fold, FoldType]] = {
    "half": FoldType("Half fold", (1, 1), (0, 0), 2, 0),
    "letter": FoldType("Letter fold", (1, 1, 1), (0, 0, 1), 3, 0),
    "z": FoldType("Z-fold", (1, 1, 1), (0, 0, 0), 3, 1),
    "gate": FoldType("Gate fold", (1, 2, 1), (1, 0, 1), 2, 1),
    "double_gate": FoldType("Double gate fold", (1, 1, 1, 1), (1, 0, 0, 1), 4, 2),
    "double_parallel": FoldType("Double parallel fold", (1, 1, 1, 1), (0, 0, 1, 1), 4, 0),
    "accordion_4": FoldType("Four-panel accordion", (1, 1, 1, 1), (0, 0, 0, 0), 4, 2),
    "accordion_5": FoldType("Five-panel accordion", (1, 1, 1, 1, 1), (0, 0, 0, 0, 0), 5, 3),
    "accordion_6": FoldType("Six-panel accordion", (1, 1, 1, 1, 1, 1), (0, 0, 0, 0, 0, 0), 6, 4),
    "roll_4": FoldType("Four-panel roll fold", (1, 1, 1, 1), (0, 0, 1, 2), 4, 0),
    "roll_5": FoldType("Five-panel roll fold", (1, 1, 1, 1, 1), (0, 0, 1, 2, 3), 5, 0),
    "french": FoldType("French fold", (1, 1), (0, 0), 4, 1, (1, 1)),
    "map_4": FoldType("Map fold, four by two", (1, 1, 1, 1), (0, 0, 0, 0), 8, 3, (1, 1)),
    "map_6": FoldType(
        "Map fold, six by two", (1, 1, 1, 1, 1, 1), (0, 0, 0, 0, 0, 0), 12, 5, (1, 1)
    ),
}


@dataclass(frozen=True, slots=True)
class FoldLine:
    """One fold across the piece, measured from its lower left corner."""

    x1: Length
    y1: Length
    x2: Length
    y2: Length

    def to_document(self) -> dict[str, int]:
        """Write the line as JSON, in engine units."""
        return {"x1": self.x1, "y1": self.y1, "x2": self.x2, "y2": self.y2}


@dataclass(frozen=True, slots=True)
class Folded:
    """A piece's fold: the panels along the divided edge and across it, and what they come to."""

    kind: FoldType
    upright: bool
    panels: tuple[Length, ...]
    across: tuple[Length, ...]

    @property
    def width(self) -> Length:
        """The folded piece's width as the open one lies."""
        return max(self.panels if self.upright else self.across)

    @property
    def height(self) -> Length:
        """The folded piece's height as the open one lies."""
        return max(self.across if self.upright else self.panels)

    @property
    def least_panel(self) -> Length:
        """The narrowest panel."""
        return min(*self.panels, *self.across)

    @property
    def lines(self) -> tuple[FoldLine, ...]:
        """The folds in the order of the work: along the divided edge, then across it."""
        along, across = _starts(self.panels), _starts(self.across)
        length, breadth = sum(self.panels), sum(self.across)
        lines = [(at, 0, at, breadth) for at in along] + [(0, at, length, at) for at in across]
        return tuple(
            FoldLine(*map(Length, (x1, y1, x2, y2) if self.upright else (y1, x1, y2, x2)))
            for x1, y1, x2, y2 in lines
        )


def fold_piece(
    width: Length, height: Length, fold: Fold, edge: Literal["long", "short"] = "long"
) -> Folded:
    """Fold an open piece: its long or its short edge is divided; of two equal ones the width."""
    kind = FOLDS[fold]
    upright = (width >= height) == (edge == "long") or width == height
    divided, other = (width, height) if upright else (height, width)
    return Folded(
        kind=kind,
        upright=upright,
        panels=_panels(divided, kind.panels, kind.tucks),
        across=_panels(other, kind.across, (0,) * len(kind.across)),
    )


def fold_lines(
    width: Length, height: Length, fold: Fold, edge: Literal["long", "short"] = "long"
) -> tuple[FoldLine, ...]:
    """Give the lines along which a piece is folded, from its lower left corner."""
    return fold_piece(width, height, fold, edge).lines


def slowed_by(direction_changes: int) -> Fraction:
    """Give by how much changes of direction slow a folder: each of them by 2 %."""
    return 1 + Fraction(direction_changes, 50)


def travel_minutes(
    sheets: Fraction, sheet: Fraction, gap: Fraction, feet_a_minute: Fraction, turns: int
) -> Fraction:
    """Give the minutes that sheets take through a folder, lengths in inches.

    Each travels its length and the gap behind it; every change of direction slows them all.
    """
    return sheets * (sheet + gap) / 12 / feet_a_minute * slowed_by(turns)


def _panels(length: int, weights: tuple[int, ...], tucks: tuple[int, ...]) -> tuple[Length, ...]:
    """Divide a length: each panel its weight of what all would have untucked, less its tucks."""
    whole = Fraction(length + sum(tucks) * TUCK, sum(weights))
    ends = [0]
    exact = Fraction(0)
    for weight, tuck in zip(weights, tucks, strict=True):
        exact += whole * weight - tuck * TUCK
        ends.append(floor(exact))
    return tuple(Length(end - start) for start, end in pairwise(ends))


def _starts(panels: tuple[Length, ...]) -> list[int]:
    return [sum(panels[:place]) for place in range(1, len(panels))]
