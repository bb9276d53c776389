"""Folds: the panels, the folded size, the lines, and how long a folder takes."""

from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.estimating.folds import FOLDS, TUCK, fold_lines, fold_piece, travel_minutes
from app.domain.estimating.rates.operations import Fold
from app.domain.units import Length, length_text
from tests.domain.estimating.shops import inch

ALL: tuple[Fold, ...] = get_args(Fold)


def sizes(panels: tuple[Length, ...]) -> list[str]:
    return [length_text(panel) for panel in panels]


def test_every_fold_has_its_panels() -> None:
    assert tuple(FOLDS) == ALL
    for kind in FOLDS.values():
        assert len(kind.panels) == len(kind.tucks) >= 2
        assert kind.layers >= 2


@pytest.mark.parametrize(
    ("fold", "panels", "layers", "direction_changes"),
    [
        ("half", (2, 1), 2, 0),
        ("letter", (3, 1), 3, 0),
        ("z", (3, 1), 3, 1),
        ("gate", (3, 1), 2, 1),
        ("double_gate", (4, 1), 4, 2),
        ("double_parallel", (4, 1), 4, 0),
        ("accordion_4", (4, 1), 4, 2),
        ("accordion_5", (5, 1), 5, 3),
        ("accordion_6", (6, 1), 6, 4),
        ("roll_4", (4, 1), 4, 0),
        ("roll_5", (5, 1), 5, 0),
        ("french", (2, 2), 4, 1),
        ("map_4", (4, 2), 8, 3),
        ("map_6", (6, 2), 12, 5),
    ],
)
def test_a_fold_has_so_many_panels_layers_and_turns(
    fold: Fold, panels: tuple[int, int], layers: int, direction_changes: int
) -> None:
    folded = fold_piece(inch("24"), inch("16"), fold)
    assert (len(folded.panels), len(folded.across)) == panels
    assert (folded.kind.layers, folded.kind.direction_changes) == (layers, direction_changes)


@pytest.mark.parametrize(
    ("fold", "inside"),
    [
        ("letter", (0, 0, 1)),
        ("roll_4", (0, 0, 1, 2)),
        ("roll_5", (0, 0, 1, 2, 3)),
        ("double_gate", (1, 0, 0, 1)),
        ("double_parallel", (0, 0, 1, 1)),
        ("half", (0, 0)),
        ("z", (0, 0, 0)),
        ("french", (0, 0)),
        ("accordion_4", (0, 0, 0, 0)),
        ("accordion_5", (0, 0, 0, 0, 0)),
        ("accordion_6", (0, 0, 0, 0, 0, 0)),
        ("map_4", (0, 0, 0, 0)),
        ("map_6", (0, 0, 0, 0, 0, 0)),
    ],
)
def test_each_panel_is_shorter_by_how_often_it_is_tucked_in(
    fold: Fold, inside: tuple[int, ...]
) -> None:
    panels = fold_piece(inch("30"), inch("9"), fold).panels
    longest = max(panels)
    for panel, tucks in zip(panels, inside, strict=True):
        assert abs(longest - panel - tucks * TUCK) <= 2


def test_a_letter_fold_tucks_its_last_panel_in_by_a_sixteenth() -> None:
    folded = fold_piece(inch("11"), inch("8.5"), "letter")
    assert sizes(folded.panels) == ["3.6875", "3.6875", "3.625"]
    assert (folded.width, folded.height) == (inch("3.6875"), inch("8.5"))
    assert folded.kind.direction_changes == 0


def test_a_z_fold_has_equal_panels_and_turns_once() -> None:
    folded = fold_piece(inch("9"), inch("4"), "z")
    assert sizes(folded.panels) == ["3", "3", "3"]
    assert folded.kind.direction_changes == 1


def test_the_two_leaves_of_a_gate_fold_meet_without_touching() -> None:
    folded = fold_piece(inch("16"), inch("9"), "gate")
    assert sizes(folded.panels) == ["3.9688", "8.0625", "3.9688"]
    assert folded.panels[0] + folded.panels[2] == folded.panels[1] - 2 * TUCK
    assert folded.width == inch("8.0625")


@pytest.mark.parametrize(
    ("fold", "panels"),
    [
        ("roll_4", ["4.0469", "4.0469", "3.9844", "3.9219"]),
        ("double_gate", ["3.9688", "4.0312", "4.0312", "3.9688"]),
        ("double_parallel", ["4.0312", "4.0312", "3.9688", "3.9688"]),
        ("accordion_4", ["4", "4", "4", "4"]),
    ],
)
def test_panels_that_lie_inside_others_are_shorter(fold: Fold, panels: list[str]) -> None:
    found = fold_piece(inch("16"), inch("9"), fold).panels
    assert all(abs(one - inch(panel)) <= 2 for one, panel in zip(found, panels, strict=True)), (
        sizes(found)
    )


def test_a_french_fold_halves_both_ways() -> None:
    folded = fold_piece(inch("8.5"), inch("11"), "french")
    assert (folded.width, folded.height) == (inch("4.25"), inch("5.5"))
    assert folded.kind.layers == 4
    assert [(line.x1, line.y1, line.x2, line.y2) for line in folded.lines] == [
        (0, inch("5.5"), inch("8.5"), inch("5.5")),
        (inch("4.25"), 0, inch("4.25"), inch("11")),
    ]


def test_the_long_edge_is_divided_unless_the_short_one_is_asked_for() -> None:
    width, height = inch("8.5"), inch("11")
    tall = fold_piece(width, height, "half")
    assert (tall.width, tall.height) == (width, inch("5.5"))
    slim = fold_piece(width, height, "half", "short")
    assert (slim.width, slim.height) == (inch("4.25"), height)
    wide = fold_piece(height, width, "half", "short")
    assert (wide.width, wide.height) == (height, inch("4.25"))


@pytest.mark.parametrize("edge", ["long", "short"])
def test_of_two_equal_edges_the_width_is_divided(edge: str) -> None:
    folded = fold_piece(inch("8"), inch("8"), "half", "long" if edge == "long" else "short")
    assert (folded.width, folded.height) == (inch("4"), inch("8"))


def test_the_lines_of_an_accordion_stand_between_its_panels() -> None:
    lines = fold_lines(inch("16"), inch("9"), "accordion_4")
    assert [(line.x1, line.x2) for line in lines] == [
        (inch("4"), inch("4")),
        (inch("8"), inch("8")),
        (inch("12"), inch("12")),
    ]
    assert all((line.y1, line.y2) == (0, inch("9")) for line in lines)


@given(
    st.sampled_from(ALL),
    st.integers(40_640, 2_000_000),
    st.integers(40_640, 2_000_000),
    st.sampled_from(["long", "short"]),
)
def test_panels_fill_the_piece_and_no_line_leaves_it(
    fold: Fold, width: int, height: int, edge: str
) -> None:
    folded = fold_piece(Length(width), Length(height), fold, "long" if edge == "long" else "short")
    divided, other = (width, height) if folded.upright else (height, width)
    assert sum(folded.panels) == divided
    assert sum(folded.across) == other
    assert len(folded.lines) == len(folded.panels) + len(folded.across) - 2
    for line in folded.lines:
        assert 0 <= line.x1 <= line.x2 <= width
        assert 0 <= line.y1 <= line.y2 <= height
    assert folded.least_panel <= min(folded.width, folded.height)


def test_a_sheet_travels_its_length_and_the_gap_and_changes_of_direction_slow_it() -> None:
    """1,000 x (11 + 3) in / 12 / 350 ft a min = 3.33 min; two changes take 4 % more."""
    straight = travel_minutes(Fraction(1000), Fraction(11), Fraction(3), Fraction(350), 0)
    assert straight == Fraction(14_000, 12 * 350)
    turned = travel_minutes(Fraction(1000), Fraction(11), Fraction(3), Fraction(350), 2)
    assert turned == straight * Fraction(104, 100)
