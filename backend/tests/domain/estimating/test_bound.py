"""Bound pages: what is refused, padded, warned of, and what each binding makes of a book."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from app.domain.errors import ValidationError
from app.domain.estimating.layout import Layout
from app.domain.estimating.pages import (
    book_thickness,
    creep,
    pad_pages,
    spine_width,
)
from app.domain.estimating.paper import pages_per_inch
from app.domain.estimating.rates import Binding, FinishingOperation, OperationKind, RateBook
from app.domain.estimating.spec import BoundSpec
from tests.domain.estimating.binderies import (
    BINDERY,
    BOOKLET,
    COIL,
    GLUE,
    NOVEL,
    STITCH,
    WIRE,
    bind,
    facts,
    items,
    part,
    warnings,
)
from tests.domain.estimating.shops import LAMINATE, inch

MANUAL = BoundSpec(
    product_type="coil_book",
    trim_width=Decimal("8.5"),
    trim_height=Decimal(11),
    pages=100,
    stock="book-60",
    colours_front=1,
    colours_back=1,
    binding="coil",
)
DRILL = FinishingOperation(
    code="drill",
    name="Drilling",
    kind=OperationKind.DRILL,
    phrase="drilled",
    hourly_rate=Decimal(42),
    minutes_per_thousand=Decimal(900),
    max_lift_in=Decimal("1.5"),
)
WITH_DRILL = replace(BINDERY, operations=(*BINDERY.operations, DRILL, LAMINATE))


def swap(book: RateBook, *changed: FinishingOperation) -> RateBook:
    codes = {one.code for one in changed}
    kept = (one for one in book.operations if one.code not in codes)
    return replace(book, operations=(*kept, *changed))


def refused(spec: BoundSpec, book: RateBook = BINDERY) -> str:
    with pytest.raises(ValidationError) as caught:
        bind(spec, 100, book)
    return f"{caught.value.fields[0]['path'][1]}: {caught.value.message}"


@pytest.mark.parametrize(
    ("asked", "multiple", "bound", "blanks"),
    [(16, 4, 16, 0), (14, 4, 16, 2), (13, 4, 16, 3), (7, 2, 8, 1), (1, 4, 4, 3)],
)
def test_pages_are_padded_with_blanks_to_what_the_binding_takes(
    asked: int, multiple: int, bound: int, blanks: int
) -> None:
    pages = pad_pages(asked, multiple)
    assert (pages.bound, pages.blanks, pages.leaves) == (bound, blanks, bound // 2)


def test_blanks_are_said_as_a_fact_and_in_a_warning() -> None:
    spec = replace(BOOKLET, pages=14)
    assert facts(bind(spec, 100))["pages"] == "16 pages, 2 of them blank"
    assert warnings(spec) == (
        "14 pages are not a multiple of 4: 2 blank pages are added to make 16.",
    )
    assert warnings(replace(MANUAL, pages=99)) == (
        "99 pages are not a multiple of 2: 1 blank page is added to make 100.",
    )
    assert warnings(BOOKLET) == ()


def test_a_stitched_book_is_padded_to_whole_sheets_whatever_its_binding_says() -> None:
    careless = replace(STITCH, binding=replace(STITCH.binding, page_multiple=2))
    one = bind(replace(BOOKLET, pages=10), 100, swap(BINDERY, careless))
    assert facts(one)["pages"] == "12 pages, 2 of them blank"
    assert part(one, "Text").forms == 6


def test_a_book_of_320_pages_weighs_what_thomson_shore_says() -> None:
    """6 x 9 in, 60#, 320 pages: 1.09 lb, without a cover."""
    spec = replace(MANUAL, trim_width=Decimal(6), trim_height=Decimal(9), pages=320)
    wide = replace(COIL, binding=replace(COIL.binding, elements=()))
    said = facts(bind(spec, 100, swap(BINDERY, wide)))
    assert said["weight"] == "1.0914 lb"


def test_a_spine_is_pages_times_the_page_thickness_that_printers_publish() -> None:
    """KDP counts 0.002252 in a white page and 0.0025 in a cream one."""
    for page, pages in (("0.002252", 300), ("0.0025", 120)):
        sheet = Decimal(page) * 2
        exact = spine_width(pages, sheet, Decimal("0.01"), Binding())
        assert exact == pages * Fraction(page)


def test_pages_to_the_inch_are_twice_the_sheets_and_not_the_sheets() -> None:
    caliper = Decimal("0.0045")
    assert pages_per_inch(caliper) == 2 / Fraction(caliper)
    assert pages_per_inch(caliper) != 1 / Fraction(caliper)
    leaves = book_thickness(200, caliper, None)
    assert leaves == 200 / pages_per_inch(caliper) == Fraction(100) * Fraction("0.0045")


def test_glue_and_the_covers_widen_the_spine_where_the_shop_counts_them() -> None:
    plain = spine_width(200, Decimal("0.0045"), Decimal("0.01"), Binding())
    glued = Binding(spine_glue_in=Decimal("0.02"))
    outside = replace(glued, covers_in_spine=True)
    assert spine_width(200, Decimal("0.0045"), Decimal("0.01"), glued) - plain == Fraction("0.02")
    assert spine_width(200, Decimal("0.0045"), Decimal("0.01"), outside) - plain == Fraction("0.04")


def test_one_sheet_does_not_creep_and_every_further_one_pushes_by_its_paper() -> None:
    assert creep(4, Decimal("0.0047"), Decimal("1.2")) == 0
    assert creep(64, Decimal("0.0047"), Decimal("1.2")) == 15 * Fraction("0.0047") * Fraction("1.2")


def test_creep_beyond_what_is_safe_is_warned_of() -> None:
    assert warnings(replace(BOOKLET, pages=36)) == ()
    assert warnings(replace(BOOKLET, pages=40)) == (
        (
            "The innermost pages creep 0.0508 in, more than the 0.05 in that is safe: allow for it "
            "in the margins."
        ),
    )
    careless = replace(STITCH, binding=replace(STITCH.binding, safe_creep_in=None))
    assert warnings(replace(BOOKLET, pages=40), swap(BINDERY, careless)) == ()


def test_the_cover_of_a_glued_book_is_two_pages_and_the_spine_wide() -> None:
    spec = replace(NOVEL, bleed=Decimal("0.125"))
    one = bind(spec, 100)
    assert facts(one)["spine"] == "0.469 in"
    assert facts(one)["thickness"] == "0.469 in"
    assert facts(one)["cover_size"] == "11.719 x 8.75 in"
    drawing = part(one, "Cover").drawing
    assert isinstance(drawing, Layout)
    cell = drawing.cells[0]
    assert sorted((cell.width, cell.height)) == [inch("8.5"), inch("11") + round(0.469 * 40_640)]


def test_the_leaves_of_a_glued_book_are_wider_by_what_is_milled_off() -> None:
    drawing = part(bind(NOVEL, 100), "Text").drawing
    assert isinstance(drawing, Layout)
    cell = drawing.cells[0]
    assert sorted((cell.width, cell.height)) == [inch("5.625"), inch("8.5")]
    assert drawing.bleed == inch("0.125")


def test_pieces_that_are_trimmed_when_bound_are_only_cut_apart() -> None:
    """Two spreads of 5.5 x 8.5 pages lie on 12 x 18 with one cut between them and no trims."""
    spec = replace(BOOKLET, trim_width=Decimal("5.5"), trim_height=Decimal("8.5"))
    one = bind(spec, 500)
    drawing = part(one, "Text").drawing
    assert isinstance(drawing, Layout)
    assert (drawing.n_up, len(drawing.cuts)) == (2, 1)
    [cut] = drawing.cuts
    assert (cut.x1, cut.x2, cut.y1) == (0, inch("12"), cut.y2)
    assert cut.y1 == (drawing.cells[0].y + drawing.cells[0].height + drawing.cells[1].y) // 2
    assert part(bind(BOOKLET, 500), "Text").remarks == ()
    assert "Cutting" not in items(bind(BOOKLET, 500), "Text")
    loose = part(bind(MANUAL, 100), "Text").drawing
    assert isinstance(loose, Layout)
    assert len(loose.cuts) >= 4


def test_a_booklet_without_bleed_keeps_paper_to_trim_unless_it_is_the_whole_sheet() -> None:
    bare = replace(BOOKLET, bleed=Decimal(0))
    drawing = part(bind(bare, 100), "Text").drawing
    assert isinstance(drawing, Layout)
    assert drawing.bleed == inch("0.125")
    tabloid = replace(
        BINDERY,
        stocks=tuple(
            replace(one, sheet_width=inch("11"), sheet_height=inch("17")) for one in BINDERY.stocks
        ),
    )
    whole = part(bind(bare, 100, tabloid), "Text").drawing
    assert isinstance(whole, Layout)
    assert (whole.bleed, whole.n_up) == (0, 1)
    assert whole.waste_fraction == 0


def test_a_coil_is_the_smallest_that_leaves_its_clearance_and_has_loops_along_the_edge() -> None:
    """100 pages of .0045 in are .225 in; .35 in with clearance, so half an inch and 44 loops."""
    one = bind(MANUAL, 100)
    assert facts(one)["element"] == "0.5 in, 4:1, 44 loops"
    bound = int(items(one)["Plastic coil"].units or 0)
    assert bound == -(-100 * 100 // 99)
    coil = items(one)["Plastic coil, 0.5 in"]
    assert coil.units == bound * 44
    assert coil.exact == bound * 44 * Fraction("0.007")
    assert coil.bucket == "material"


@pytest.mark.parametrize(
    ("clearance", "element"),
    [("0.025", "0.25 in"), ("0.0251", "0.5 in"), ("0.275", "0.5 in"), ("0.2751", "1 in")],
)
def test_the_clearance_may_be_met_exactly(clearance: str, element: str) -> None:
    tight = replace(COIL, binding=replace(COIL.binding, clearance_in=Decimal(clearance)))
    assert facts(bind(MANUAL, 100, swap(BINDERY, tight)))["element"].startswith(element)


def test_wire_has_three_loops_to_the_inch_up_to_nine_sixteenths_and_two_above() -> None:
    thin = facts(bind(replace(MANUAL, binding="wire-o", pages=200), 100))
    thick = facts(bind(replace(MANUAL, binding="wire-o", pages=240), 100))
    assert thin["element"] == "0.5625 in, 3:1, 33 loops"
    assert thick["element"] == "0.625 in, 2:1, 22 loops"
    assert WIRE.binding.elements[1].diameter_in == Decimal("0.5625")


def test_a_calendar_bound_at_the_top_counts_its_loops_along_the_top() -> None:
    top = replace(MANUAL, binding="wire-o", binding_edge="top", pages=26)
    assert facts(bind(top, 100))["element"] == "0.25 in, 3:1, 26 loops"
    stitched = replace(
        BOOKLET, binding_edge="top", trim_width=Decimal(11), trim_height=Decimal("8.5")
    )
    assert facts(bind(stitched, 100))["cover_size"] == "11.25 x 17.25 in"


def test_coiled_pages_have_a_front_and_a_back_cover_of_two_leaves() -> None:
    covered = replace(MANUAL, cover_stock="cover-80", cover_colours_front=4)
    one = bind(covered, 100)
    cover = part(one, "Cover")
    assert cover.forms == 2
    assert cover.net_sheets == 2 * (102 // 2)
    assert facts(one)["thickness"] == "0.244 in"
    assert "cover_size" not in facts(one)
    assert warnings(covered) == ()


def test_binding_costs_at_least_its_minimum_and_its_coils_on_top() -> None:
    made = items(bind(MANUAL, 5))
    work = made["Plastic coil"].exact + made["Plastic coil, up to its minimum"].exact
    assert work == 30
    assert made["Plastic coil, 0.5 in"].exact == 6 * 44 * Fraction("0.007")


def test_the_glue_of_a_spine_is_paid_by_its_area() -> None:
    one = bind(NOVEL, 100)
    books = int(items(one)["Perfect binding"].units or 0)
    glue = items(one)["Perfect binding, glue"]
    assert glue.exact == books * Fraction("0.469") * Fraction("8.5") / 144 * Fraction("0.75")


def test_finishing_is_done_to_the_bound_book_in_lifts_of_books() -> None:
    one = bind(replace(NOVEL, finishing=("drill", "wrap")), 100, WITH_DRILL)
    lifts = items(one)["Drilling"]
    assert lifts.units == -(-100 // 3)
    assert items(one)["Shrink-wrap"].units == 1
    laminated = bind(replace(NOVEL, cover_finishing=("soft-touch",)), 100, WITH_DRILL)
    assert "Soft-touch laminate" in items(laminated, "Cover")
    assert "Soft-touch laminate" not in items(laminated)


def test_versions_share_the_books_and_each_has_its_own_artwork_and_sheets() -> None:
    one = bind(replace(BOOKLET, versions=2), 100)
    assert part(one, "Text").forms == 2 * 8
    assert items(one)["Prepress"].exact == 30
    many = bind(BOOKLET, 100)
    assert part(one, "Text").net_sheets >= part(many, "Text").net_sheets


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        (replace(BOOKLET, pages=4, cover_stock=None), "pages: Saddle stitching needs 8 pages; "),
        (
            replace(BOOKLET, pages=104),
            (
                "pages: This is 0.2634 in thick, and Saddle stitching takes 0.25 in at most: take "
                "fewer pages, a thinner paper or another binding."
            ),
        ),
        (
            replace(NOVEL, pages=40),
            (
                "pages: This is 0.109 in thick, and Perfect binding needs 0.125 in: take more "
                "pages, a thicker paper or another binding."
            ),
        ),
        (
            replace(NOVEL, cover_stock=None),
            "cover_stock: Perfect binding glues the pages into a cover: choose a cover stock.",
        ),
        (
            replace(MANUAL, pages=900),
            (
                "pages: This is 2.025 in thick, too thick for the widest of Plastic coil, 1 in: "
                "take fewer pages or a thinner paper."
            ),
        ),
        (
            replace(BOOKLET, binding="wrap"),
            "binding: Shrink-wrap does not bind pages; choose a binding.",
        ),
        (
            replace(BOOKLET, binding="gone"),
            "binding: The rate book has no finishing operation gone.",
        ),
        (replace(BOOKLET, stock="gone"), "stock: The rate book has no stock gone."),
        (replace(BOOKLET, cover_stock="gone"), "cover_stock: The rate book has no stock gone."),
        (
            replace(BOOKLET, finishing=("cut",)),
            "finishing: Cutting is not done to a bound book.",
        ),
        (
            replace(BOOKLET, cover_finishing=("stitch",)),
            "cover_finishing: Saddle stitching is for pages; a flat sheet has none.",
        ),
        (replace(BOOKLET, press="gone"), "press: The rate book has no press gone."),
        (replace(BOOKLET, cover_press="gone"), "cover_press: The rate book has no press gone."),
        (
            replace(BOOKLET, versions=101),
            "versions: 101 versions cannot share a quantity of 100.",
        ),
    ],
)
def test_what_cannot_be_bound_is_refused_in_a_sentence(spec: BoundSpec, sentence: str) -> None:
    assert refused(spec).startswith(sentence)


def test_a_book_thicker_than_what_trims_or_drills_it_is_refused() -> None:
    thick = replace(NOVEL, pages=700, finishing=("drill",))
    assert refused(thick, WITH_DRILL) == (
        "pages: This is 1.594 in thick, thicker than Drilling takes: 1.5 in."
    )


def test_the_most_pages_and_both_thicknesses_may_be_met_exactly() -> None:
    most = replace(STITCH, binding=replace(STITCH.binding, max_pages=20))
    assert facts(bind(BOOKLET, 100, swap(BINDERY, most)))["pages"] == "16 pages"
    assert refused(replace(BOOKLET, pages=20), swap(BINDERY, most)) == (
        "pages: Saddle stitching binds 20 pages at most; this has 24 pages with its cover."
    )
    exact = replace(STITCH, binding=replace(STITCH.binding, max_thickness_in=Decimal("0.0566")))
    assert facts(bind(BOOKLET, 100, swap(BINDERY, exact)))["thickness"] == "0.0566 in"
    least = replace(GLUE, binding=replace(GLUE.binding, min_thickness_in=Decimal("0.469")))
    assert facts(bind(NOVEL, 100, swap(BINDERY, least)))["thickness"] == "0.469 in"


def test_a_binding_whose_steps_are_not_in_the_book_is_refused() -> None:
    assert (
        refused(
            replace(BOOKLET, binding="lone"),
            swap(
                BINDERY,
                replace(STITCH, code="lone", binding=replace(STITCH.binding, after_steps=("x",))),
            ),
        )
        == "binding: Saddle stitching needs the operation x, and the rate book has none."
    )


def test_a_small_bleed_is_warned_of() -> None:
    assert warnings(replace(BOOKLET, bleed=Decimal("0.0625"))) == (
        "A bleed of 0.0625 in is less than the 0.125 in that we ask for.",
    )
