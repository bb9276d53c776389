"""Work methods: forms, plates, make-readies, passes, wash-ups, and what a layout must give them."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.estimating.imposition import Piece, Sheet, impose
from app.domain.estimating.methods import WorkMethod, methods_of, methods_refused, spots
from app.domain.estimating.parents import PressSheet
from app.domain.estimating.rates import Margins, Offset, Press, RunSpeed
from app.domain.estimating.spec.overrides import Printing
from app.domain.units import Length
from tests.domain.estimating.offset_shop import BOOK, FLYER, OFFSET_PRESS, TEXT_100
from tests.domain.estimating.shops import GOLDEN_PRESS, inch, price_one, sheet, stock

PERFECTOR = replace(
    OFFSET_PRESS,
    colours=8,
    offset=replace(OFFSET_PRESS.offset, perfecting_colours=4),
)


def method(press: Press, front: int, back: int, name: Printing) -> WorkMethod:
    return next(one for one in methods_of(press, front, back) if one.name == name)


def names(press: Press, front: int, back: int) -> list[str]:
    return [one.name for one in methods_of(press, front, back)]


def test_what_is_printed_on_one_side_has_one_method_and_one_form() -> None:
    assert names(OFFSET_PRESS, 4, 0) == names(OFFSET_PRESS, 0, 4) == ["one_side"]
    one = method(OFFSET_PRESS, 0, 2, "one_side")
    assert (one.forms, one.plates, one.make_readies, one.passes) == ((2,), 2, 1, 1)


def test_two_sides_are_backed_up_turned_or_tumbled() -> None:
    assert names(OFFSET_PRESS, 4, 4) == ["sheetwise", "work_and_turn", "work_and_tumble"]
    assert names(OFFSET_PRESS, 4, 1) == ["sheetwise"]
    assert names(PERFECTOR, 4, 4)[-1] == "perfecting"
    assert "perfecting" not in names(PERFECTOR, 5, 4)
    assert names(GOLDEN_PRESS, 4, 4) == ["duplex"]
    assert names(GOLDEN_PRESS, 0, 4) == ["one_side"]


@pytest.mark.parametrize(
    ("name", "colours", "plates", "make_readies", "passes"),
    [
        ("sheetwise", (4, 4), 8, 2, 2),
        ("work_and_turn", (4, 4), 4, 1, 2),
        ("work_and_tumble", (4, 4), 4, 1, 2),
        ("sheetwise", (4, 1), 5, 2, 2),
        ("sheetwise", (6, 6), 12, 4, 4),
        ("work_and_turn", (6, 6), 6, 2, 4),
        ("one_side", (8, 0), 8, 2, 2),
        ("one_side", (5, 0), 5, 2, 2),
    ],
)
def test_colours_beyond_the_units_take_more_passes(
    name: Printing, colours: tuple[int, int], plates: int, make_readies: int, passes: int
) -> None:
    found = method(OFFSET_PRESS, *colours, name)
    assert (found.plates, found.make_readies, found.passes) == (plates, make_readies, passes)


def test_a_perfector_prints_both_forms_in_one_pass() -> None:
    found = method(PERFECTOR, 4, 4, "perfecting")
    assert (found.forms, found.plates, found.make_readies, found.passes) == ((4, 4), 8, 2, 1)


@pytest.mark.parametrize(
    ("pages_a_form", "plates", "make_readies"),
    [(2, 32, 8), (8, 8, 2)],
    ids=["4-page press", "16-page press"],
)
def test_16_pages_4_over_4_take_the_published_plates_and_make_readies(
    pages_a_form: int, plates: int, make_readies: int
) -> None:
    """Published by kenmorriscreative.com: 32 plates and 8 make-readies, or 8 and 2."""
    signatures = 16 // (2 * pages_a_form)
    found = method(OFFSET_PRESS, 4, 4, "sheetwise")
    assert signatures * found.plates == plates
    assert signatures * found.make_readies == make_readies


def test_spot_inks_are_what_goes_beyond_black_or_process() -> None:
    assert [spots(colours) for colours in range(9)] == [0, 0, 1, 2, 0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("forms", "units", "kinds", "wash_ups"),
    [
        ((4, 4), 4, 1, 0),
        ((1, 1), 4, 3, 0),
        ((2, 2), 4, 1, 1),
        ((2,), 4, 5, 1),
        ((5, 5), 6, 1, 1),
        ((1, 3), 4, 1, 2),
        ((6,), 4, 1, 2),
        ((6, 6), 4, 1, 4),
        ((1, 6), 4, 1, 2),
        ((6, 6), 4, 3, 12),
        ((4,), 2, 1, 2),
        ((3,), 2, 1, 2),
    ],
)
def test_units_are_washed_for_spot_inks_and_between_passes(
    forms: tuple[int, ...], units: int, kinds: int, wash_ups: int
) -> None:
    assert WorkMethod("sheetwise", forms, units).wash_ups(kinds) == wash_ups


def test_methods_that_the_colours_forbid_are_refused_in_the_trades_words() -> None:
    (sentence,) = methods_refused(OFFSET_PRESS, 4, 1)
    assert sentence == (
        "Press 5 cannot work and turn 4/1: one form prints both sides, so both need the same "
        "colours."
    )
    assert list(methods_refused(PERFECTOR, 5, 5)) == [
        "Press 5 perfects 4 colours a side at most, and this is 5/5."
    ]
    assert not list(methods_refused(OFFSET_PRESS, 4, 4))
    assert not list(methods_refused(OFFSET_PRESS, 4, 0))
    assert not list(methods_refused(GOLDEN_PRESS, 4, 1))


MARGINS = Margins(inch("0.25"), inch("0.5"), inch("0.25"), inch("0.25"))
UNEVEN = replace(OFFSET_PRESS, margins=MARGINS, colour_bar=inch("0.1875"))
LENGTHS = st.integers(inch("1"), inch("12")).map(Length)


def test_turning_needs_the_same_margin_at_both_sides_and_tumbling_a_gripper_at_both_edges() -> None:
    paper = PressSheet.whole(stock("s", sheet_width=inch("19"), sheet_height=inch("25")))
    back_up = Sheet.on_press(paper, UNEVEN, "sheetwise")
    assert (back_up.left, back_up.right) == (inch("0.25"), inch("0.5"))
    assert (back_up.top, back_up.bottom) == (inch("0.4375"), inch("0.5"))
    turned = Sheet.on_press(paper, UNEVEN, "work_and_turn")
    assert (turned.left, turned.right, turned.top) == (inch("0.5"), inch("0.5"), inch("0.4375"))
    tumbled = Sheet.on_press(paper, UNEVEN, "work_and_tumble")
    assert (tumbled.top, tumbled.bottom) == (inch("0.5"), inch("0.5"))
    perfected = Sheet.on_press(paper, UNEVEN, "perfecting")
    assert (perfected.top, perfected.bottom, perfected.even) == (inch("0.5"), inch("0.5"), "none")


@given(LENGTHS, LENGTHS, st.sampled_from(["0", "0.125"]), st.booleans())
def test_pieces_that_back_each_other_lie_in_pairs(
    width: Length, height: Length, bleed: str, turned: bool
) -> None:
    """Flipped over the middle, every piece lies on another one, or the sheet cannot be turned."""
    paper = PressSheet.whole(stock("s", sheet_width=inch("19"), sheet_height=inch("25")))
    name: Printing = "work_and_turn" if turned else "work_and_tumble"
    surface = Sheet.on_press(paper, UNEVEN, name)
    found = impose(
        surface, Piece(width, height, inch(bleed), Length(2 * inch(bleed))), "guillotine"
    )
    if found is None:
        return
    assert found.n_up % 2 == 0
    tolerance = 1
    for cell in found.cells:
        across = surface.width - cell.x - cell.width if turned else cell.x
        along = cell.y if turned else surface.height - cell.y - cell.height
        assert any(
            abs(other.x - across) <= tolerance
            and abs(other.y - along) <= tolerance
            and other is not cell
            for other in found.cells
        )


def test_a_sheet_that_holds_one_cannot_be_turned() -> None:
    poster = replace(FLYER, trim_width=Decimal(17), trim_height=Decimal(22))
    part = sheet(price_one(poster, 1000, BOOK))
    assert part.method == "sheetwise"
    assert not part.other_routes


def test_perfecting_is_chosen_where_it_saves_the_second_pass() -> None:
    """A form with no room to turn: two passes cost more than one."""
    poster = replace(FLYER, trim_width=Decimal(17), trim_height=Decimal(22), bleed=Decimal(0))
    both = replace(BOOK, presses=(PERFECTOR,))
    part = sheet(price_one(poster, 1000, both))
    assert part.method == "perfecting"
    assert [route.words.split(", ")[2] for route in part.other_routes] == ["sheetwise"]
    assert [route.method for route in part.other_routes] == ["sheetwise"]


def test_a_press_runs_at_the_speed_of_the_caliper_and_of_the_run() -> None:
    speeds = (
        RunSpeed(6000, 0, Decimal("0.004")),
        RunSpeed(8000, 0, Decimal("0.010")),
        RunSpeed(10_000, 2000, Decimal("0.010")),
        RunSpeed(5000),
    )
    offset = Offset(speeds=speeds)
    assert offset.speeds_for(Decimal("0.0035")) == speeds[:1]
    assert offset.speeds_for(Decimal("0.0047")) == speeds[1:3]
    assert offset.speeds_for(Decimal("0.014")) == speeds[3:]
    assert Offset(speeds=speeds[:3]).speeds_for(Decimal("0.014")) == ()


def test_a_stock_without_a_speed_is_refused() -> None:
    slow = replace(OFFSET_PRESS, offset=Offset(speeds=(RunSpeed(9000, 0, Decimal("0.004")),)))
    thin = replace(OFFSET_PRESS, code="other", name="Press 6")
    part = sheet(price_one(FLYER, 5000, replace(BOOK, presses=(slow, thin))))
    assert [route.reason for route in part.refused_routes] == [
        "Press 5 has no speed for 4.7 pt stock."
    ]
    assert TEXT_100.caliper_in == Decimal("0.0047")
