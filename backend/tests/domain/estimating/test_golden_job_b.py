"""Golden job B: a flyer on an offset press, by both methods, with every number on the way."""

from dataclasses import replace
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.estimating.rates import RateBook
from app.domain.estimating.result import QuantityEstimate
from app.domain.estimating.spec.overrides import Overrides
from app.domain.money import round_money
from tests.domain.estimating.offset_shop import BOOK, FLYER, OFFSET_PRESS
from tests.domain.estimating.shops import inch, layout, price_one, sheet


class Row(NamedTuple):
    quantity: int
    method: Any
    fold_in: int
    net: int
    gross: int
    parents: int
    paper: str
    plates: str
    press: str
    ink: str
    total: str


ROWS = [
    Row(
        *(5000, "sheetwise", 5076, 1269, 1595, 798),
        *("178.75", "112.00", "223.48", "49.35", "563.59"),
    ),
    Row(
        *(5000, "work_and_turn", 5076, 1269, 1445, 723),
        *("161.95", "56.00", "135.48", "44.71", "398.15"),
    ),
    Row(
        *(10_000, "sheetwise", 10_127, 2532, 2884, 1442),
        *("323.01", "112.00", "270.75", "89.24", "794.99"),
    ),
    Row(
        *(10_000, "work_and_turn", 10_127, 2532, 2734, 1367),
        *("306.21", "56.00", "182.75", "84.60", "629.55"),
    ),
]


def by_method(
    quantity: int,
    method: Any,  # noqa: ANN401 -- a method's name
    book: RateBook = BOOK,
) -> QuantityEstimate:
    asked = Overrides(reason="golden job B", method=method)
    return price_one(replace(FLYER, overrides=asked), quantity, book)


def printed(one: QuantityEstimate) -> dict[str, Decimal]:
    """What the table of the job adds up: not the cutting, the folding and the prepress."""
    return {
        item.operation: item.amount
        for item in one.items
        if item.operation in {"Paper", "Plates", "Press", "Ink"}
    }


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.quantity} {row.method}")
def test_every_number_of_golden_job_b_comes_out(row: Row) -> None:
    one = by_method(row.quantity, row.method)
    part = sheet(one)
    fold = next(item for item in one.items if item.operation == "Letter fold")
    assert fold.units == row.fold_in
    assert (part.net_sheets, part.gross_sheets, part.parents) == (row.net, row.gross, row.parents)
    amounts = printed(one)
    assert {name: str(round_money(amount)) for name, amount in amounts.items()} == {
        "Paper": row.paper,
        "Plates": row.plates,
        "Press": row.press,
        "Ink": row.ink,
    }
    assert str(round_money(sum(amounts.values(), Decimal(0)))) == row.total


def test_the_flyer_is_4_up_on_19_x_25_cut_2_out_of_25_x_38() -> None:
    one = by_method(5000, "sheetwise")
    assert layout(one).n_up == 4
    assert sheet(one).parent_out == 2
    assert sheet(one).words == "Press 5, 19 x 25 in cut 2 out of 25 x 38, sheetwise, 4 up"


def test_every_figure_says_its_formula() -> None:
    said = {item.operation: item.formula for item in by_method(5000, "sheetwise").items}
    assert said["Paper"] == (
        "1,595 press sheets / 2 out = 798 sheets; 159.6 lb / 100 x $112 per CWT"
    )
    assert said["Cutting to press size"] == (
        "5 min set-up + 2 lifts x 1 cut x 0.25 min = 5.5 min x $48 an hour"
    )
    assert said["Plates"] == "2 forms, 8 plates x $14"
    assert said["Press"] == (
        "2 make-readies x 30 min + 1,595 sheets x 2 passes / 9,000 an hour = 81.27 min "
        "x $165 an hour"
    )
    assert said["Ink"] == (
        "1,595 sheets x 475 sq in x 30 % x 8 colours / 350,000 sq in a lb = 5.2 lb x $9.5"
    )


def test_turning_takes_half_of_the_plates_and_one_make_ready() -> None:
    part = sheet(by_method(5000, "work_and_turn"))
    assert (part.forms, part.plates) == (1, 4)
    back_up = sheet(by_method(5000, "sheetwise"))
    assert (back_up.forms, back_up.plates) == (2, 8)


@given(st.integers(1, 400_000))
def test_the_saving_of_turning_is_165_44_whatever_the_quantity(quantity: int) -> None:
    """It is pure set-up: plates, a make-ready, and the paper and ink of 150 sheets.

    75 bought sheets give exactly 150, so it does not matter where they fall. The press takes one
    size of sheet here: for a handful a smaller one would be cheaper sheetwise.
    """
    one_size = replace(OFFSET_PRESS, min_sheet_width=inch("25"), min_sheet_height=inch("19"))
    book = replace(BOOK, presses=(one_size,))
    dear = by_method(quantity, "sheetwise", book)
    cheap = by_method(quantity, "work_and_turn", book)
    saved = sum(printed(dear).values(), Decimal(0)) - sum(printed(cheap).values(), Decimal(0))
    assert str(round_money(saved)) == "165.44"


def test_the_cheapest_method_is_taken_and_the_other_said_to_be_dearer() -> None:
    part = sheet(price_one(FLYER, 5000, BOOK))
    assert part.method in {"work_and_turn", "work_and_tumble"}
    dearer = {route.words.split(", ")[2]: route.dearer_by for route in part.other_routes}
    assert dearer["sheetwise"] > 165
