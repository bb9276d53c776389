"""Several jobs on one sheet: the published run, no overlap, all printable, every edge cut free."""

from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.estimating.ganging.laying import Laid, lay
from app.domain.estimating.ganging.packing import (
    Stack,
    Wanted,
    least_run,
    pack_gang,
    run_length,
    shortest_run,
)
from app.domain.estimating.imposition import Sheet
from app.domain.estimating.packing import Cells, Even, Split
from app.domain.units import Length
from tests.domain.estimating.shops import inch

PUBLISHED: Final = (1025, 975, 925, 875)


def test_the_published_gang_of_four_orders_on_eight_positions_takes_513_sheets() -> None:
    """CIP4 XJDF, sample GangLayout: two positions each."""
    assert run_length(PUBLISHED, (2, 2, 2, 2)) == 513
    jobs = [Wanted(Cells(4, 3), quantity) for quantity in PUBLISHED]
    found = shortest_run(16, 6, jobs)
    assert found is not None
    run, packing = found
    assert (run, packing.count) == (513, 8)
    assert [job.places(run) for job in jobs] == [2, 2, 2, 2]
    # 512 sheets would take three places of the first order, and there is no ninth.
    assert least_run(16, 6, jobs) == 513
    assert pack_gang(16, 6, jobs, [3, 2, 2, 2]) is None


def test_a_job_with_designs_has_as_many_places_of_each() -> None:
    job = Wanted(Cells(1, 1), pieces=100, designs=3)
    assert [job.places(run) for run in (100, 99, 50, 34)] == [3, 6, 6, 9]
    assert job.places(50, sides=2) == 3


def test_jobs_that_do_not_fit_beside_each_other_are_not_laid() -> None:
    jobs = [Wanted(Cells(7, 7), 10), Wanted(Cells(6, 6), 10)]
    assert shortest_run(12, 12, jobs) is None
    assert shortest_run(13, 7, jobs) is not None


def test_a_piece_that_must_not_be_turned_is_not() -> None:
    along = Wanted(Cells(4, 2, rotated=False), 10)
    assert shortest_run(2, 4, [along]) is None
    assert shortest_run(2, 4, [Wanted(Cells(4, 2), 10)]) is not None


def test_of_several_ways_to_lie_the_one_in_the_fewest_blocks_is_taken() -> None:
    """Five of 4 x 1 and one of 1 x 2 on 8 x 14: two stacks, where the first way found has four."""
    jobs = [Wanted(Cells(4, 1), 5), Wanted(Cells(1, 2), 1)]
    packing = pack_gang(8, 14, jobs, [5, 1])
    assert isinstance(packing, Split)
    assert isinstance(packing.first, Stack)
    assert isinstance(packing.second, Stack)


EVENS: Final[tuple[Even, ...]] = ("none", "columns", "rows")
SIZES: Final = st.integers(1, 36).map(lambda eighths: Length(inch("0.25") * eighths))


@st.composite
def gangs(draw: st.DrawFn) -> tuple[Sheet, tuple[Wanted, ...], Length, Length]:
    bleed = draw(st.sampled_from([Length(0), inch("0.125")]))
    gap = Length(2 * bleed + draw(st.sampled_from([Length(0), inch("0.125")])))
    edge = draw(st.sampled_from([Length(0), inch("0.25")]))
    sheet = Sheet(
        width=draw(st.sampled_from([inch("19"), inch("12"), inch("25")])),
        height=draw(st.sampled_from([inch("13"), inch("18"), inch("19.001")])),
        left=edge,
        right=edge,
        top=edge,
        bottom=edge,
        even=draw(st.sampled_from(EVENS)),
    )
    same = draw(st.booleans())
    size = draw(st.tuples(SIZES, SIZES))
    jobs: list[Wanted] = []
    for _ in range(draw(st.integers(2, 4))):
        width, height = size if same else draw(st.tuples(SIZES, SIZES))
        turns = draw(st.sampled_from([(True, True), (True, True), (True, False), (False, True)]))
        cells = Cells(width + gap, height + gap, *turns)
        jobs.append(Wanted(cells, draw(st.integers(1, 5_000)), draw(st.sampled_from([1, 1, 2]))))
    return sheet, tuple(jobs), bleed, gap


def check_places(found: Laid, jobs: tuple[Wanted, ...]) -> None:
    """Each job's pieces have its size, lie as it allows, and come to what it needs."""
    layout = found.layout
    assert len(layout.cells) == len(found.owners) == sum(found.ups)
    for cell, owner in zip(layout.cells, found.owners, strict=True):
        cells = jobs[owner].cells
        size = (cells.width - layout.gap, cells.height - layout.gap)
        assert (cell.width, cell.height) == (size[::-1] if cell.rotated else size)
        assert cells.rotated if cell.rotated else cells.upright
    for job, ups in zip(jobs, found.ups, strict=True):
        assert ups % job.designs == 0
        assert ups // job.designs * found.run >= job.pieces
    assert found.run >= found.least


def check_sheet(found: Laid) -> None:
    """No two pieces come nearer than the gap, and none with its bleed leaves what is printed."""
    layout = found.layout
    for cell in layout.cells:
        assert cell.x - layout.bleed >= layout.left
        assert cell.y - layout.bleed >= layout.bottom
        assert cell.x + cell.width + layout.bleed <= layout.sheet_width - layout.right
        assert cell.y + cell.height + layout.bleed <= layout.sheet_height - layout.top
    boxes = sorted((one.x, one.y, one.width, one.height) for one in layout.cells)
    for place, (x, y, width, height) in enumerate(boxes):
        for left, bottom, _, high in boxes[place + 1 :]:
            if left >= x + width + layout.gap:
                break
            assert bottom >= y + height + layout.gap or y >= bottom + high + layout.gap


def check_cuts(found: Laid) -> None:
    """No cut goes through a piece, and every edge of every piece is cut."""
    layout = found.layout
    upright = [cut for cut in layout.cuts if cut.x1 == cut.x2]
    level = [cut for cut in layout.cuts if cut.y1 == cut.y2]
    assert len(upright) + len(level) == len(layout.cuts)
    for cell in layout.cells:
        right, top = cell.x + cell.width, cell.y + cell.height
        for cut in upright:
            assert not (cell.x < cut.x1 < right and cut.y1 < top and cut.y2 > cell.y)
        for cut in level:
            assert not (cell.y < cut.y1 < top and cut.x1 < right and cut.x2 > cell.x)
        for edge in (cell.x, right):
            assert any(cut.x1 == edge and cut.y1 <= cell.y and cut.y2 >= top for cut in upright)
        for edge in (cell.y, top):
            assert any(cut.y1 == edge and cut.x1 <= cell.x and cut.x2 >= right for cut in level)


def check_mirror(found: Laid, even: Even) -> None:
    """Where one form prints both sides, each piece's back lies at the same distance from there."""
    layout = found.layout
    of_each: dict[tuple[int, int], int] = {
        (one.x, one.y): owner for one, owner in zip(layout.cells, found.owners, strict=True)
    }
    for cell, owner in zip(layout.cells, found.owners, strict=True):
        if even == "columns":
            assert of_each[layout.sheet_width - cell.x - cell.width, cell.y] == owner
        elif even == "rows":
            assert of_each[cell.x, layout.sheet_height - cell.y - cell.height] == owner


@settings(max_examples=150, deadline=None)
@given(gangs())
def test_a_gang_lies_on_its_sheet_and_can_be_cut_free(
    gang: tuple[Sheet, tuple[Wanted, ...], Length, Length],
) -> None:
    sheet, jobs, bleed, gap = gang
    found = lay(sheet, jobs, bleed=bleed, gap=gap)
    if found is not None:
        check_places(found, jobs)
        check_sheet(found)
        check_cuts(found)
        check_mirror(found, sheet.even)


def test_half_a_sheet_is_the_mirror_of_the_other() -> None:
    sheet = Sheet(width=inch("25"), height=inch("19"), bottom=inch("0.5"), even="columns")
    jobs = (
        Wanted(Cells(inch("8.75"), inch("11.25")), 900),
        Wanted(Cells(inch("3"), inch("4")), 400),
    )
    found = lay(sheet, jobs, bleed=inch("0.125"), gap=inch("0.25"))
    assert found is not None
    assert all(ups % 2 == 0 for ups in found.ups)
    check_mirror(found, "columns")


@pytest.mark.parametrize("even", EVENS)
def test_a_sheet_without_room_holds_no_gang(even: Even) -> None:
    sheet = Sheet(width=inch("1"), height=inch("1"), left=inch("1"), even=even)
    jobs = (Wanted(Cells(inch("1"), inch("1")), 9), Wanted(Cells(inch("1"), inch("1")), 9))
    assert lay(sheet, jobs, bleed=Length(0), gap=Length(0)) is None
