"""Signatures: pages shared among forms, and books printed on an offset press."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import ValidationError
from app.domain.estimating.layout import Layout
from app.domain.estimating.rates import (
    FinishingOperation,
    Margins,
    OperationKind,
    PocketSpeed,
    Press,
    RateBook,
    WasteBand,
)
from app.domain.estimating.rates.offset import Offset, RunSpeed
from app.domain.estimating.result import QuantityEstimate
from app.domain.estimating.signatures import (
    Signature,
    folding_pages,
    split_leaves,
    split_pages,
)
from app.domain.estimating.spec import BoundSpec
from app.domain.units import Length
from tests.domain.estimating.binderies import (
    BINDERY,
    BOOK_PAPER,
    BOOKLET,
    NOVEL,
    TEXT,
    bind,
    items,
    part,
)
from tests.domain.estimating.shops import inch

EDGE = inch("0.25")
OFFSET = Press(
    code="offset",
    name="Offset 40",
    kind="offset",
    max_sheet_width=inch("40"),
    max_sheet_height=inch("28"),
    min_sheet_width=inch("15"),
    min_sheet_height=inch("11"),
    margins=Margins(EDGE, EDGE, EDGE, Length(0)),
    gripper=inch("0.5"),
    gripper_edge="long",
    colours=4,
    duplex=False,
    setup_minutes=Decimal(30),
    make_ready_sheets=100,
    hourly_rate=Decimal(180),
    waste=(WasteBand(0, Decimal("0.02")),),
    offset=Offset(
        speeds=(RunSpeed(9000),),
        plate_price=Decimal(14),
        coverage=Decimal("0.3"),
        ink_price=Decimal("9.50"),
    ),
)
SMALL = replace(OFFSET, code="small", name="Offset 19", max_sheet_width=inch("19"))
FOLDER = FinishingOperation(
    code="sig-fold",
    name="Folding signatures",
    kind=OperationKind.SIGNATURE_FOLD,
    phrase="folded",
    bucket="machine",
    hourly_rate=Decimal(64),
    setup_minutes=Decimal(20),
    minutes_per_thousand=Decimal(14),
    run_waste=Decimal("0.01"),
    make_ready_units=25,
    max_caliper_in=Decimal("0.008"),
)
GATHER = FinishingOperation(
    code="gather",
    name="Gathering",
    kind=OperationKind.COLLATE,
    phrase="gathered",
    bucket="machine",
    hourly_rate=Decimal(66),
    setup_minutes=Decimal(15),
    pockets=(PocketSpeed(4, Decimal(5000)), PocketSpeed(8, Decimal(4000))),
    run_waste=Decimal("0.01"),
    make_ready_units=10,
)
BIG_TEXT = replace(TEXT, code="text-25x38", sheet_width=inch("25"), sheet_height=inch("38"))
BIG_BOOK = replace(BOOK_PAPER, code="book-25x38", sheet_width=inch("25"), sheet_height=inch("38"))


def plant(*presses: Press, **changes: object) -> RateBook:
    """The bindery with offset presses alone, and what signatures need."""
    found = []
    for operation in BINDERY.operations:
        steps = {"stitch": ("sig-fold",), "perfect": ("sig-fold", "gather"), "coil": ("collate",)}
        binding = operation.binding
        if operation.code in steps:
            binding = replace(binding, signature_steps=steps[operation.code])
        if operation.code == "stitch":
            binding = replace(binding, **changes)  # type: ignore[arg-type]
        found.append(replace(operation, binding=binding))
    return replace(
        BINDERY,
        stocks=(*BINDERY.stocks, BIG_TEXT, BIG_BOOK),
        presses=presses or (OFFSET,),
        operations=(*found, FOLDER, GATHER),
    )


PLANT = plant()
SELF = replace(BOOKLET, stock="text-25x38", cover_stock=None, pages=16)
THICK = replace(
    NOVEL, stock="book-25x38", trim_width=Decimal(6), trim_height=Decimal(9), cover_stock="cover-80"
)


def fact(one: QuantityEstimate, code: str = "signatures") -> str:
    return next(each.value for each in part(one, "Text").facts if each.code == code)


@pytest.mark.parametrize(("on_side", "pages"), [(1, 0), (2, 4), (3, 4), (4, 8), (6, 8), (8, 16)])
def test_a_signature_folds_from_a_power_of_two_of_pages(on_side: int, pages: int) -> None:
    assert folding_pages(on_side) == pages


def test_pages_are_split_the_largest_signature_first_and_then_by_halves() -> None:
    assert split_pages(200, 16) == (Signature(16, 12), Signature(8, 1, 2))
    assert split_pages(28, 16) == (Signature(16, 1), Signature(8, 1, 2), Signature(4, 1, 4))
    assert split_pages(8, 32) == (Signature(8, 1, 4),)
    assert split_pages(18, 16) == (Signature(16, 1), Signature(2, 1, 8))


def test_twelve_pages_are_one_signature_only_where_the_shop_folds_them() -> None:
    assert split_pages(28, 16, twelves=True) == (Signature(16, 1), Signature(12, 1))
    assert split_pages(12, 32, twelves=True) == (Signature(12, 1, 2),)
    assert split_pages(12, 8, twelves=True) == (Signature(8, 1), Signature(4, 1, 2))


def test_leaves_that_are_cut_apart_fill_their_sheets_and_the_rest_are_repeated() -> None:
    assert split_leaves(50, 8) == (Signature(16, 6), Signature(4, 1, 4))
    assert split_leaves(3, 8) == (Signature(6, 1, 2),)
    assert split_leaves(16, 8) == (Signature(16, 2),)


@given(st.integers(1, 1_000), st.sampled_from([4, 8, 16, 32, 64]), st.booleans())
def test_the_pages_of_the_signatures_add_up(leaves: int, largest: int, twelves: bool) -> None:
    split = split_pages(2 * leaves, largest, twelves=twelves)
    assert sum(one.pages * one.count for one in split) == 2 * leaves
    assert [one.pages for one in split] == sorted({one.pages for one in split}, reverse=True)
    assert all(one.pages * one.up <= largest for one in split)
    assert all(one.count == 1 for one in split[1:])


@given(st.integers(1, 1_000), st.integers(1, 40))
def test_no_leaf_is_lost_on_sheets_that_are_cut_apart(leaves: int, on_sheet: int) -> None:
    split = split_leaves(leaves, on_sheet)
    assert sum(one.pages * one.count for one in split) == 2 * leaves
    assert all(one.pages * one.up <= 2 * on_sheet for one in split)


@pytest.mark.parametrize(("largest", "plates", "make_readies"), [(4, 32, 8), (16, 8, 2)])
def test_sixteen_pages_take_the_published_plates_and_make_readies(
    largest: int, plates: int, make_readies: int
) -> None:
    """kenmorriscreative.com: 16 pages 4/4 sheetwise on a press for 4 pages, and on one for 16."""
    book = plant(replace(OFFSET, max_sheet_width=inch("38")), max_signature=largest)
    text = part(bind(SELF, 5000, book), "Text")
    assert (text.plates, text.forms) == (plates, make_readies)
    assert text.method == "sheetwise"


def test_a_sheet_of_25_by_38_folds_to_sixteen_letter_pages() -> None:
    one = bind(SELF, 5000, PLANT)
    assert fact(one) == "1 of 16 pages sheetwise"
    drawing = part(one, "Text").drawing
    assert isinstance(drawing, Layout)
    assert (drawing.n_up, drawing.cuts) == (4, ())
    assert {drawing.sheet_width, drawing.sheet_height} == {inch("25"), inch("38")}


def test_what_is_left_over_is_printed_work_and_turn_with_half_of_the_plates() -> None:
    """24 pages: 16 sheetwise with 8 plates, 8 two up on one form with 4."""
    one = bind(replace(SELF, pages=24), 5000, PLANT)
    text = part(one, "Text")
    assert fact(one).startswith("1 of 16 pages sheetwise, 1 of 8 pages 2 up work-and-")
    assert (text.forms, text.plates) == (3, 12)
    copies = int(items(one)["Folding signatures"].units or 0) // 2
    assert text.net_sheets == copies + -(-copies // 2)
    halved = -(-copies // 2)
    assert text.gross_sheets == -(-copies * 100 // 98) + 200 + -(-halved * 100 // 98) + 100


def test_signatures_are_folded_each_with_a_set_up_for_its_size_and_stitched_by_pockets() -> None:
    one = bind(replace(SELF, pages=24), 5000, PLANT)
    fold, stitch = items(one)["Folding signatures"], items(one)["Saddle stitching"]
    assert fold.formula.startswith("2 set-ups x 20 min + ")
    books = int(stitch.units or 0)
    folded = -(-books * 100 // 99) + 25
    assert fold.units == 2 * folded
    assert fold.exact == (40 + Fraction(2 * folded * 14, 1000)) / 60 * 64
    assert "with 2 pockets" in stitch.formula
    assert "Collating" not in items(one)


def test_a_thick_book_is_gathered_in_as_many_passes_as_its_pockets_ask_for() -> None:
    """200 pages are 12 signatures of 16 and one of 8: of eight pockets, 8 and then 6 are filled."""
    few = bind(replace(THICK, pages=100), 2000, PLANT)
    assert fact(few).startswith("6 of 16 pages sheetwise, 1 of 4 pages 4 up")
    assert "passes" not in items(few)["Gathering"].formula
    many = bind(THICK, 2000, PLANT)
    assert fact(many).startswith("12 of 16 pages sheetwise, 1 of 8 pages 2 up")
    gathering = items(many)["Gathering"]
    assert "in 2 passes" in gathering.formula
    copies = int(gathering.units or 0) // 13
    each = Fraction(60, 4000) + Fraction(60, 4000)
    assert gathering.exact == (2 * 15 + copies * each) / 60 * 66
    thicker = items(bind(replace(THICK, pages=160), 2000, PLANT))["Gathering"]
    assert int(thicker.units or 0) % 10 == 0
    copies = int(thicker.units or 0) // 10
    assert thicker.exact == (2 * 15 + copies * (Fraction(60, 4000) + Fraction(60, 5000))) / 60 * 66


def test_a_stitcher_with_too_few_pockets_leaves_the_work_to_another_press() -> None:
    """80 pages on the small press are 10 signatures of 8; the stitcher has six pockets."""
    thin = replace(BIG_TEXT, caliper_in=Decimal("0.003"))
    book = replace(plant(SMALL), stocks=(*BINDERY.stocks, thin))
    with pytest.raises(ValidationError, match="pockets"):
        bind(replace(SELF, pages=80), 5000, book)


def test_paper_that_is_too_thick_to_fold_is_refused_with_both_thicknesses() -> None:
    stiff = replace(BIG_TEXT, caliper_in=Decimal("0.009"))
    book = replace(PLANT, stocks=(*BINDERY.stocks, stiff))
    with pytest.raises(ValidationError, match="9 pt stock is thicker than Folding signatures"):
        bind(SELF, 5000, book)


def test_coiled_leaves_are_cut_apart_and_collated_and_not_folded() -> None:
    coil = replace(
        SELF, binding="coil", trim_width=Decimal("8.5"), trim_height=Decimal(11), pages=100
    )
    one = bind(coil, 500, PLANT)
    made = items(one)
    assert "Folding signatures" not in made
    assert int(made["Collating"].units or 0) % 50 == 0
    assert "Cutting" in items(one, "Text")
    assert fact(one).startswith("6 of 16 pages sheetwise, 1 of 4 pages 4 up")


@pytest.mark.parametrize(
    ("spec", "code"), [(THICK, "perfect"), (replace(SELF, binding="coil"), "coil")]
)
def test_what_nothing_gathers_is_not_printed_on_an_offset_press(spec: BoundSpec, code: str) -> None:
    steps = ("sig-fold",)
    changed = (
        replace(one, binding=replace(one.binding, signature_steps=steps))
        if one.code == code
        else one
        for one in PLANT.operations
    )
    with pytest.raises(ValidationError, match="has no operation that gathers what comes from"):
        bind(spec, 500, replace(PLANT, operations=tuple(changed)))


def test_what_nothing_folds_is_not_printed_on_an_offset_press() -> None:
    changed = (
        replace(one, binding=replace(one.binding, signature_steps=())) for one in PLANT.operations
    )
    with pytest.raises(ValidationError, match="Saddle stitching has no operation that folds"):
        bind(SELF, 500, replace(PLANT, operations=tuple(changed)))


def test_two_pages_left_over_are_a_leaf_that_is_gathered_and_not_folded() -> None:
    """98 pages: six signatures of 16 and a leaf, so six go through the folder and seven gather."""
    assert [one.is_folded for one in split_pages(18, 16)] == [True, False]
    one = bind(replace(THICK, pages=98), 2000, PLANT)
    assert fact(one).startswith("6 of 16 pages sheetwise, 1 of 2 pages 8 up")
    fold, gathering = items(one)["Folding signatures"], items(one)["Gathering"]
    assert int(gathering.units or 0) % 7 == 0
    assert int(fold.units or 0) % 6 == 0
    assert fold.formula.startswith("20 min set-up + ")


def test_a_sheet_that_holds_no_two_pages_is_refused_in_a_sentence() -> None:
    wide = replace(SELF, trim_width=Decimal(30))
    with pytest.raises(ValidationError, match="that holds two pages of 60 x 11 in"):
        bind(wide, 500, PLANT)


def test_leaves_for_a_coil_need_a_cutter() -> None:
    without = tuple(one for one in PLANT.operations if one.kind is not OperationKind.CUT)
    with pytest.raises(ValidationError, match="The rate book has no cutting operation"):
        bind(replace(SELF, binding="coil"), 500, replace(PLANT, operations=without))


def test_versions_of_a_book_have_forms_of_their_own() -> None:
    one, two = (bind(replace(SELF, versions=many), 5000, PLANT) for many in (1, 2))
    assert part(two, "Text").plates == 2 * part(one, "Text").plates
    half = -(-part(one, "Text").net_sheets // 2)
    assert part(two, "Text").net_sheets == 2 * half


def test_the_press_with_the_lower_price_prints_the_pages() -> None:
    both = plant(*BINDERY.presses, OFFSET)
    spec = replace(BOOKLET, stock="text-25x38")
    few, many = bind(spec, 50, both), bind(spec, 5000, both)
    assert part(few, "Text").press_kind == "digital"
    assert part(many, "Text").press_kind == "offset"
    assert part(many, "Text").other_routes[0].dearer_by >= 0


sizes = st.sampled_from(["5.5", "6", "8.5"])


@given(st.integers(2, 20), sizes, st.integers(1, 4), st.integers(0, 4), st.integers(50, 20_000))
def test_forms_and_colours_make_the_plates(
    sheets: int, width: str, front: int, back: int, quantity: int
) -> None:
    spec = replace(
        SELF,
        pages=4 * sheets,
        trim_width=Decimal(width),
        colours_front=front,
        colours_back=back,
    )
    text = part(bind(spec, quantity, PLANT), "Text")
    if back in {front, 0}:
        assert text.plates == text.forms * front
    else:
        assert text.plates * 2 == text.forms * (front + back)
