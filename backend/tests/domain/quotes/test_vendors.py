"""Outside purchases: each quantity finds its cost in the vendor's table."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import ValidationError
from app.domain.pricing.markup import MarkUp
from app.domain.quotes.draft import (
    Author,
    Draft,
    DraftLine,
    Header,
    LineKind,
    LineQuantity,
    PutLine,
    apply_changes,
)
from app.domain.quotes.pricing import PricedLine, Terms, price_line
from app.domain.quotes.vendors import VendorCost, VendorTable
from tests.domain.estimating.shops import SEEDED

DAY = date(2026, 11, 20)
TABLE = VendorTable(
    rows=(
        VendorCost(500, Decimal("200.00")),
        VendorCost(1000, Decimal("300.00")),
        VendorCost(5000, Decimal("900.00")),
    ),
    freight=Decimal("25.00"),
)
LINE = DraftLine(
    id=UUID(int=9), kind=LineKind.OUTSIDE, title="Foil", vendor="Foilers", vendor_costs=TABLE
)


def priced(*quantities: int | LineQuantity, **changes: Any) -> PricedLine:  # noqa: ANN401
    asked = tuple(
        one if isinstance(one, LineQuantity) else LineQuantity(id=uuid4(), quantity=one)
        for one in quantities
    )
    line = replace(LINE, quantities=asked, **changes)
    return price_line(line, None, Terms(rates=SEEDED, customer_level=None, on=DAY))


def test_each_quantity_of_a_line_costs_what_the_vendor_asks_for_it() -> None:
    line = priced(500, 1000, 5000)
    assert [one.cost for one in line.quantities] == [225, 325, 925]
    assert [one.price for one in line.quantities] == [
        Decimal("270.00"),
        Decimal("390.00"),
        Decimal("1110.00"),
    ]
    assert line.problem is None


@pytest.mark.parametrize(
    ("quantity", "step", "linear"),
    [
        (500, Fraction(200), Fraction(200)),
        (600, Fraction(240), Fraction(220)),
        (749, Fraction("299.6"), Fraction("249.8")),
        (750, Fraction(300), Fraction(250)),
        (999, Fraction(300), Fraction("299.8")),
        (1000, Fraction(300), Fraction(300)),
        (2000, Fraction(600), Fraction(450)),
        (10_000, Fraction(1800), Fraction(1800)),
    ],
)
def test_between_the_rows_a_piece_costs_what_it_does_in_the_lower_one(
    quantity: int, step: Fraction, linear: Fraction
) -> None:
    """From 750 on it is cheaper to order a thousand."""
    assert TABLE.cost(quantity) == step + 25
    assert replace(TABLE, look_up="linear").cost(quantity) == linear + 25


def test_below_the_first_row_the_vendor_must_be_asked() -> None:
    line = priced(250, 500)
    assert line.problem == "The vendor's table begins at 500: ask the vendor what 250 cost."
    assert [one.price for one in line.quantities] == [None, Decimal("270.00")]
    assert TABLE.cost(499) is None


def test_a_price_that_was_typed_needs_no_row() -> None:
    typed = LineQuantity(id=uuid4(), quantity=250, typed_price=Decimal("99.00"))
    line = priced(typed)
    assert line.problem is None
    assert line.quantities[0].price == Decimal("99.00")


def test_a_table_may_have_a_mark_up_of_its_own() -> None:
    own = replace(TABLE, mark_up=Decimal("0.10"))
    assert priced(500, vendor_costs=own).quantities[0].price == Decimal("247.50")
    assert own.price(Fraction(100), MarkUp.flat(Decimal(9))) == 110
    assert TABLE.price(Fraction(100), MarkUp.flat(Decimal("0.5"))) == 150


def test_a_price_for_one_stands_over_the_mark_up_and_leaves_the_cost() -> None:
    line = priced(500, unit_price=Decimal("0.80"))
    assert line.quantities[0].price == Decimal("400.00")
    assert line.quantities[0].cost == 225


@given(
    st.lists(st.tuples(st.integers(1, 10_000), st.integers(0, 10**7)), min_size=1, max_size=6),
    st.integers(1, 20_000),
    st.sampled_from(["step", "linear"]),
)
def test_more_never_cost_less_and_rows_cost_what_they_say(
    pairs: list[tuple[int, int]], quantity: int, look_up: str
) -> None:
    amounts = sorted({amount for amount, _ in pairs})
    totals = sorted(total for _, total in pairs)[-len(amounts) :]
    rows = tuple(
        VendorCost(amount, Decimal(total) / 100)
        for amount, total in zip(amounts, totals, strict=True)
    )
    table = VendorTable(rows=rows, look_up="linear" if look_up == "linear" else "step")
    for row in rows:
        assert table.cost(row.quantity) == Fraction(row.total)
    one, after = table.cost(quantity), table.cost(quantity + 1)
    if one is None:
        assert quantity < rows[0].quantity
    else:
        assert after is not None
        assert one <= after


@pytest.mark.parametrize(
    ("rows", "path", "sentence"),
    [
        ([], ["rows"], "Write down at least one quantity."),
        (
            [{"quantity": 500, "total": "9"}, {"quantity": 500, "total": "10"}],
            ["rows", 1, "quantity"],
            "The quantities must rise, each one only once.",
        ),
        (
            [{"quantity": 500, "total": "9"}, {"quantity": 1000, "total": "8"}],
            ["rows", 1, "total"],
            "1,000 cannot cost less in all than 500.",
        ),
        ([{"quantity": 0, "total": "9"}], ["rows", 0, "quantity"], "Must be at least 1."),
        ([{"quantity": 1, "total": "-9"}], ["rows", 0, "total"], "Must be at least 0."),
    ],
)
def test_a_table_that_makes_no_sense_is_refused_at_its_cell(
    rows: list[dict[str, Any]], path: list[str | int], sentence: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        VendorTable.from_document({"rows": rows})
    assert caught.value.fields == [{"path": path, "message": sentence}]


def test_a_table_survives_json() -> None:
    document = TABLE.to_document()
    assert document["rows"][0] == {"quantity": 500, "total": "200.00"}
    assert VendorTable.from_document(document) == TABLE


@pytest.mark.parametrize("kind", [LineKind.CHARGE, LineKind.NOTE])
def test_only_an_outside_purchase_has_a_vendors_table(kind: LineKind) -> None:
    (line,) = changed(replace(LINE, kind=kind)).lines
    assert line.vendor_costs is None


def test_a_table_that_is_left_out_stays_and_one_that_is_taken_away_goes() -> None:
    draft = changed(LINE)
    bare = replace(LINE, vendor_costs=None, title="Gold foil")
    kept = apply_changes(draft, [PutLine(bare)], ME)
    assert kept.lines[0].vendor_costs == TABLE
    assert kept.lines[0].title == "Gold foil"
    gone = apply_changes(draft, [PutLine(bare, keep_vendor_costs=False)], ME)
    assert gone.lines[0].vendor_costs is None


ME = Author(UUID(int=7), None)  # type: ignore[arg-type]  # no price is typed here


def changed(line: DraftLine) -> Draft:
    header = Header(
        title="Menus",
        customer_id=UUID(int=1),
        prospect_name=None,
        contact_id=None,
        valid_until=DAY,
    )
    return apply_changes(Draft(header=header), [PutLine(line)], ME)
