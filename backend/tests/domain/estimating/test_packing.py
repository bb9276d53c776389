"""Packing cells on a rectangle, with an oracle that tries everything."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.estimating.packing import (
    Block,
    Cells,
    Packing,
    Split,
    bound,
    pack_grid,
    pack_guillotine,
    pack_two_blocks,
)


def best_by_trying(width: int, height: int, cells: Cells) -> int:
    """Cut at every whole position, in both directions: slow, and without a thought in it."""

    @cache
    def best(a: int, b: int) -> int:
        most = int(
            (a >= cells.width and b >= cells.height) or (a >= cells.height and b >= cells.width)
        )
        for x in range(1, a // 2 + 1):
            most = max(most, best(x, b) + best(a - x, b))
        for y in range(1, b // 2 + 1):
            most = max(most, best(a, y) + best(a, b - y))
        return most

    return best(width, height)


def cells_of(packing: Packing, cells: Cells) -> list[tuple[int, int, int, int]]:
    """Give each cell's rectangle, by the tree's own positions."""
    if isinstance(packing, Block):
        width, height = cells.width, cells.height
        if packing.rotated:
            width, height = height, width
        return [
            (column * width, row * height, width, height)
            for row in range(packing.rows)
            for column in range(packing.columns)
        ]
    across = packing.axis == "x"
    shifted = [
        (x + packing.at, y, w, h) if across else (x, y + packing.at, w, h)
        for x, y, w, h in cells_of(packing.second, cells)
    ]
    return cells_of(packing.first, cells) + shifted


@pytest.mark.parametrize(
    ("width", "height", "piece", "grid", "guillotine"),
    [
        (23, 35, (9, 12), 4, 5),
        (46, 70, (17, 22), 8, 8),
        (49, 28, (8, 3), 54, 56),
        (17, 22, (7, 4), 12, 12),
    ],
    ids=["9x12 from 23x35", "8.5x11 from 23x35", "8x3 on 49x28", "cards on letter"],
)
def test_published_counts_come_out(
    width: int, height: int, piece: tuple[int, int], grid: int, guillotine: int
) -> None:
    """By ecographics.com; 57 pieces of 8x3 on 49x28 are known, but no guillotine cuts them.

    The 15 cards that are told to fit on letter, three along 8.5 and five along 11, do not:
    3 x 3.5 is more than 8.5, and the grid holds 12.
    """
    cells = Cells(*piece)
    assert pack_grid(width, height, cells).count == grid
    assert pack_guillotine(width, height, cells).count == guillotine


small = st.integers(1, 22)


@settings(max_examples=150)
@given(small, small, st.integers(1, 9), st.integers(1, 9))
def test_the_guillotine_count_equals_brute_force(a: int, b: int, w: int, h: int) -> None:
    cells = Cells(w, h)
    assert pack_guillotine(a, b, cells).count == best_by_trying(a, b, cells)


@settings(max_examples=200)
@given(
    st.integers(1, 400),
    st.integers(1, 400),
    st.integers(7, 120),
    st.integers(7, 120),
    st.booleans(),
    st.booleans(),
)
def test_a_packing_stays_inside_never_overlaps_and_never_beats_the_bound(
    a: int, b: int, w: int, h: int, upright: bool, rotated: bool
) -> None:
    cells = Cells(w, h, upright=upright, rotated=rotated)
    packings = [pack_grid(a, b, cells), pack_guillotine(a, b, cells)]
    if upright and rotated:
        packings.append(pack_two_blocks(a, b, cells))
        assert packings[0].count <= packings[2].count <= packings[1].count
    for packing in packings:
        placed = cells_of(packing, cells)
        assert len(placed) == packing.count <= bound(a, b, cells)
        assert all(x >= 0 and y >= 0 and x + cw <= a and y + ch <= b for x, y, cw, ch in placed)
        for i, (x, y, cw, ch) in enumerate(placed):
            for ox, oy, ow, oh in placed[:i]:
                assert x + cw <= ox or ox + ow <= x or y + ch <= oy or oy + oh <= y


@given(st.integers(1, 300), st.integers(1, 300), st.integers(5, 90), st.integers(5, 90))
def test_pieces_that_may_not_turn_lie_one_way(a: int, b: int, w: int, h: int) -> None:
    upright = pack_guillotine(a, b, Cells(w, h, rotated=False))
    turned = pack_guillotine(a, b, Cells(w, h, upright=False))
    assert upright.count == (a // w) * (b // h)
    assert turned.count == (a // h) * (b // w)


def test_the_smallest_cell_fits_the_smallest_sheet() -> None:
    assert pack_grid(1, 1, Cells(1, 1)).count == bound(1, 1, Cells(1, 1)) == 1


def test_nothing_fits_where_the_margins_leave_nothing() -> None:
    assert pack_grid(-5, 10, Cells(1, 1)).count == 0
    assert pack_guillotine(-5, -10, Cells(1, 1)).count == 0
    assert bound(-5, -10, Cells(1, 1)) == 0


def test_of_two_packings_that_hold_as_many_the_simpler_is_taken() -> None:
    assert isinstance(pack_guillotine(40, 56, Cells(2, 1)), Block)
    assert pack_guillotine(20, 20, Cells(10, 10)) == Block(2, 2, rotated=False)


def test_two_blocks_are_a_grid_and_turned_cells_in_the_strip_that_it_leaves() -> None:
    """8 x 15 in cells of 5 x 3: five in one column, three turned in the strip beside it."""
    one_column = Split("x", 5, Block(1, 5, rotated=False), Block(1, 3, rotated=True), 8)
    assert pack_two_blocks(8, 15, Cells(5, 3)) == one_column
    one_row = Split("y", 5, Block(5, 1, rotated=False), Block(3, 1, rotated=True), 8)
    assert pack_two_blocks(15, 8, Cells(3, 5)) == one_row
    assert pack_two_blocks(10, 9, Cells(5, 3)) == Block(2, 3, rotated=False)


def test_too_many_regions_to_search_still_give_the_two_blocks() -> None:
    cells = Cells(1001, 503)
    a, b = 40_640, 56_000
    assert pack_guillotine(a, b, cells).count == pack_two_blocks(a, b, cells).count
