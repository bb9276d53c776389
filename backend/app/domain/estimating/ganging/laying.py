"""A gang on a press sheet: its pieces and whose they are, and the cuts that free them."""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from app.domain.estimating.ganging.packing import (
    GangPieces,
    Wanted,
    least_run,
    owners,
    shortest_run,
)
from app.domain.estimating.imposition import Sheet
from app.domain.estimating.layout import WASTE_QUANTUM, Cell, Cut, Layout
from app.domain.estimating.packing import Packing, bound
from app.domain.money import decimal_from, round_money
from app.domain.units import Length

CACHED_LAYOUTS: Final = 1_024
HALVES: Final = 2
FOUR_TRIMS: Final = 4


@dataclass(frozen=True, slots=True)
class Laid:
    """The shortest run found on one sheet: its drawing, and the job of each of its pieces.

    ``run`` is the good sheets wanted, ``least`` a number that no arrangement could be below, by the
    areas alone; ``ups`` is how often each job lies on the sheet.
    """

    layout: Layout
    owners: tuple[int, ...]
    run: int
    least: int
    ups: tuple[int, ...]

    @property
    def proof(self) -> str:
        """How short the run is, and how short it could be at most."""
        if self.run == self.least:
            return f"{self.run:,} sheets, and no arrangement needs fewer"
        return f"{self.run:,} sheets; by area none could need fewer than {self.least:,}"


@lru_cache(maxsize=CACHED_LAYOUTS)
def lay(sheet: Sheet, jobs: tuple[Wanted, ...], *, bleed: Length, gap: Length) -> Laid | None:
    """Lay jobs on a sheet for the shortest run; None where they do not lie on it together.

    Where one form prints both sides, one half of the sheet mirrors the other: what lies left has
    its back on the right, at the same distance from the other edge.
    """
    width = sheet.width - sheet.left - sheet.right + gap - 2 * bleed
    height = sheet.height - sheet.top - sheet.bottom + gap - 2 * bleed
    sides = 1 if sheet.even == "none" else HALVES
    across = width // HALVES if sheet.even == "columns" else width
    along = height // HALVES if sheet.even == "rows" else height
    if across <= 0 or along <= 0:
        return None
    found = shortest_run(across, along, jobs, sides)
    if found is None:
        return None
    run, packing = found
    pieces = GangPieces(jobs[0].cells, gap)
    placed = _placed(sheet, pieces, packing, (width, height), bleed)
    whose = tuple(owners(packing)) * sides
    cells = placed.cells
    area = sheet.width * sheet.height
    used = sum(cell.width * cell.height for cell in cells)
    smallest = min((job.cells for job in jobs), key=lambda one: one.width * one.height)
    layout = Layout(
        kind="gang",
        sheet_width=sheet.width,
        sheet_height=sheet.height,
        left=sheet.left,
        right=sheet.right,
        top=sheet.top,
        bottom=sheet.bottom,
        gripper=sheet.gripper,
        colour_bar=sheet.colour_bar,
        grain=sheet.grain,
        bleed=bleed,
        gap=gap,
        columns=0,
        rows=0,
        cells=cells,
        max_up=bound(width, height, smallest),
        cuts=placed.cuts,
        waste_fraction=round_money(
            decimal_from(Fraction(area - used, area)), quantum=WASTE_QUANTUM
        ),
    )
    return Laid(
        layout=layout,
        owners=whose,
        run=run,
        least=least_run(across, along, jobs, sides),
        ups=tuple(whose.count(job) for job in range(len(jobs))),
    )


@dataclass(frozen=True, slots=True)
class _Placed:
    cells: tuple[Cell, ...]
    cuts: tuple[Cut, ...]


def _placed(
    sheet: Sheet,
    pieces: GangPieces,
    packing: Packing,
    region: tuple[int, int],
    bleed: Length,
) -> _Placed:
    """Put a packing in the middle of what can be printed; of a half also its mirror."""
    size = (sheet.width, sheet.height)
    taken = pieces.extent(packing)
    x = sheet.left + bleed + (region[0] - taken[0]) // 2
    y = sheet.bottom + bleed + (region[1] - taken[1]) // 2
    if sheet.even == "columns":
        x = (sheet.width + pieces.gap) // 2 - taken[0]
    elif sheet.even == "rows":
        y = (sheet.height + pieces.gap) // 2 - taken[1]
    count = packing.count
    cells = tuple(pieces.place(packing, x, y))[:count]
    cuts = tuple(pieces.cut(packing, x, y, size))
    if sheet.even == "none":
        return _Placed(cells, cuts)
    mirror = _Mirror(sheet)
    trims, inner = _trims(cuts, mirror), cuts[FOUR_TRIMS:]
    return _Placed((*cells, *map(mirror.cell, cells)), (*trims, *inner, *map(mirror.cut, inner)))


@dataclass(frozen=True, slots=True)
class _Mirror:
    """The line through a sheet's middle that a half is mirrored in."""

    sheet: Sheet

    def cell(self, cell: Cell) -> Cell:
        """Give a piece's other side."""
        x, y = cell.x, cell.y
        if self.sheet.even == "columns":
            x = Length(self.sheet.width - cell.x - cell.width)
        else:
            y = Length(self.sheet.height - cell.y - cell.height)
        return Cell(x, y, cell.width, cell.height, cell.rotated)

    def cut(self, cut: Cut) -> Cut:
        """Give a cut's other side."""
        if self.sheet.even == "columns":
            width = self.sheet.width
            return Cut(Length(width - cut.x2), cut.y1, Length(width - cut.x1), cut.y2)
        height = self.sheet.height
        return Cut(cut.x1, Length(height - cut.y2), cut.x2, Length(height - cut.y1))


def _trims(cuts: tuple[Cut, ...], mirror: _Mirror) -> tuple[Cut, ...]:
    """Give the cuts around both halves and between them, from those around the first half."""
    left, right, bottom, top = cuts[:FOUR_TRIMS]
    if mirror.sheet.even == "columns":
        ends = left, mirror.cut(left)
        middle = (right, mirror.cut(right))
        far = mirror.cut(left).x1
        level = (
            Cut(bottom.x1, bottom.y1, far, bottom.y2),
            Cut(top.x1, top.y1, far, top.y2),
        )
        between = tuple(Cut(one.x1, bottom.y1, one.x2, top.y1) for one in middle)
    else:
        ends = left, right
        level = bottom, mirror.cut(bottom)
        between = (top, mirror.cut(top))
    return (*ends, *level, *dict.fromkeys(between))
