"""From a packing to pieces on a sheet and the cuts that free them.

Cuts are counted as a cutter makes them on a lift: four trims around the block of pieces, then
between pieces one cut where they touch and two where a gap lies between. In a mixed layout the
tree of splits gives the order, and a part that is shorter than its neighbour is trimmed once more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.domain.estimating.layout import Cell, Cut
from app.domain.estimating.packing import Block, Cells, Packing
from app.domain.units import Length

TRIMS: Final = 4
"""The cuts around all pieces, one at each edge of the sheet."""


def grid_cuts(columns: int, rows: int, gap: int) -> int:
    """Count the cuts of a grid: its trims, and between pieces one, or two where a gap lies."""
    return TRIMS + (2 if gap else 1) * (columns + rows - 2)


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle measured in whole cells, each a piece and the gap after it."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Pieces:
    """The size of the cells of a packing, and the gap that each of them contains."""

    cells: Cells
    gap: int

    def extent(self, packing: Packing) -> tuple[int, int]:
        """Give the width and height that a packing really takes, closed up to the lower left."""
        if isinstance(packing, Block):
            width, height = self.cell_size(packing)
            return packing.columns * width, packing.rows * height
        first, second = self.extent(packing.first), self.extent(packing.second)
        if packing.axis == "x":
            return first[0] + second[0], max(first[1], second[1])
        return max(first[0], second[0]), first[1] + second[1]

    def cell_size(self, block: Block) -> tuple[int, int]:
        """Give the size of a block's cells as they lie."""
        if block.rotated:
            return self.cells.height, self.cells.width
        return self.cells.width, self.cells.height

    def place(self, packing: Packing, x: int, y: int) -> Iterator[Cell]:
        """Give the trimmed pieces, row by row in each block."""
        if isinstance(packing, Block):
            width, height = self.cell_size(packing)
            for row in range(packing.rows):
                for column in range(packing.columns):
                    yield Cell(
                        x=Length(x + column * width),
                        y=Length(y + row * height),
                        width=Length(width - self.gap),
                        height=Length(height - self.gap),
                        rotated=packing.rotated,
                    )
            return
        width, height = self.extent(packing.first)
        yield from self.place(packing.first, x, y)
        if packing.axis == "x":
            yield from self.place(packing.second, x + width, y)
        else:
            yield from self.place(packing.second, x, y + height)

    def cut(self, packing: Packing, x: int, y: int, sheet: tuple[int, int]) -> Iterator[Cut]:
        """Give all cuts in order: the four trims across the sheet, then the packing's own."""
        width, height = self.extent(packing)
        right, top = x + width - self.gap, y + height - self.gap
        yield _cut(x, 0, x, sheet[1])
        yield _cut(right, 0, right, sheet[1])
        yield _cut(x, y, right, y)
        yield _cut(x, top, right, top)
        yield from self._inside(packing, Region(x, y, width, height))

    def count_cuts(self, packing: Packing) -> int:
        """Count what ``cut`` would give, without measuring where; of a grid at once."""
        if isinstance(packing, Block):
            return grid_cuts(packing.columns, packing.rows, self.gap)
        return sum(1 for _ in self.cut(packing, 0, 0, self.extent(packing)))

    def _inside(self, packing: Packing, region: Region) -> Iterator[Cut]:
        width, height = self.extent(packing)
        if width < region.width:
            yield self._upright(region, region.x + width - self.gap)
        if height < region.height:
            level = region.y + height - self.gap
            yield _cut(region.x, level, region.x + width - self.gap, level)
        inner = Region(region.x, region.y, width, height)
        if isinstance(packing, Block):
            yield from self._grid(packing, inner)
            return
        first_width, first_height = self.extent(packing.first)
        if packing.axis == "x":
            yield from self._between(inner, x=inner.x + first_width)
            second = Region(inner.x + first_width, inner.y, width - first_width, height)
            yield from self._inside(packing.first, Region(inner.x, inner.y, first_width, height))
        else:
            yield from self._between(inner, y=inner.y + first_height)
            second = Region(inner.x, inner.y + first_height, width, height - first_height)
            yield from self._inside(packing.first, Region(inner.x, inner.y, width, first_height))
        yield from self._inside(packing.second, second)

    def _grid(self, block: Block, region: Region) -> Iterator[Cut]:
        width, height = self.cell_size(block)
        for column in range(1, block.columns):
            yield from self._between(region, x=region.x + column * width)
        for row in range(1, block.rows):
            yield from self._between(region, y=region.y + row * height)

    def _between(
        self, region: Region, *, x: int | None = None, y: int | None = None
    ) -> Iterator[Cut]:
        """Cut along both edges of a gap, or once where there is none."""
        for offset in (self.gap, 0) if self.gap else (0,):
            if x is not None:
                yield self._upright(region, x - offset)
            if y is not None:
                right = region.x + region.width - self.gap
                yield _cut(region.x, y - offset, right, y - offset)

    def _upright(self, region: Region, x: int) -> Cut:
        return _cut(x, region.y, x, region.y + region.height - self.gap)


def _cut(x1: int, y1: int, x2: int, y2: int) -> Cut:
    return Cut(Length(x1), Length(y1), Length(x2), Length(y2))
