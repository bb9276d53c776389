"""Several jobs on one sheet: where each of their pieces lies, and the shortest run that does.

With p_i places for job i a run of ceil(q_i / p_i) sheets makes it, so the sheets of a gang are
max_i ceil(q_i / p_i). Turned round: a run of S sheets asks for p_i = ceil(q_i / S) places of each
job, and the shortest run is the least S whose places fit on the sheet.

Pieces lie in shelves across the sheet. In a shelf stand stacks, each of pieces of one job, so that
a guillotine cuts the shelves apart, then the stacks, then the pieces. Jobs of one size lie in one
plain grid instead, which takes fewer cuts.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, product
from typing import Final, Literal, override

from app.domain.estimating.cutting import Pieces
from app.domain.estimating.packing import Block, Cells, Packing, Split

MOST_DIRECTIONS: Final = 64
"""Of so many ways to turn whole jobs each is tried; of more only those that turn all of them."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one job asks of a shared sheet: its cell, how many designs, and pieces of each."""

    cells: Cells
    pieces: int
    designs: int = 1

    def places(self, run: int, sides: int = 1) -> int:
        """Give the places that a run of so many sheets takes, each sheet cut in ``sides`` parts."""
        return self.designs * -(-self.pieces // (run * sides))


@dataclass(frozen=True, slots=True)
class Stack(Block):
    """A grid of pieces of one job, named by its place among the jobs."""

    job: int
    cells: Cells


@dataclass(frozen=True, slots=True)
class Mixed(Block):
    """A grid of cells of one size that several jobs share, row by row in the jobs' order."""

    cells: Cells
    held: tuple[int, ...]

    @property
    @override
    def count(self) -> int:
        """How many places of the grid are taken."""
        return sum(self.held)


@dataclass(frozen=True, slots=True)
class GangPieces(Pieces):
    """The pieces of a gang: each block has the cell of its own job."""

    @override
    def cell_size(self, block: Block) -> tuple[int, int]:
        """Give the size of a block's cells as they lie."""
        cells = block.cells if isinstance(block, Stack | Mixed) else self.cells
        if block.rotated:
            return cells.height, cells.width
        return cells.width, cells.height


def run_length(quantities: Sequence[int], places: Sequence[int]) -> int:
    """Give the sheets that make every quantity: max ceil(q / p)."""
    return max(-(-wanted // held) for wanted, held in zip(quantities, places, strict=True))


def least_run(width: int, height: int, jobs: Sequence[Wanted], sides: int = 1) -> int:
    """Give a run that none can be shorter than: the least whose pieces' areas fit the sheet's."""
    return next(_fitting(width, height, jobs, sides))


def shortest_run(
    width: int, height: int, jobs: Sequence[Wanted], sides: int = 1
) -> tuple[int, Packing] | None:
    """Find the shortest run whose places fit into a region, and how they lie; None where none does.

    ``sides`` is 2 where the region is a half of the sheet and the other half its mirror.
    """
    for run in _fitting(width, height, jobs, sides):
        packing = pack_gang(width, height, jobs, [job.places(run, sides) for job in jobs])
        if packing is not None:
            return run, packing
    return None


def pack_gang(
    width: int, height: int, jobs: Sequence[Wanted], places: Sequence[int]
) -> Packing | None:
    """Lay so many pieces of each job into a region, in the fewest blocks found, or give None.

    All pieces of a job lie in one direction.
    """
    found: list[Packing] = []
    for turned in _directions(jobs):
        grid = _grid(width, height, jobs, places, turned)
        if grid is not None:
            return grid
        for upright in (True, False):
            packing = _shelves(width, height, jobs, places, turned, upright=upright)
            if packing is not None:
                found.append(packing)
    return min(found, key=_blocks, default=None)


def owners(packing: Packing) -> Iterator[int]:
    """Give the job of each piece, in the order in which the pieces are placed."""
    if isinstance(packing, Split):
        yield from owners(packing.first)
        yield from owners(packing.second)
    elif isinstance(packing, Stack):
        yield from [packing.job] * packing.count
    elif isinstance(packing, Mixed):
        for job, held in enumerate(packing.held):
            yield from [job] * held


def _fitting(width: int, height: int, jobs: Sequence[Wanted], sides: int) -> Iterator[int]:
    """Give the runs at which some job's places change and whose pieces' areas fit, shortest first.

    A longer run has no more places, so the first that fits is found by halving. The longest run,
    with one place for each design, always comes last.
    """
    area = width * height

    def fits(run: int) -> bool:
        cells = ((job.cells.width * job.cells.height, job) for job in jobs)
        return sum(one * job.places(run, sides) for one, job in cells) <= area

    longest = max(-(-job.pieces // sides) for job in jobs)
    run = bisect_left(range(1, longest), 1, key=fits) + 1
    while run < longest:
        yield run
        each = ((job, job.places(run, sides) // job.designs) for job in jobs)
        run = min(-(-job.pieces // ((places - 1) * sides)) for job, places in each if places > 1)
    yield longest


def _directions(jobs: Sequence[Wanted]) -> Iterator[tuple[bool, ...]]:
    """Give the ways to turn whole jobs, True for turned; jobs of one cell are turned alike."""
    kinds = list(dict.fromkeys(job.cells for job in jobs))
    rights = [_rights(cells) for cells in kinds]
    ways = (
        list(product(*rights))
        if 2 ** len(kinds) <= MOST_DIRECTIONS
        else list(zip(*((right[0], right[-1]) for right in rights), strict=True))
    )
    for way in ways:
        turned = dict(zip(kinds, way, strict=True))
        yield tuple(turned[job.cells] for job in jobs)


def _rights(cells: Cells) -> tuple[bool, ...]:
    """Say whether a cell may lie upright (False) and turned (True); a square need not be turned."""
    if cells.width == cells.height:
        return (not cells.upright,)
    return (*((False,) if cells.upright else ()), *((True,) if cells.rotated else ()))


def _grid(
    width: int,
    height: int,
    jobs: Sequence[Wanted],
    places: Sequence[int],
    turned: tuple[bool, ...],
) -> Mixed | None:
    """Lay jobs of one size in one grid, of all that hold them the one with the fewest blanks."""
    sizes = {(job.cells.width, job.cells.height) for job in jobs}
    if len(sizes) > 1 or len(set(turned)) > 1:
        return None
    cells, rotated = jobs[0].cells, turned[0]
    across, along = _lying(cells, turned=rotated)
    total, rows = sum(places), height // along
    fits = [columns for columns in range(1, width // across + 1) if -(-total // columns) <= rows]
    if not fits:
        return None
    columns = min(fits, key=lambda one: (-(-total // one) * one, -one))
    return Mixed(columns, -(-total // columns), rotated, cells, tuple(places))


@dataclass(frozen=True, slots=True)
class _Standing:
    """A stack of a shelf: ``across`` pieces along the shelf, ``along`` up it."""

    job: int
    across: int
    along: int


def _shelves(
    width: int,
    height: int,
    jobs: Sequence[Wanted],
    places: Sequence[int],
    turned: tuple[bool, ...],
    *,
    upright: bool,
) -> Packing | None:
    """Fill shelves with stacks, the highest pieces first.

    ``upright`` shelves lie one above another. Others stand side by side: the same work on the
    region laid on its side.
    """
    lying = [_lying(job.cells, turned=way) for job, way in zip(jobs, turned, strict=True)]
    if not upright:
        width, height = height, width
        lying = [(along, across) for across, along in lying]
    order = sorted(range(len(jobs)), key=lambda job: (-lying[job][1], -lying[job][0], job))
    left = list(places)
    shelves: list[tuple[_Standing, ...]] = []
    while any(left):
        first = next(job for job in order if left[job])
        height -= lying[first][1]
        shelf = tuple(_fill(width, lying[first][1], order, lying, left))
        if height < 0 or not shelf:
            return None
        shelves.append(shelf)
    blocks = [
        [
            _stack(replace(one, along=one.along * times), jobs, turned, upright=upright)
            for one in shelf
        ]
        for shelf, times in ((shelf, len(list(alike))) for shelf, alike in groupby(shelves))
    ]
    if upright:
        return _joined("y", [_joined("x", shelf) for shelf in blocks])
    return _joined("x", [_joined("y", shelf) for shelf in blocks])


def _fill(
    room: int, high: int, order: Sequence[int], lying: Sequence[tuple[int, int]], left: list[int]
) -> Iterator[_Standing]:
    """Take stacks into a shelf while there is room; ``left`` loses the pieces that they hold."""
    for job in order:
        across, along = lying[job]
        stacked = high // along
        if not left[job] or not stacked:
            continue
        full = min(left[job] // stacked, room // across)
        if full:
            yield _Standing(job, full, stacked)
            left[job] -= full * stacked
            room -= full * across
        if 0 < left[job] < stacked and across <= room:
            yield _Standing(job, 1, left[job])
            left[job] = 0
            room -= across


def _stack(
    standing: _Standing, jobs: Sequence[Wanted], turned: tuple[bool, ...], *, upright: bool
) -> Stack:
    across, along = standing.across, standing.along
    columns, rows = (across, along) if upright else (along, across)
    job = standing.job
    return Stack(columns, rows, turned[job], job, jobs[job].cells)


def _joined(axis: Literal["x", "y"], parts: Iterable[Packing]) -> Packing:
    """Put parts side by side, or one above another."""
    whole, *rest = parts
    for part in rest:
        whole = Split(axis, 0, whole, part, whole.count + part.count)
    return whole


def _lying(cells: Cells, *, turned: bool) -> tuple[int, int]:
    return (cells.height, cells.width) if turned else (cells.width, cells.height)


def _blocks(packing: Packing) -> int:
    if isinstance(packing, Split):
        return _blocks(packing.first) + _blocks(packing.second)
    return 1
