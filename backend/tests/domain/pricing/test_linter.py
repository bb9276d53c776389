"""The linter of curves and lists: each finding with its cells, its sentence and its fix."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import ValidationError
from app.domain.pricing.linter import (
    AddedBreak,
    Cell,
    Finding,
    Fix,
    LintRules,
    NewPrice,
    lint_curve,
)
from app.domain.pricing.list_linter import lint_price_list
from app.domain.pricing.price_lists import PriceBreak, PriceList, Tier, look_up
from tests.domain.pricing.lists import apply_fix, price_list

RULES = LintRules()
FLOOR = LintRules(margin_floor=Decimal("0.30"))
TURNED = {"total_falls", "unit_rises", "run_on_rises"}


def curve(*points: tuple[int, str] | tuple[int, str, str]) -> list[tuple[int, Decimal, Any]]:
    return [
        (point[0], Decimal(point[1]), Decimal(point[2]) if len(point) > 2 else None)
        for point in points
    ]


def kinds(findings: Sequence[Finding]) -> list[str]:
    return [found.kind for found in findings]


def fixed(found: Finding) -> list[tuple[int, str]]:
    assert found.fix is not None
    return [(new.cell.row, f"{new.price:.2f}") for new in found.fix.prices]


def test_a_sound_curve_has_nothing_to_find() -> None:
    assert lint_curve(curve((500, "53.52"), (1000, "65.50"), (2500, "100.94")), RULES) == ()
    assert lint_curve(curve((100, "10.00"), (200, "20.00")), RULES) == ()
    assert lint_curve(curve((100, "45.00"), (200, "45.00")), RULES) == ()
    assert lint_curve([], RULES) == ()


def test_mark_up_bands_looked_up_by_the_whole_cost_are_flagged() -> None:
    """Published by crouser.com: 2.0 below $100 and 1.5 above; costs of 99 and 101."""
    (found,) = lint_curve(curve((101, "151.50", "101"), (99, "198.00", "99")), RULES)
    assert found.kind == "total_falls"
    assert found.is_wrong
    assert found.cells == (Cell(0, 0), Cell(1, 0))
    assert found.sentence == "101 are cheaper in all than 99: 151.50 against 198.00."
    assert found.fix == Fix(prices=(NewPrice(Cell(1, 0), Decimal(198)),))


def test_a_unit_price_that_rises_is_flagged() -> None:
    (found,) = lint_curve(curve((100, "10.00"), (200, "20.01")), RULES)
    assert (found.kind, found.is_wrong) == ("unit_rises", True)
    assert found.sentence == "200 are dearer each than 100: 0.10005 against 0.1."
    assert fixed(found) == [(1, "20.00")]


def test_a_slip_of_the_keyboard_is_mended_where_it_is() -> None:
    points = curve((100, "10.00"), (250, "200.00"), (500, "40.00"), (1000, "70.00"))
    findings = lint_curve(points, RULES)
    assert kinds(findings) == ["unit_rises", "total_falls"]
    assert [fixed(found) for found in findings] == [[(1, "25.00")], [(1, "25.00")]]


def test_a_price_under_cost_and_one_under_the_floor_are_told_apart() -> None:
    points = curve((100, "10.00", "7.00"), (200, "15.00", "15.00"), (400, "20.00", "20.01"))
    findings = lint_curve(points, FLOOR)
    assert kinds(findings) == ["under_floor", "under_cost"]
    assert findings[0].sentence == ("200 at 15.00 leave less than 30 % over their cost of 15.00.")
    assert not findings[0].is_wrong
    assert fixed(findings[0]) == [(0, "10.72"), (1, "21.43"), (2, "28.59")]
    assert findings[1].sentence == "400 cost 20.01 to make and sell for 20.00."
    assert findings[1].is_wrong
    assert lint_curve(points[:2], RULES) == ()


def test_exactly_the_floor_is_enough() -> None:
    assert lint_curve(curve((100, "10.00", "7.00")), FLOOR) == ()
    assert kinds(lint_curve(curve((100, "10.00", "7.000001")), FLOOR)) == ["under_floor"]
    (found,) = lint_curve(curve((100, "10.00", "10.000001")), RULES)
    assert fixed(found) == [(0, "10.01")]


@pytest.mark.parametrize("floor", ["-0.01", "1"])
def test_a_floor_is_a_part_of_the_price(floor: str) -> None:
    with pytest.raises(ValidationError, match="from 0 to less than 1"):
        LintRules(margin_floor=Decimal(floor))


def test_an_empty_cell_is_filled_between_its_neighbours() -> None:
    (found,) = lint_price_list(price_list((100, "10"), (200, None), (300, "20")), RULES)
    assert found.kind == "empty_cell"
    assert found.sentence == "There is no price for 200."
    assert found.cells == (Cell(1, 0),)
    assert fixed(found) == [(1, "15.00")]


def test_a_cliff_and_a_gap_get_breaks_between() -> None:
    findings = lint_curve(
        curve((100, "10"), (1000, "30"), (5000, "150.00"), (60_000, "1000")), RULES
    )
    assert kinds(findings) == ["unit_drop", "total_jump"]
    assert findings[0].fix == Fix(added=(AddedBreak(400, 0, Decimal("16.67")),))
    assert findings[1].fix == Fix(added=(AddedBreak(40_000, 0, Decimal("690.91")),))
    (gap,) = lint_curve(curve((100, "0"), (5000, "0")), RULES)
    assert gap.fix == Fix(added=(AddedBreak(1000, 0, Decimal(0)),))


def test_a_cliff_that_no_break_can_soften_has_no_fix() -> None:
    tight = replace(RULES, limits=replace(RULES.limits, unit_drop=Decimal("0.05")))
    (found,) = lint_curve(curve((1, "10"), (2, "10")), tight)
    assert (found.kind, found.fix) == ("unit_drop", None)


def test_a_gap_over_an_empty_row_is_filled_there_first() -> None:
    findings = lint_price_list(price_list((100, "10"), (300, None), (1000, "30")), RULES)
    assert kinds(findings) == ["unit_drop", "empty_cell"]
    assert [fixed(found) for found in findings] == [[(1, "14.45")], [(1, "14.45")]]
    assert findings[0].fix is not None
    assert findings[0].fix.added == ()


def test_unit_prices_are_mended_as_unit_prices() -> None:
    prices = price_list((100, "0.50"), (200, "0.2499"), mode="linear_totals", basis="unit")
    (found,) = lint_price_list(prices, RULES)
    assert found.sentence == "200 are cheaper in all than 100: 49.98 against 50.00."
    assert found.fix == Fix(prices=(NewPrice(Cell(1, 0), Decimal("0.25")),))


def test_the_finest_cell_sets_how_fine_a_fix_is() -> None:
    prices = price_list((100, "0.333333"), (300, "0.1"), basis="unit")
    (found,) = lint_price_list(prices, RULES)
    assert found.fix == Fix(prices=(NewPrice(Cell(1, 0), Decimal("0.111111")),))


def test_slices_may_not_get_dearer_and_their_cost_is_judged_in_all() -> None:
    prices = replace(
        price_list((1, "10"), (5, "8"), (10, "9"), mode="accumulated", basis="unit"),
        breaks=(
            PriceBreak(1, (Decimal(10),), Decimal(11)),
            PriceBreak(5, (Decimal(8),), Decimal(48)),
            PriceBreak(10, (Decimal(9),)),
        ),
    )
    findings = lint_price_list(prices, RULES)
    assert kinds(findings) == ["under_cost", "unit_rises"]
    assert findings[0].fix is None
    assert findings[1].sentence == "10 are dearer each than 5: 9 against 8."
    assert fixed(findings[1]) == [(2, "8.00")]


def test_further_thousands_may_not_cost_more_than_the_last_pieces() -> None:
    assert lint_price_list(price_list((1000, "40"), run_on="40"), RULES) == ()
    (found,) = lint_price_list(price_list((1000, "40"), run_on="40.01"), RULES)
    assert (found.kind, found.is_wrong) == ("run_on_rises", True)
    assert found.sentence == (
        "Above 1,000 each further piece costs 0.04001, more than the 0.04 before."
    )
    assert found.fix == Fix(run_on=Decimal("40.00"))
    units = price_list((3000, "0.033333"), run_on="40", basis="unit")
    (found,) = lint_price_list(units, RULES)
    assert found.fix == Fix(run_on=Decimal("33.33"))
    (empty,) = lint_price_list(price_list((1000, None), run_on="1"), RULES)
    assert (empty.kind, empty.fix) == ("empty_cell", None)
    growing = price_list((1000, "40"), (2000, "40.00"), (3000, None), run_on="20.01")
    assert kinds(lint_price_list(growing, RULES)) == ["empty_cell", "run_on_rises"]


def test_steps_that_overtake_the_next_break_say_from_where() -> None:
    prices = price_list((50, "0.10"), (100, "0.06"), mode="step", basis="unit")
    (found,) = lint_price_list(prices, RULES)
    assert (found.kind, found.is_wrong) == ("dearer_between", False)
    assert found.cells == (Cell(0, 0), Cell(1, 0))
    assert found.sentence == (
        "From 61 on, 100 cost less in all: 6.00 against 6.10. "
        "With straight lines between the totals they would not."
    )
    assert found.fix == Fix(mode="linear_totals")
    assert lint_price_list(apply_fix(prices, found.fix, 0), RULES) == ()


def test_steps_up_to_their_quantity_fall_just_after_a_break() -> None:
    prices = price_list((50, "0.10"), (100, "0.06"), mode="step", basis="unit", reach="up_to")
    (found,) = lint_price_list(prices, RULES)
    assert found.sentence.startswith("51 are cheaper in all than 50: 3.06 against 5.00.")
    assert found.fix is not None
    mended = apply_fix(prices, found.fix, 0)
    assert (mended.mode, mended.reach) == ("linear_totals", "from")
    flat = price_list((50, "0.10"), (51, "0.10"), mode="step", basis="unit", reach="up_to")
    assert lint_price_list(flat, RULES) == ()


def test_straight_lines_between_unit_prices_can_overtake_too() -> None:
    prices = price_list((50, "0.10"), (100, "0.05"), mode="linear_units", basis="unit")
    (found,) = lint_price_list(prices, RULES)
    assert found.sentence.startswith("From 51 on, 100 cost less in all: 5.00 against 5.05.")
    gentle = price_list((50, "0.10"), (100, "0.09"), mode="linear_units", basis="unit")
    assert lint_price_list(gentle, RULES) == ()


def test_where_steps_overtake_is_exact_to_the_piece() -> None:
    """Only the very last piece before the break costs more than the break, or all but the first."""
    late = price_list((50, "0.10"), (100, "0.0985"), mode="step", basis="unit")
    (found,) = lint_price_list(late, RULES)
    assert found.sentence.startswith("From 99 on, 100 cost less in all: 9.85 against 9.90.")
    just = price_list((50, "0.10"), (100, "0.099"), mode="step", basis="unit")
    assert lint_price_list(just, RULES) == ()
    early = price_list((50, "0.10"), (100, "0.0501"), mode="step", basis="unit")
    (found,) = lint_price_list(early, RULES)
    assert found.sentence.startswith("From 51 on, 100 cost less in all: 5.01 against 5.10.")


def test_neighbouring_quantities_have_nothing_between_them() -> None:
    steps = price_list((1, "10"), (2, "5"), mode="step", basis="unit")
    assert lint_price_list(steps, RULES) == ()


def grid(*rows: tuple[int, str | None, str | None]) -> PriceList:
    return PriceList(
        name="Cards",
        product="",
        mode="linear_totals",
        basis="total",
        effective_from=date(2026, 1, 1),
        tiers=(Tier(), Tier("trade", Decimal(50))),
        breaks=tuple(
            PriceBreak(row[0], tuple(None if one is None else Decimal(one) for one in row[1:]))
            for row in rows
        ),
    )


def test_each_column_of_a_grid_is_judged_by_itself() -> None:
    prices = grid((100, "10", "12"), (200, "9", "14"), (400, "20", None))
    findings = lint_price_list(prices, RULES)
    assert [(found.kind, found.cells[0].column) for found in findings] == [
        ("total_falls", 0),
        ("unit_rises", 0),
        ("empty_cell", 1),
    ]
    assert [fixed(found) for found in findings] == [
        [(1, "10.00")],
        [(1, "10.00")],
        [(2, "28.00")],
    ]


def test_a_fix_of_a_grid_adds_a_row_and_sets_a_run_on() -> None:
    prices = grid((100, "10", "12"), (200, "15", "14"))
    added = apply_fix(
        prices,
        Fix(added=(AddedBreak(150, 1, Decimal(13)), AddedBreak(200, 0, Decimal(16)))),
        1,
    )
    assert [(one.quantity, one.prices) for one in added.breaks] == [
        (100, (Decimal(10), Decimal(12))),
        (150, (None, Decimal(13))),
        (200, (Decimal(16), Decimal(14))),
    ]
    cheaper = apply_fix(prices, Fix(run_on=Decimal(7)), 1)
    assert [tier.run_on for tier in cheaper.tiers] == [None, Decimal(7)]
    assert cheaper.tiers[1].level == "trade"
    assert (cheaper.mode, cheaper.breaks) == (prices.mode, prices.breaks)


@st.composite
def grids(draw: st.DrawFn) -> PriceList:
    quantities = sorted(draw(st.sets(st.integers(1, 3000), min_size=1, max_size=9)))
    columns = draw(st.integers(1, 2))
    basis, mode = draw(
        st.sampled_from(
            [
                ("total", "linear_totals"),
                ("unit", "linear_totals"),
                ("unit", "step"),
                ("unit", "accumulated"),
            ]
        )
    )
    places = 2 if basis == "total" else 4
    cells = st.one_of(st.none(), st.decimals(min_value=0, max_value=300, places=places))
    costs = st.one_of(st.none(), st.decimals(min_value=0, max_value=200, places=2))
    return PriceList(
        name="Any",
        product="",
        mode=mode,  # type: ignore[arg-type]
        basis=basis,  # type: ignore[arg-type]
        effective_from=date(2026, 1, 1),
        tiers=tuple(Tier("" if number == 0 else "trade", draw(cells)) for number in range(columns)),
        breaks=tuple(
            PriceBreak(quantity, tuple(draw(cells) for _ in range(columns)), draw(costs))
            for quantity in quantities
        ),
    )


def turned(prices: PriceList) -> set[tuple[str, int, int]]:
    """Every neighbouring pair that turns around, named by its column and larger quantity."""
    return {
        (found.kind, found.cells[0].column, prices.breaks[found.cells[-1].row].quantity)
        for found in lint_price_list(prices, RULES)
        if found.kind in TURNED
    }


def column_of(found: Finding) -> int:
    return found.cells[0].column


@given(grids())
def test_all_fixes_together_leave_nothing_turned_around_or_under_cost(prices: PriceList) -> None:
    mended = prices
    rows = {place: one.quantity for place, one in enumerate(prices.breaks)}
    for found in lint_price_list(prices, FLOOR):
        if found.fix is None or found.fix.mode is not None:
            continue
        # A row's place moves when another is added above it; its quantity stays.
        places = {one.quantity: place for place, one in enumerate(mended.breaks)}
        fix = replace(
            found.fix,
            prices=tuple(
                replace(new, cell=Cell(places[rows[new.cell.row]], new.cell.column))
                for new in found.fix.prices
            ),
        )
        mended = apply_fix(mended, fix, column_of(found))
    left = {found.kind for found in lint_price_list(mended, FLOOR)}
    assert not left & TURNED
    if prices.mode != "accumulated":
        assert not left & {"under_cost", "under_floor"}


@given(grids())
def test_each_fix_alone_mends_its_finding_and_turns_nothing_else_around(
    prices: PriceList,
) -> None:
    before = turned(prices)
    for found in lint_price_list(prices, RULES):
        if found.fix is None or found.fix.mode is not None or found.kind == "run_on_rises":
            continue
        after = turned(apply_fix(prices, found.fix, column_of(found)))
        # The run-on is judged by the last price, which a fix may well move.
        assert {one for one in after - before if one[0] != "run_on_rises"} == set()
        if found.kind in TURNED:
            quantity = prices.breaks[found.cells[-1].row].quantity
            assert (found.kind, column_of(found), quantity) not in after


@given(grids())
def test_a_mended_list_never_charges_less_for_more(prices: PriceList) -> None:
    straight = replace(prices, mode="linear_totals")
    for found in lint_price_list(straight, RULES):
        if found.fix is not None and not found.fix.added:
            straight = apply_fix(straight, found.fix, column_of(found))
    if straight.breaks[0].prices[0] is None:
        return
    first = straight.breaks[0].quantity
    last = straight.breaks[-1].quantity
    asked = sorted({first, *range(first, last + 500, max(1, (last - first) // 40))})
    totals = [look_up(straight, quantity).exact for quantity in asked]
    assert all(more >= less for less, more in pairwise(totals))
