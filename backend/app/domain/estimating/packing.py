"""How many equal cells fit on a rectangle, and where: grid, two blocks, and the best guillotine.

All integers. Every case of bleed and gutter is a plain packing: cells of (w + g) x (h + g) into
(P + g - 2b) x (Q + g - 2b), because n w + (n - 1) g + 2b <= P exactly when
n (w + g) <= P + g - 2b. A packing is a tree: a ``Block`` is a grid of cells in one direction, a
``Split`` is a guillotine cut with a packing on either side.
"""

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

CACHED_PACKINGS: Final = 4_096
MAX_REGIONS: Final = 60_000
"""Above so many regions the exact search would take a second and more for tiny stickers."""


@dataclass(frozen=True, slots=True)
class Block:
    """A grid of cells, at the lower left corner of its region."""

    columns: int
    rows: int
    rotated: bool

    @property
    def count(self) -> int:
        """How many cells the block has."""
        return self.columns * self.rows


@dataclass(frozen=True, slots=True)
class Split:
    """A guillotine cut through a region: ``first`` is left of ``at``, or below it."""

    axis: Literal["x", "y"]
    at: int
    first: "Packing"
    second: "Packing"
    count: int


type Packing = Block | Split
Even = Literal["none", "columns", "rows"]


@dataclass(frozen=True, slots=True)
class Cells:
    """The cell to pack, and the directions in which it may lie."""

    width: int
    height: int
    upright: bool = True
    rotated: bool = True


def bound(width: int, height: int, cells: Cells) -> int:
    """Give the number that no packing can exceed: the areas' whole quotient."""
    if width <= 0 or height <= 0:
        return 0
    return width * height // (cells.width * cells.height)


def pack_grid(width: int, height: int, cells: Cells, even: Even = "none") -> Block:
    """Give the better of the two plain grids; the upright one where both hold as many.

    ``even`` asks for an even number of columns or of rows: a half for the front, a half for the
    back of each piece.
    """
    columns, rows, rotated = grid_of(width, height, cells, even)
    return Block(columns, rows, rotated)


def grid_of(width: int, height: int, cells: Cells, even: Even = "none") -> tuple[int, int, bool]:
    """Give the columns and rows of the better grid, and whether its cells are turned."""
    if width <= 0 or height <= 0:
        return 0, 0, False
    columns = rows = 0
    if cells.upright:
        columns, rows = width // cells.width, height // cells.height
        if even == "columns":
            columns -= columns % 2
        elif even == "rows":
            rows -= rows % 2
    if cells.rotated:
        across, along = width // cells.height, height // cells.width
        if even == "columns":
            across -= across % 2
        elif even == "rows":
            along -= along % 2
        if across * along > columns * rows:
            return across, along, True
    return columns, rows, False


def pack_two_blocks(width: int, height: int, cells: Cells) -> Packing:
    """Give the best packing of one grid and a grid of turned cells in the strip that it leaves."""
    best: Packing = pack_grid(width, height, cells)
    for rotated in (False, True):
        across, along = (cells.height, cells.width) if rotated else (cells.width, cells.height)
        turned_across, turned_along = along, across
        for columns in range(1, width // across + 1):
            first = Block(columns, height // along, rotated)
            at = columns * across
            second = Block((width - at) // turned_across, height // turned_along, not rotated)
            best = _better(best, "x", at, first, second)
        for rows in range(1, height // along + 1):
            first = Block(width // across, rows, rotated)
            at = rows * along
            second = Block(width // turned_across, (height - at) // turned_along, not rotated)
            best = _better(best, "y", at, first, second)
    return best


def _better(
    best: Packing, axis: Literal["x", "y"], at: int, first: Packing, second: Packing
) -> Packing:
    count = first.count + second.count
    if first.count and second.count and count > best.count:
        return Split(axis, at, first, second, count)
    return best


@lru_cache(maxsize=CACHED_PACKINGS)
def pack_guillotine(width: int, height: int, cells: Cells) -> Packing:
    """Give a packing that no guillotine can better.

    G(a, b) is the most of: the grid, and G(x, b) + G(a - x, b) over the normal patterns x (the sums
    of cell widths and heights up to a / 2), and the same for y. A region's search ends as soon as
    it reaches the bound by area, and a region and its mirror in the diagonal are one. Simpler
    packings win where they hold as many. Above ``MAX_REGIONS`` the two blocks are the answer.
    """
    if not (cells.upright and cells.rotated):
        return pack_grid(width, height, cells)
    best = pack_two_blocks(width, height, cells)
    if best.count == bound(width, height, cells):
        return best
    search = _Search(cells, max(width, height))
    if search.regions(width, height) > MAX_REGIONS or search.most(width, height) == best.count:
        return best
    return search.packing(width, height)


class _Search:
    """One search with its memory: lengths are indexes into the normal patterns."""

    def __init__(self, cells: Cells, reach: int) -> None:
        self.cells = cells
        self.area = cells.width * cells.height
        self.patterns = _normal_patterns(cells.width, cells.height, reach)
        self.found: dict[tuple[int, int], int] = {}

    def regions(self, width: int, height: int) -> int:
        """Give how many regions the search could come to see."""
        return self._index(width) * self._index(height)

    def most(self, width: int, height: int) -> int:
        """Give how many cells the best packing of a region holds."""
        return self._most(self._index(width), self._index(height))

    def packing(self, width: int, height: int) -> Packing:
        """Give a packing of a region with the most cells, and of those a simple one."""
        most = self.most(width, height)
        simple = pack_two_blocks(width, height, self.cells)
        if simple.count == most:
            return simple
        at = self._split(width, height, most)
        if at is not None:
            first, second = self.packing(at, height), self.packing(width - at, height)
            return Split("x", at, first, second, most)
        at = self._split(height, width, most)
        if at is None:
            message = "A region holds what its best cut holds."
            raise AssertionError(message)
        first, second = self.packing(width, at), self.packing(width, height - at)
        return Split("y", at, first, second, most)

    def _split(self, length: int, across: int, most: int) -> int | None:
        """Find where a cut through ``length`` leaves the most cells on both sides together."""
        for at in self.patterns[1:]:
            if 2 * at > length:
                return None
            if self.most(at, across) + self.most(length - at, across) == most:
                return at
        return None

    def _index(self, length: int) -> int:
        return bisect_right(self.patterns, length) - 1

    def _most(self, i: int, j: int) -> int:
        key = (i, j) if i <= j else (j, i)
        known = self.found.get(key)
        if known is None:
            known = self.found[key] = self._search(*key)
        return known

    def _search(self, i: int, j: int) -> int:
        across, along = self.patterns[i], self.patterns[j]
        limit = across * along // self.area
        width, height = self.cells.width, self.cells.height
        best = max((across // width) * (along // height), (across // height) * (along // width))
        for length, other, side in ((across, along, j), (along, across, i)):
            place = 1
            while best < limit and 2 * self.patterns[place] <= length:
                at = self.patterns[place]
                rest = self._index(length - at)
                reach = at * other // self.area + self.patterns[rest] * other // self.area
                if reach > best:
                    best = max(best, self._most(place, side) + self._most(rest, side))
                place += 1
        return best


def _normal_patterns(width: int, height: int, reach: int) -> tuple[int, ...]:
    sums = {
        across + along
        for across in range(0, reach + 1, width)
        for along in range(0, reach - across + 1, height)
    }
    return tuple(sorted(sums))
