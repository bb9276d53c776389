"""Gathering, folding and binding by pockets, each with its hours."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from app.domain.estimating.binding import (
    Book,
    Sections,
    binding_items,
    fold_items,
    gather_items,
    gathering_passes,
    most_pockets,
    pocket_speed,
)
from app.domain.estimating.finishing import Handled
from app.domain.estimating.rates import PocketSpeed
from app.domain.estimating.work import Step
from tests.domain.estimating.binderies import COIL, COLLATE, GLUE, STITCH

EIGHT = replace(COLLATE, pockets=(PocketSpeed(4, Decimal(3000)), PocketSpeed(8, Decimal(2000))))
HANDLED = Handled("Job", "book", Fraction(1, 4), Fraction(1, 2), Fraction(54))


@pytest.mark.parametrize(
    ("sections", "passes"),
    [(1, (1,)), (4, (4,)), (8, (8,)), (9, (8, 2)), (15, (8, 8)), (16, (8, 8, 2)), (22, (8, 8, 8))],
)
def test_what_one_pass_has_gathered_takes_a_pocket_in_the_next(
    sections: int, passes: tuple[int, ...]
) -> None:
    assert gathering_passes(EIGHT, sections) == passes


def test_the_speed_is_that_of_the_pockets_filled() -> None:
    assert [pocket_speed(EIGHT, filled) for filled in (1, 4, 5, 8, 9)] == [
        EIGHT.pockets[0],
        EIGHT.pockets[0],
        EIGHT.pockets[1],
        EIGHT.pockets[1],
        None,
    ]
    assert (most_pockets(EIGHT), most_pockets(replace(EIGHT, pockets=()))) == (8, 0)


def test_each_pass_is_set_up_and_runs_at_the_speed_of_its_own_pockets() -> None:
    [item] = gather_items("Job", Step(EIGHT, 600), 9)
    assert item.units == 5400
    assert item.exact == (2 * 8 + 600 * (Fraction(60, 2000) + Fraction(60, 3000))) / 60 * 42
    assert item.formula == ("2 set-ups x 8 min + 600 sets x 3 s in 2 passes = 46 min x $42 an hour")
    [single] = gather_items("Job", Step(EIGHT, 600), 4)
    assert single.formula == "8 min set-up + 600 sets x 1.2 s = 20 min x $42 an hour"
    assert single.inputs["pieces"] == "2400"
    assert (single.part, single.bucket, single.unit_name) == ("Job", "labour", "pieces")


@pytest.mark.parametrize("pockets", [(), (PocketSpeed(1, Decimal(3000)),)])
def test_a_collator_without_pockets_to_gather_with_is_paid_by_the_piece(
    pockets: tuple[PocketSpeed, ...],
) -> None:
    by_hand = replace(COLLATE, pockets=pockets, minutes_per_thousand=Decimal(50))
    [item] = gather_items("Job", Step(by_hand, 200), 5)
    assert item.exact == (8 + Fraction(1000 * 50, 1000)) / 60 * 42
    assert item.formula == ("8 min set-up + 1,000 pieces x 50 min per M = 58 min x $42 an hour")


def test_two_pockets_gather_two_sections_at_a_time() -> None:
    two = replace(COLLATE, pockets=(PocketSpeed(2, Decimal(3000)),))
    assert gathering_passes(two, 4) == (2, 2, 2)
    [item] = gather_items("Job", Step(two, 100), 2)
    assert item.exact == (8 + Fraction(100 * 60, 3000)) / 60 * 42


def test_gathering_folding_and_binding_cost_at_least_their_minimum() -> None:
    least = Decimal(90)
    step = Step(replace(COLLATE, minimum=least), 10)
    assert sum(item.exact for item in gather_items("Job", step, 2)) == 90
    assert sum(item.exact for item in fold_items("Job", step, Sections(2, 2, 1))) == 90
    book = Book(HANDLED, replace(STITCH, minimum=least))
    assert sum(item.exact for item in binding_items(book, 10, 2)) == 90


def test_every_kind_of_fold_is_set_up_once() -> None:
    folder = replace(COLLATE, minutes_per_thousand=Decimal(14))
    [item] = fold_items("Job", Step(folder, 500), Sections(count=7, folded=6, folds=2))
    assert item.units == 3000
    assert item.unit_name == "signatures"
    assert item.exact == (2 * 8 + Fraction(3000 * 14, 1000)) / 60 * 42
    assert item.inputs == {
        "signatures": "3000",
        "set_ups": "2",
        "setup_minutes": "8",
        "minutes": "58",
    }


def test_binding_without_a_table_of_pockets_runs_by_the_thousand() -> None:
    [item] = binding_items(Book(HANDLED, GLUE), 100, 1)
    assert item.exact == (30 + Fraction(100 * 220, 1000)) / 60 * 72
    pockets = binding_items(Book(HANDLED, STITCH), 100, 3)
    assert [one.exact for one in pockets] == [(20 + Fraction(100 * 60, 2500)) / 60 * 68]


def test_what_a_binding_uses_up_names_its_row_and_its_sum() -> None:
    element = COIL.binding.elements[1]
    coil = [*binding_items(Book(HANDLED, COIL, element, 44), 50, 1)][-1]
    assert coil.formula == "50 books x 44 loops x $0.007"
    assert coil.rate_reference == "operation:coil/binding.elements"
    assert (coil.units, coil.unit_name) == (Fraction(2200), "loops")
    assert coil.exact == Fraction("15.4")
    glue = [*binding_items(Book(HANDLED, GLUE, spine_area=Fraction(72)), 10, 1)][-1]
    assert glue.formula == "5 sq ft of spine x $0.75"
    assert glue.rate_reference == "operation:perfect/binding.glue_area_price"
    assert glue.operation == "Perfect binding, glue"
    free = replace(element, loop_price=Decimal(0))
    assert len([*binding_items(Book(HANDLED, COIL, free, 44), 50, 1)]) == 1
