"""Golden jobs C and D: a booklet, and a book's spine, with every number between."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from app.domain.estimating.layout import Layout
from tests.domain.estimating.binderies import (
    BINDERY,
    BOOKLET,
    EXACT,
    NOVEL,
    TEXT,
    bind,
    facts,
    items,
    part,
)
from tests.domain.estimating.shops import stock


def test_the_booklet_takes_a_thousand_text_sheets_and_a_sheet_for_each_cover() -> None:
    one = bind(BOOKLET, 250, EXACT)
    text, cover = part(one, "Text"), part(one, "Cover")
    assert (text.net_sheets, text.gross_sheets, text.forms) == (1000, 1000, 8)
    assert (cover.net_sheets, cover.gross_sheets, cover.forms) == (250, 250, 2)
    for one_part in (text, cover):
        assert isinstance(one_part.drawing, Layout)
        assert one_part.drawing.n_up == 1


def test_the_booklet_counts_five_thousand_clicks_of_a_letter_page() -> None:
    one = bind(BOOKLET, 250, EXACT)
    assert (part(one, "Text").clicks, part(one, "Cover").clicks) == (4000, 1000)
    assert items(one, "Text")["Colour clicks"].exact == 4000 * Fraction("0.045")
    assert items(one, "Cover")["Colour clicks"].exact == 1000 * Fraction("0.045")


def test_each_booklet_weighs_and_measures_what_its_papers_do() -> None:
    said = facts(bind(BOOKLET, 250, EXACT))
    assert said["weight"] == "0.215 lb"
    assert said["thickness"] == "0.0566 in"
    assert said["pages"] == "16 pages"
    self_cover = replace(
        BOOKLET, cover_stock=None, cover_colours_front=0, cover_colours_back=0, pages=16
    )
    alone = facts(bind(self_cover, 250, EXACT))
    assert alone["weight"] == "0.1575 lb"
    assert alone["thickness"] == "0.0376 in"
    assert "spine" not in said


def test_the_innermost_sheet_creeps_by_three_papers_and_the_factor() -> None:
    assert facts(bind(BOOKLET, 250, EXACT))["creep"] == "0.0169 in"
    assert 3 * Decimal("0.0047") * Decimal("1.2") == Decimal("0.01692")


def test_waste_is_walked_back_from_the_delivered_booklets_to_the_press() -> None:
    """1,000 booklets: 1,006 trimmed, 1,027 + 10 stitched; 1,048 + 5 folded; 1,064 + 5 collated."""
    one = bind(BOOKLET, 1000)
    trimmed = -(-1000 * 1000 // 995)
    stitched = -(-trimmed * 100 // 98) + 10
    folded = -(-stitched * 100 // 99) + 5
    collated = -(-folded * 100 // 99) + 5
    assert (trimmed, stitched, folded, collated) == (1006, 1037, 1053, 1069)
    text, cover = part(one, "Text"), part(one, "Cover")
    assert text.net_sheets == 4 * collated == 4276
    assert text.gross_sheets == -(-4276 * 100 // 97) + 5 == 4414
    assert cover.net_sheets == stitched == 1037
    assert cover.gross_sheets == -(-1037 * 100 // 97) + 5 == 1075
    said = {name: item.inputs for name, item in items(one).items()}
    assert said["Collating"]["pieces"] == str(4 * collated)
    assert said["Folding"]["books"] == str(folded)
    assert said["Saddle stitching"]["books"] == str(stitched)


def test_every_step_of_the_binding_costs_its_hours() -> None:
    made = items(bind(BOOKLET, 1000))
    assert made["Collating"].exact == (8 + Fraction(1069 * 60, 3000)) / 60 * 42
    assert made["Folding"].exact == (8 + Fraction(1053 * 30, 1000)) / 60 * 52
    assert made["Saddle stitching"].exact == (20 + Fraction(1037 * 60, 4000)) / 60 * 68
    lifts = -(-1006 // int(2 / Fraction("0.0566")))
    assert made["Three-knife trimming"].exact == (10 + Fraction(lifts * 20, 1000)) / 60 * 60
    assert made["Saddle stitching"].formula == (
        "20 min set-up + 1,037 books / 4000 an hour with 2 pockets = 35.56 min x $68 an hour"
    )


def test_two_hundred_pages_at_444_to_the_inch_have_a_spine_of_0_4505() -> None:
    paper = replace(TEXT, code="book-60", caliper_in=Decimal("0.0045045045"))
    ten_point = stock("cover-80", caliper_in=Decimal("0.010"), grade="cover")
    book = replace(EXACT, stocks=(paper, ten_point))
    outside = facts(bind(NOVEL, 100, book))
    assert outside["pages_per_inch"] == "444"
    assert outside["spine"] == "0.4705 in"
    glue = next(one for one in book.operations if one.code == "perfect")
    inside = replace(glue, binding=replace(glue.binding, covers_in_spine=False))
    others = tuple(one for one in book.operations if one.code != "perfect")
    paper_only = facts(bind(NOVEL, 100, replace(book, operations=(*others, inside))))
    assert paper_only["spine"] == "0.4505 in"
    assert BINDERY.find_operation("perfect") == glue
