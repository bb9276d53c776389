"""What is worked along the edges of a piece: hems, pole pockets, grommets, and trimming.

An edge that carries a pole pocket is not hemmed as well. The extra material of an edge is that of
the operation that takes most of it.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import ceil
from typing import Final, Literal

from app.domain.estimating.rates import FinishingOperation, OperationKind
from app.domain.estimating.rates.operations import Edges
from app.domain.units import UNITS_PER_INCH, Length, inches

Side = Literal["top", "bottom", "left", "right"]

SIDES: Final[Mapping[Edges, tuple[Side, ...]]] = {
    "all": ("top", "bottom", "left", "right"),
    "top_bottom": ("top", "bottom"),
    "left_right": ("left", "right"),
    "top": ("top",),
    "bottom": ("bottom",),
}
CORNERS: Final[Mapping[Side, frozenset[str]]] = {
    "top": frozenset({"top left", "top right"}),
    "bottom": frozenset({"bottom left", "bottom right"}),
    "left": frozenset({"top left", "bottom left"}),
    "right": frozenset({"top right", "bottom right"}),
}


def sides_worked(
    operation: FinishingOperation, operations: Iterable[FinishingOperation]
) -> tuple[Side, ...]:
    """Give the sides that an operation works; a hem leaves those with a pole pocket alone."""
    sides = SIDES[operation.edges]
    if operation.kind is not OperationKind.HEM:
        return sides
    taken = {
        side
        for other in operations
        if other.kind is OperationKind.POLE_POCKET
        for side in SIDES[other.edges]
    }
    return tuple(side for side in sides if side not in taken)


def edge_feet(width: Length, height: Length, sides: Iterable[Side]) -> Fraction:
    """Give the feet along some sides of a piece."""
    lengths = (width if side in {"top", "bottom"} else height for side in sides)
    return sum(map(inches, lengths), Fraction(0)) / 12


def grommets(width: Length, height: Length, sides: Iterable[Side], spacing: Length | None) -> int:
    """Give the grommets of a piece: each side in as many spans as the spacing asks.

    A side of n spans has n + 1 grommets, and two sides share the one at their corner: all round
    there is one for each span. Without a spacing there is one at each corner.
    """
    corners: set[str] = set()
    between = 0
    for side in sides:
        length = width if side in {"top", "bottom"} else height
        spans = 1 if spacing is None else ceil(Fraction(length, spacing))
        between += spans - 1
        corners |= CORNERS[side]
    return between + len(corners)


def with_allowances(
    width: Length, height: Length, operations: Iterable[FinishingOperation]
) -> tuple[Length, Length]:
    """Give a piece's size with the material that is turned over or sewn in at its edges."""
    most: dict[Side, int] = dict.fromkeys(SIDES["all"], 0)
    for operation in operations:
        for side in SIDES[operation.edges]:
            most[side] = max(most[side], operation.allowance)
    across, along = most["left"] + most["right"], most["top"] + most["bottom"]
    return Length(width + across), Length(height + along)


def size_in_feet(width: Length, height: Length) -> Fraction:
    """Give the square feet of a rectangle."""
    return Fraction(width * height, (12 * UNITS_PER_INCH) ** 2)
