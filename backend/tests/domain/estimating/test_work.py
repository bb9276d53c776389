"""Waste walked backward, from what is delivered to what the press takes."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.estimating.rates import FinishingOperation, OperationKind, WasteBand
from app.domain.estimating.work import (
    PIECES,
    WORK_ORDER,
    Run,
    in_order,
    press_sheets,
    stage_of,
    units_into,
    walk_pieces,
    walk_sheets,
)
from tests.domain.estimating.shops import (
    CUT,
    LAMINATE,
    PACK,
    ROUND_CORNER,
    SCORE,
    SHRINK_WRAP,
)


def walk_back(
    quantity: int, n_up: int, versions: int, operations: tuple[FinishingOperation, ...]
) -> Run:
    """Walk all the way from the delivered pieces, as a way to print them does."""
    after = tuple(one for one in operations if stage_of(one) == PIECES)
    pieces, last = walk_pieces(quantity, after)
    run = walk_sheets(pieces, n_up, versions, operations)
    return Run(run.net_sheets, (*run.steps, *last))


BANDS = (
    WasteBand(0, Decimal("0.05")),
    WasteBand(250, Decimal("0.03")),
    WasteBand(1000, Decimal("0.02")),
)


def test_waste_divides_because_it_is_a_part_of_what_goes_in() -> None:
    """Golden job B's folder: 1 % and 25 pieces, 5,000 and 10,000 delivered."""
    assert units_into(5000, Fraction(1, 100), 25) == 5076
    assert units_into(10_000, Fraction(1, 100), 25) == 10_127
    assert units_into(97, Fraction(3, 100), 0) == 100


def test_the_band_of_the_net_sheets_gives_the_press_waste() -> None:
    assert press_sheets(24, BANDS, 5) == 26 + 5
    assert press_sheets(300, BANDS, 5) == 310 + 5
    assert press_sheets(5000, BANDS, 5) == 5103 + 5
    assert press_sheets(48, (), 7) == 55


def test_a_run_just_over_a_border_takes_no_fewer_sheets_than_one_just_under() -> None:
    """249 sheets at 5 % take 263; 250 at 3 % alone would take 258."""
    assert press_sheets(249, BANDS, 0) == 263
    assert press_sheets(250, BANDS, 0) == 263
    assert press_sheets(260, BANDS, 0) == 269


@given(st.integers(1, 5000))
def test_one_more_net_sheet_never_takes_fewer(net: int) -> None:
    assert press_sheets(net + 1, BANDS, 3) >= press_sheets(net, BANDS, 3)


def test_steps_stand_in_the_order_of_the_work_however_they_were_named() -> None:
    steps = in_order([PACK, CUT, ROUND_CORNER, LAMINATE, SHRINK_WRAP])
    assert [one.code for one in steps] == ["soft-touch", "cut", "round", "wrap", "pack"]
    on_sheets = replace(SCORE, handles="sheet")
    assert [one.code for one in in_order([CUT, on_sheets])] == ["score", "cut"]
    assert [one.code for one in in_order([SCORE, CUT])] == ["cut", "score"]


def test_every_kind_of_operation_has_its_place_in_the_order() -> None:
    assert sorted(WORK_ORDER) == sorted(OperationKind)


def test_every_step_gets_what_it_needs_to_feed_the_next() -> None:
    """1,000 pieces, 21 up: corners 1,011; 49 sheets cut; laminate 50 + 4."""
    steps = in_order([LAMINATE, CUT, ROUND_CORNER])
    run = walk_back(1000, 21, 1, steps)
    assert [(one.operation.code, one.units_in) for one in run.steps] == [
        ("soft-touch", 54),
        ("cut", 49),
        ("round", 1011),
    ]
    assert run.net_sheets == 54


def test_cutting_wastes_and_makes_ready_in_sheets() -> None:
    wasteful = replace(CUT, run_waste=Decimal("0.1"), make_ready_units=2)
    run = walk_back(90 * 21, 21, 1, (wasteful,))
    assert run.steps[0].units_in == 102
    assert run.net_sheets == 102


def test_without_finishing_the_pieces_become_sheets_at_the_press() -> None:
    assert walk_back(1000, 21, 1, ()).net_sheets == 48


def test_without_a_cut_pieces_become_sheets_before_the_first_step_on_pieces() -> None:
    assert walk_back(1000, 1, 1, (SCORE,)).net_sheets == 1016 + 10


@pytest.mark.parametrize(("versions", "sheets"), [(1, 48), (2, 48), (3, 48), (7, 49), (1000, 1000)])
def test_each_version_is_printed_on_sheets_of_its_own(versions: int, sheets: int) -> None:
    """1,000 pieces 21 up: seven versions of 143 take seven sheets each."""
    assert walk_back(1000, 21, versions, (CUT,)).net_sheets == sheets
