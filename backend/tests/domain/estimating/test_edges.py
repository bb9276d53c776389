"""Hems, pole pockets and grommets along a piece's edges."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.estimating.edges import (
    SIDES,
    edge_feet,
    grommets,
    sides_worked,
    size_in_feet,
    with_allowances,
)
from app.domain.estimating.rates import FinishingOperation, OperationKind
from app.domain.units import Length
from tests.domain.estimating.shops import inch

HEM = FinishingOperation(
    code="hem",
    name="Hem",
    kind=OperationKind.HEM,
    phrase="hemmed",
    per="foot",
    allowance=inch("1"),
)
POCKET = FinishingOperation(
    code="pocket",
    name="Pole pockets",
    kind=OperationKind.POLE_POCKET,
    phrase="with pole pockets",
    per="foot",
    edges="top_bottom",
    allowance=inch("4"),
)
lengths = st.integers(10_160, 12_192_000).map(Length)
edge_names = st.sampled_from(["all", "top_bottom", "left_right", "top", "bottom"])


def points_on_the_edge(width: int, height: int, spacing: int, sides: list[str]) -> int:
    """Lay the grommets out one by one and count the places that differ."""
    places: set[tuple[Fraction, Fraction]] = set()
    for side in sides:
        length = width if side in {"top", "bottom"} else height
        spans = 1
        while spans * spacing < length:
            spans += 1
        for number in range(spans + 1):
            along = Fraction(length * number, spans)
            across = Fraction(height if side == "top" else width if side == "right" else 0)
            places.add((along, across) if side in {"top", "bottom"} else (across, along))
    return len(places)


def test_a_banner_with_a_grommet_every_two_feet() -> None:
    """36 x 96 in: 2 spans across and 4 along, so 12 all round, the corners counted once."""
    assert grommets(inch("36"), inch("96"), SIDES["all"], inch("24")) == 12
    assert grommets(inch("36"), inch("96"), SIDES["top_bottom"], inch("24")) == 6
    assert grommets(inch("36"), inch("96"), SIDES["top"], inch("24")) == 3
    assert grommets(inch("36"), inch("97"), SIDES["left_right"], inch("24")) == 12
    assert grommets(inch("36"), inch("96"), SIDES["all"], None) == 4


@given(lengths, lengths, st.integers(40_640, 2_000_000).map(Length), edge_names)
def test_grommets_are_those_that_one_would_lay_out_and_count(
    width: Length, height: Length, spacing: Length, edges: str
) -> None:
    sides = next(found for name, found in SIDES.items() if name == edges)
    expected = points_on_the_edge(width, height, spacing, list(sides))
    assert grommets(width, height, sides, spacing) == expected


@given(lengths, lengths)
def test_the_feet_around_a_piece_are_those_of_its_four_edges(width: Length, height: Length) -> None:
    all_round = edge_feet(width, height, SIDES["all"])
    assert all_round == Fraction(2 * (width + height), 40_640 * 12)
    assert (
        edge_feet(width, height, SIDES["top"]) + edge_feet(width, height, ("left",))
        == all_round / 2
    )


def test_an_edge_with_a_pole_pocket_is_not_hemmed_too() -> None:
    assert sides_worked(HEM, [HEM]) == ("top", "bottom", "left", "right")
    assert sides_worked(HEM, [HEM, POCKET]) == ("left", "right")
    assert sides_worked(POCKET, [HEM, POCKET]) == ("top", "bottom")


@pytest.mark.parametrize(
    ("operations", "size"),
    [
        ([], ("36", "96")),
        ([HEM], ("38", "98")),
        ([POCKET], ("36", "104")),
        ([HEM, POCKET], ("38", "104")),
        ([POCKET, HEM], ("38", "104")),
    ],
)
def test_what_is_turned_over_is_printed_on_too(
    operations: list[FinishingOperation], size: tuple[str, str]
) -> None:
    found = with_allowances(inch("36"), inch("96"), operations)
    assert found == (inch(size[0]), inch(size[1]))


def test_a_rectangle_in_square_feet() -> None:
    assert size_in_feet(inch("36"), inch("96")) == 24
