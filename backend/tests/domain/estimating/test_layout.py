"""Layouts on the sheet: margins, gripper, bleed, gaps, grain and the cuts that free the pieces."""

from dataclasses import replace
from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.estimating.imposition import Piece, PieceTooSmall, Sheet, impose
from app.domain.estimating.layout import Layout
from app.domain.estimating.parents import PressSheet
from app.domain.estimating.rates import OperationKind
from app.domain.units import Length, length_from
from tests.domain.estimating.shops import (
    CARDS,
    GOLDEN,
    GOLDEN_PRESS,
    SCORE,
    SEEDED,
    inch,
    layout,
    price_one,
    stock,
)


def lay(sheet: Sheet, piece: Piece, *, mixed: bool = False) -> Layout:
    found = impose(sheet, piece, "guillotine" if mixed else "grid")
    assert found is not None
    return found


def test_24_pieces_of_1_5_x_5_lie_on_15_x_19_beside_gripper_and_side_guide() -> None:
    """Published by entpms.com, Outs: 8 x 3 = 24 without turning, bleed 0.125 on each side."""
    half = inch("0.5")
    sheet = Sheet(inch("15"), inch("19"), left=half, bottom=half, gripper=half)
    piece = Piece(inch("1.5"), inch("5"), inch("0.125"), inch("0.25"), rotated=False)
    found = lay(sheet, piece)
    assert (found.columns, found.rows, found.n_up) == (8, 3, 24)


def test_gripper_and_margin_are_one_strip_of_paper() -> None:
    """A margin narrower than the gripper takes nothing more; a wider one is all that counts."""
    press = replace(GOLDEN_PRESS, gripper=inch("0.5"))
    sheet = Sheet.on_press(PressSheet.whole(stock("s")), press)
    assert (sheet.left, sheet.right, sheet.top) == (inch("0.25"),) * 3
    assert (sheet.bottom, sheet.gripper) == (inch("0.5"), inch("0.5"))
    wide = Sheet.on_press(PressSheet.whole(stock("s")), replace(GOLDEN_PRESS, gripper=inch("0.2")))
    assert wide.bottom == inch("0.25")


@pytest.mark.parametrize(("edge", "width", "height"), [("short", "12", "18"), ("long", "18", "12")])
def test_the_sheet_lies_with_its_gripper_edge_at_the_bottom(
    edge: str, width: str, height: str
) -> None:
    long = edge == "long"
    press = replace(GOLDEN_PRESS, gripper_edge="long" if long else "short")
    for paper in (stock("s"), stock("s", sheet_width=inch("18"), sheet_height=inch("12"))):
        sheet = Sheet.on_press(PressSheet.whole(paper), press)
        assert (sheet.width, sheet.height) == (inch(width), inch(height))


def test_letters_without_bleed_touch_and_take_one_cut_between_them() -> None:
    letter = replace(CARDS, trim_width=Decimal("5.5"), trim_height=Decimal("8.5"), bleed=Decimal(0))
    found = layout(price_one(letter, 100))
    assert (found.columns, found.rows, found.gap) == (2, 2, 0)
    assert len(found.cuts) == 4 + 1 + 1


def test_a_gap_is_never_less_than_two_bleeds() -> None:
    tight = replace(GOLDEN, policy=replace(GOLDEN.policy, gap=inch("0.1")))
    assert layout(price_one(CARDS, 100, tight)).gap == inch("0.25")
    wide = replace(GOLDEN, policy=replace(GOLDEN.policy, gap=inch("0.3")))
    assert layout(price_one(CARDS, 100, wide)).gap == inch("0.3")


def test_a_piece_that_is_the_whole_sheet_is_neither_laid_out_nor_cut() -> None:
    letterhead = replace(
        CARDS,
        trim_width=Decimal(11),
        trim_height=Decimal("8.5"),
        bleed=Decimal(0),
        stock="bond-20",
        finishing=(),
    )
    one = price_one(letterhead, 500, SEEDED)
    assert layout(one).n_up == layout(one).max_up == 1
    assert layout(one).cuts == ()
    assert layout(one).cells[0].rotated
    assert layout(one).waste_fraction == 0
    assert "Cutting" not in [item.operation for item in one.items]


def test_confetti_is_refused_and_not_drawn() -> None:
    sheet = Sheet(inch("20"), inch("25"))
    assert lay(sheet, Piece(inch("0.5"), inch("0.5"))).n_up == 2000
    with pytest.raises(PieceTooSmall) as caught:
        impose(sheet, Piece(inch("0.5"), inch("0.49")), "grid")
    assert caught.value.fields == [
        {
            "path": ["spec", "trim_width"],
            "message": "This piece is too small: more than 2,000 would lie on one sheet.",
        }
    ]


def test_a_whole_sheet_that_bleeds_does_not_fit() -> None:
    sheet = Sheet(inch("12"), inch("18"))
    assert impose(sheet, Piece(inch("12"), inch("18"), inch("0.125")), "grid") is None


@pytest.mark.parametrize(
    ("grain", "wanted", "rotated"),
    [
        ("long", "height", False),
        ("long", "width", True),
        ("short", "height", True),
        ("short", "width", False),
        ("none", "width", False),
        ("long", "any", False),
    ],
)
def test_the_grain_runs_along_the_edge_that_was_asked_for(
    grain: str, wanted: Literal["any", "width", "height"], rotated: bool
) -> None:
    """On a sheet of 12 x 18 long grain runs along the 18 in, which stand upright."""
    rates = replace(GOLDEN, stocks=(stock("c2s-14", grain=grain),), presses=(GOLDEN_PRESS,))
    spec = replace(CARDS, grain=wanted)
    assert layout(price_one(spec, 500, rates)).cells[0].rotated is rotated


def test_a_mixed_layout_is_cut_by_its_tree() -> None:
    """9 x 12 from 23 x 35: the grid holds 4, the mixed layout 5."""
    sheet = Sheet(inch("23"), inch("35"))
    piece = Piece(inch("9"), inch("12"))
    found = lay(sheet, piece, mixed=True)
    assert (found.kind, found.n_up, found.columns) == ("guillotine", 5, 0)
    freed = regions_after(found)
    for cell in found.cells:
        assert (cell.x, cell.y, cell.x + cell.width, cell.y + cell.height) in freed


def regions_after(found: Layout) -> set[tuple[int, int, int, int]]:
    """Do the cuts one after the other; each must go clean through every part that it meets."""
    parts = {(0, 0, int(found.sheet_width), int(found.sheet_height))}
    for cut in found.cuts:
        after: set[tuple[int, int, int, int]] = set()
        cuts_something = False
        for left, bottom, right, top in parts:
            if cut.x1 == cut.x2 and left < cut.x1 < right and cut.y1 < top and cut.y2 > bottom:
                assert cut.y1 <= bottom
                assert cut.y2 >= top
                after |= {(left, bottom, cut.x1, top), (cut.x1, bottom, right, top)}
                cuts_something = True
            elif cut.y1 == cut.y2 and bottom < cut.y1 < top and cut.x1 < right and cut.x2 > left:
                assert cut.x1 <= left
                assert cut.x2 >= right
                after |= {(left, bottom, right, cut.y1), (left, cut.y1, right, top)}
                cuts_something = True
            else:
                after.add((left, bottom, right, top))
        assert cuts_something or cut_is_at_an_edge(found, cut.x1, cut.y1, cut.x2, cut.y2)
        parts = after
    return parts


def cut_is_at_an_edge(found: Layout, x1: int, y1: int, x2: int, y2: int) -> bool:
    return (x1 == x2 and x1 in {0, found.sheet_width}) or (
        y1 == y2 and y1 in {0, found.sheet_height}
    )


sizes = st.decimals(min_value="0.5", max_value="14", places=4)


@settings(max_examples=250)
@given(
    sizes,
    sizes,
    st.sampled_from(["0", "0.0625", "0.125"]),
    st.sampled_from(["0", "0.125", "0.3"]),
    st.sampled_from(["0", "0.25", "0.4375"]),
    st.booleans(),
)
def test_a_layout_never_leaves_the_sheet_never_overlaps_and_its_cuts_free_every_piece(
    width: Decimal, height: Decimal, bleed: str, extra: str, edge: str, mixed: bool
) -> None:
    margin = inch(edge)
    sheet = Sheet(inch("12"), inch("18"), margin, margin, margin, inch("0.5"), inch("0.5"))
    gap = Length(2 * inch(bleed) + inch(extra))
    piece = Piece(length_from(width, "in"), length_from(height, "in"), inch(bleed), gap)
    found = impose(sheet, piece, "guillotine" if mixed else "grid")
    if found is None:
        return
    assert 1 <= found.n_up <= found.max_up
    assert found.n_up == len(found.cells)
    for place, cell in enumerate(found.cells):
        assert cell.x - found.bleed >= sheet.left
        assert cell.y - found.bleed >= sheet.bottom
        assert cell.x + cell.width + found.bleed <= sheet.width - sheet.right
        assert cell.y + cell.height + found.bleed <= sheet.height - sheet.top
        size = (piece.height, piece.width) if cell.rotated else (piece.width, piece.height)
        assert (cell.width, cell.height) == size
        for other in found.cells[:place]:
            assert (
                cell.x + cell.width + gap <= other.x
                or other.x + other.width + gap <= cell.x
                or cell.y + cell.height + gap <= other.y
                or other.y + other.height + gap <= cell.y
            )
    freed = regions_after(found)
    for cell in found.cells:
        assert (cell.x, cell.y, cell.x + cell.width, cell.y + cell.height) in freed
    if found.kind == "grid":
        between = 2 if gap else 1
        assert len(found.cuts) == 4 + between * (found.columns - 1 + found.rows - 1)


def test_the_drawing_has_whole_units_and_no_word_for_money() -> None:
    drawing = layout(price_one(CARDS, 500)).to_document()
    assert drawing["units_per_inch"] == 40_640
    assert (drawing["sheet_width"], drawing["sheet_height"]) == (12 * 40_640, 18 * 40_640)
    assert drawing["n_up"] == len(drawing["cells"]) == 21
    assert drawing["cells"][0] == {
        "x": inch("0.5"),
        "y": inch("1.25"),
        "width": inch("3.5"),
        "height": inch("2"),
        "rotated": False,
    }
    assert drawing["unprintable"] == dict.fromkeys(["left", "right", "top", "bottom"], inch("0.25"))
    assert len(drawing["cuts"]) == 20
    assert drawing["waste_fraction"] == "0.3194"


def test_the_drawing_shows_where_each_piece_folds() -> None:
    """A letter fold of 11 x 8.5: the panel that is tucked in is a sixteenth shorter."""
    fold = replace(SCORE, code="fold", name="Folding", kind=OperationKind.FOLD, fold="letter")
    rates = replace(SEEDED, operations=(*SEEDED.operations, fold))
    flat = replace(
        CARDS,
        trim_width=Decimal(11),
        trim_height=Decimal("8.5"),
        stock="text-100",
        bleed=Decimal(0),
    )
    assert layout(price_one(flat, 100, rates)).to_document()["folds"] == []
    folded = layout(price_one(replace(flat, finishing=("cut", "fold")), 100, rates))
    drawn = folded.to_document()["folds"]
    assert [line["x1"] for line in drawn] == [line["x2"] for line in drawn]
    assert [(line["y1"], line["y2"]) for line in drawn] == [(0, inch("8.5"))] * 2
    first, second = (line["x1"] for line in drawn)
    assert inch("11") - second == pytest.approx(first - inch("0.0625"), abs=1)
