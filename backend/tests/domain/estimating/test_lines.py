"""The lines that a piece is worked along lie within it, and say where they come from."""

from dataclasses import replace
from decimal import Decimal
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.estimating.layout import Layout
from app.domain.estimating.lines import PieceLines, piece_lines
from app.domain.estimating.rates import FinishingOperation, OperationKind
from app.domain.estimating.rates.operations import Fold
from app.domain.units import Length
from tests.domain.estimating.binderies import BINDERY, BOOKLET
from tests.domain.estimating.shops import CARDS, SCORE, SEEDED, inch, layout, price_one

PERFORATE = replace(SCORE, code="perf", name="Perforating", kind=OperationKind.PERFORATE)
FOLD = replace(SCORE, code="fold", name="Letter fold", kind=OperationKind.FOLD, fold="letter")
LETTER = (inch("11"), inch("8.5"))


def ends(lines: PieceLines, name: str) -> list[tuple[int, int, int, int]]:
    return [(one.x1, one.y1, one.x2, one.y2) for one in getattr(lines, name)]


def test_a_score_lies_at_the_folds_that_it_is_made_for() -> None:
    lines = piece_lines(LETTER, "in", (SCORE, FOLD))
    assert ends(lines, "scores") == ends(lines, "folds")
    assert len(lines.folds) == 2
    assert lines.notes == ("Letter fold: 2 folds.", "Scoring: at the folds.")


def test_a_score_or_perforation_without_a_place_divides_the_long_edge_evenly() -> None:
    lines = piece_lines(LETTER, "in", (SCORE, replace(PERFORATE, positions=3)))
    assert ends(lines, "scores") == [(inch("5.5"), 0, inch("5.5"), inch("8.5"))]
    assert [one.x1 for one in lines.perforations] == [inch("2.75"), inch("5.5"), inch("8.25")]
    assert (
        lines.notes[0] == "Scoring: 1 line drawn evenly across the 11 in edge; the artwork decides."
    )
    upright = piece_lines((inch("4"), inch("9")), "in", (PERFORATE,))
    assert ends(upright, "perforations") == [(0, inch("4.5"), inch("4"), inch("4.5"))]


def test_what_is_not_worked_along_a_line_has_none() -> None:
    assert piece_lines(LETTER, "in", SEEDED.operations[:1]) == PieceLines()


def test_the_estimates_drawing_carries_them() -> None:
    rates = replace(SEEDED, operations=(*SEEDED.operations, PERFORATE))
    drawn = layout(price_one(replace(CARDS, finishing=("cut", "perf")), 100, rates)).to_document()
    assert drawn["perforations"] == [
        {"x1": inch("1.75"), "y1": 0, "x2": inch("1.75"), "y2": inch("2")}
    ]
    assert (drawn["folds"], drawn["scores"]) == ([], [])
    assert drawn["line_notes"][0].startswith("Perforating: 1 line")


def test_a_stitched_book_folds_at_its_spine() -> None:
    found = price_one(BOOKLET, 250, BINDERY)
    drawn = [part.drawing for part in found.parts]
    assert len(drawn) == 2
    for one in drawn:
        assert isinstance(one, Layout)
        upright = one.cells[0].height if one.cells[0].rotated else one.cells[0].width
        (spine,) = one.lines.folds
        assert 2 * spine.x1 == 2 * spine.x2 == upright
        assert one.lines.notes[0] == "Binding: 1 fold at the spine."


# From an inch up: a fold whose tucked panels have no width left is refused before it is drawn.
SIZE = st.integers(40_640, 800_000).map(Length)
OPERATIONS = st.lists(
    st.one_of(
        st.sampled_from(get_args(Fold)).map(lambda fold: replace(FOLD, fold=fold)),
        st.integers(1, 40).map(lambda number: replace(SCORE, positions=number)),
        st.integers(1, 40).map(lambda number: replace(PERFORATE, positions=number)),
    ),
    max_size=3,
)


@settings(max_examples=150, deadline=None)
@given(SIZE, SIZE, OPERATIONS)
def test_every_line_crosses_its_piece_and_lies_within_it(
    width: Length, height: Length, operations: list[FinishingOperation]
) -> None:
    lines = piece_lines((width, height), "mm", operations)
    for one in (*lines.folds, *lines.scores, *lines.perforations):
        if one.x1 == one.x2:
            assert 0 < one.x1 < width
            assert (one.y1, one.y2) == (0, height)
        else:
            assert one.y1 == one.y2
            assert 0 < one.y1 < height
            assert (one.x1, one.x2) == (0, width)
    assert len(lines.notes) == len(operations)
    assert Decimal(len(lines.perforations)) == sum(
        one.positions for one in operations if one.kind is OperationKind.PERFORATE
    )
