"""One line of typing: what each word becomes, and what the line is made of."""

from dataclasses import replace
from decimal import Decimal

import pytest

from app.domain.entry.lines import LONGEST_LINE, read_line
from app.domain.entry.reading import Piece, Reading
from tests.domain.entry.words import WORDS, booklets, more_products


def read(text: str) -> Reading:
    return read_line(text, WORDS)


def value(text: str, field: str) -> object:
    return read(text).fields[field].value


def piece(text: str, words: str) -> Piece:
    reading = read(text)
    found = [one for one in reading.pieces if text[one.start : one.end] == words]
    assert len(found) == 1, [text[one.start : one.end] for one in reading.pieces]
    return found[0]


def test_a_whole_line_becomes_a_specification() -> None:
    reading = read("1000/2500 postcard 6x4 14pt 4/4 uv")
    assert reading.is_complete
    assert reading.quantities.value == (1000, 2500)
    assert reading.specification() == {
        "kind": "flat",
        "product_type": "postcard",
        "trim_width": "6",
        "trim_height": "4",
        "unit": "in",
        "bleed": "0.125",
        "stock": "C2S-14",
        "colours_front": 4,
        "colours_back": 4,
        "finishing": ["cut", "pack", "uv_1"],
        "versions": 1,
        "turnaround_days": None,
        "press": None,
    }


def test_every_field_points_at_its_words_and_a_default_at_none() -> None:
    text = "1000/2500 postcard 6x4 14pt 4/4 uv"
    reading = read(text)

    def words(field: str) -> list[str]:
        pieces = [reading.pieces[at] for at in reading.fields[field].pieces]
        return [text[one.start : one.end] for one in pieces]

    assert words("trim_width") == words("trim_height") == words("unit") == ["6x4"]
    assert words("stock") == ["14pt"]
    assert words("colours_back") == ["4/4"]
    assert words("finishing") == ["uv"]
    assert words("product_type") == ["postcard"]
    assert words("bleed") == words("versions") == []
    assert [text[one.start : one.end] for one in reading.pieces] == text.split()


def test_a_product_alone_has_everything_that_it_usually_has() -> None:
    reading = read("bc")
    assert reading.is_complete
    assert reading.quantities.value == (500, 1000)
    assert reading.quantities.pieces == ()
    assert value("bc", "trim_width") == "3.5"


@pytest.mark.parametrize(
    ("typed", "counts"),
    [
        ("500", (500,)),
        ("500/1k/2,500", (500, 1000, 2500)),
        ("2.5k", (2500,)),
        ("1,000 2,500 500", (500, 1000, 2500)),
        ("10 / 20", (10, 20)),
        ("500/500", (500,)),
        ("10,000,000", (10_000_000,)),
    ],
)
def test_quantities(typed: str, counts: tuple[int, ...]) -> None:
    assert read(f"{typed} bc").quantities.value == counts
    assert read(f"{typed} bc").is_complete


@pytest.mark.parametrize("typed", ["0", "10000001", "99999999999", "1/2/3/4/5/6/7/8/9/10"])
def test_what_is_no_quantity_is_marked_and_can_be_left_out(typed: str) -> None:
    found = piece(f"{typed} bc", typed)
    assert found.status == "unknown"
    assert found.offers[-1].text == ""
    assert not read(f"{typed} bc").is_complete


def test_a_printers_m_is_a_thousand_and_an_offices_a_million_so_a_person_chooses() -> None:
    found = piece("5M bc", "5M")
    assert found.status == "ambiguous"
    assert [offer.text for offer in found.offers] == ["5000", "5000000"]


@pytest.mark.parametrize(
    ("typed", "width", "height", "unit"),
    [
        ("6x4", "6", "4", "in"),
        ("6 x 4", "6", "4", "in"),
        ("6×4", "6", "4", "in"),
        ("6 by 4", "6", "4", "in"),
        ("8 1/2x11", "8.5", "11", "in"),
        ("8-1/2 x 11", "8.5", "11", "in"),
        ("8½×11", "8.5", "11", "in"),
        ('8.5" x 11"', "8.5", "11", "in"),
        ("8.5x11in", "8.5", "11", "in"),
        (".75x1/2", "0.75", "0.5", "in"),
        ("3 5/16x2", "3.3125", "2", "in"),
        ("85x55mm", "85", "55", "mm"),
        ("8.5 x 5.5 cm", "85", "55", "mm"),
        ("1x2 ft", "12", "24", "in"),
        ("letter", "8.5", "11", "in"),
        ("A4", "210", "297", "mm"),
    ],
)
def test_sizes(typed: str, width: str, height: str, unit: str) -> None:
    fields = read(f"500 flyers {typed} 4/0").fields
    assert (fields["trim_width"].value, fields["trim_height"].value) == (width, height)
    assert fields["unit"].value == unit
    assert read(f"500 flyers {typed} 4/0").is_complete


def test_a_named_size_lies_as_the_product_does() -> None:
    assert value("brochures letter", "trim_width") == "11"
    assert value("flyers letter", "trim_width") == "8.5"


def test_a_word_for_a_products_own_size_is_only_its_own() -> None:
    assert value("postcards eddm", "trim_width") == "11"
    assert piece("flyers eddm", "eddm").status == "unknown"


def test_a_size_in_inches_that_nobody_prints_offers_millimetres() -> None:
    found = piece("flyers 210x297", "210x297")
    assert found.status == "ambiguous"
    assert [offer.text for offer in found.offers] == ["210x297mm", "210x297in"]


def test_the_bleed_of_a_size_in_millimetres_is_in_millimetres() -> None:
    assert value("bc 85x55mm", "bleed") == "3.175"


def test_a_size_that_no_shop_prints_is_refused_in_the_estimates_own_words() -> None:
    found = piece("bc 0.1x2", "0.1x2")
    assert found.status == "unknown"
    assert "0.25" in found.message


def test_a_fraction_is_never_made_of_colours() -> None:
    fields = read("1000 flyers 8.5x11 4/4").fields
    assert (fields["trim_height"].value, fields["colours_back"].value) == ("11", 4)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("C2S-14", "C2S-14"),
        ("c2s-14-l", "C2S-14-L"),
        ("14pt", "C2S-14"),
        ("14 pt", "C2S-14"),
        ("14 point c2s cover", "C2S-14"),
        ("100lb gloss cover", "GLC-100"),
        ("100 lb. gloss cover", "GLC-100"),
        ("100# silk cover", "SLC-100"),
        ("cover silk", "SLC-100"),
        ("350gsm", "C2S-16"),
        ("24# linen", "LIN-24"),
    ],
)
def test_stocks_by_code_by_the_shops_word_and_by_what_they_are(typed: str, code: str) -> None:
    assert value(f"bc {typed}", "stock") == code
    assert read(f"bc {typed}").is_complete


def test_a_shops_word_means_its_paper_only_where_that_suits_the_product() -> None:
    assert value("flyers 100# silk", "stock") == "SLT-100"
    assert piece("flyers 100#", "100#").status == "understood"
    found = piece("bc 100# silk", "100# silk")
    assert found.status == "ambiguous"
    assert [offer.text for offer in found.offers] == ["SLC-100", "SLT-100"]


def test_a_description_that_fits_several_papers_offers_those_that_suit() -> None:
    found = piece("flyers gloss", "gloss")
    assert [offer.text for offer in found.offers] == ["GLT-100", "GLT-80"]


def test_words_that_stand_apart_narrow_the_choice_of_paper() -> None:
    reading = read("gloss flyers 80#")
    assert reading.is_complete
    assert reading.fields["stock"].value == "GLT-80"
    assert len(reading.fields["stock"].pieces) == 2


def test_two_papers_for_one_field_are_marked() -> None:
    assert piece("bc 14pt 16pt", "16pt").status == "unknown"


@pytest.mark.parametrize(
    ("typed", "front", "back"),
    [
        ("4/4", 4, 4),
        ("4/0", 4, 0),
        ("1/0", 1, 0),
        ("4 over 1", 4, 1),
        ("4+0", 4, 0),
        ("both sides", 4, 4),
        ("2-sided", 4, 4),
        ("one side", 4, 0),
        ("black", 1, 0),
        ("black both sides", 1, 1),
        ("full color front black back", 4, 1),
        ("front black, back full colour", 1, 4),
        ("b&w", 1, 0),
        ("full-color double sided", 4, 4),
    ],
)
def test_colours(typed: str, front: int, back: int) -> None:
    fields = read(f"flyers {typed}").fields
    assert (fields["colours_front"].value, fields["colours_back"].value) == (front, back)
    assert read(f"flyers {typed}").is_complete


def test_an_ink_is_for_every_side_that_the_product_prints() -> None:
    assert value("bc black", "colours_back") == 1
    assert value("flyers black", "colours_back") == 0


def test_sides_that_contradict_the_colours_are_marked() -> None:
    assert "4/0 prints on one side" in piece("bc 4/0 both sides", "both sides").message


def test_colours_that_the_form_does_not_take_are_marked() -> None:
    assert piece("bc 5/5", "5/5").status == "unknown"
    assert read("bc 5/5").quantities.pieces == ()


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("bc uv", ("cut", "pack", "uv_1")),
        ("bc uv both sides", ("cut", "pack", "uv_2")),
        ("bc matte lam", ("cut", "pack", "laminate_matte_2")),
        ("bc 14pt gloss laminate", ("cut", "pack", "laminate_gloss_2")),
        ("bc round corners", ("cut", "pack", "round_corner")),
        ("bc uv_2 rc", ("cut", "pack", "uv_2", "round_corner")),
        ("flyers tri-fold", ("cut", "pack", "fold_letter")),
        ("flyers tri fold", ("cut", "pack", "fold_letter")),
        ("flyers folded trifold", ("cut", "pack", "fold_letter")),
        ("brochures z-fold", ("cut", "pack", "fold_z")),
        ("brochures no box", ("cut", "fold_letter")),
        ("brochures without trifold", ("cut", "pack")),
        ("flyers perf", ("cut", "pack", "perforate")),
    ],
)
def test_finishing(line: str, codes: tuple[str, ...]) -> None:
    reading = read(line)
    assert reading.fields["finishing"].value == codes
    assert reading.is_complete


def test_an_operation_that_the_product_is_not_offered_is_marked() -> None:
    found = piece("bc perf", "perf")
    assert (found.status, found.message) == (
        "unknown",
        "Perforating is not offered for Business cards.",
    )


def test_a_word_for_several_operations_offers_those_of_the_product() -> None:
    found = piece("bc laminated", "laminated")
    assert [offer.text for offer in found.offers] == ["laminate_gloss_2", "laminate_matte_2"]


@pytest.mark.parametrize(
    ("line", "bleed"),
    [
        ("bc no bleed", "0"),
        ("bc 1/4 bleed", "0.25"),
        ("bc bleed .0625", "0.0625"),
        ("bc 85x55mm 3mm bleed", "3"),
        ("bc 3mm bleed", "0.1181"),
        ("bc bleed", "0.125"),
    ],
)
def test_bleed(line: str, bleed: str) -> None:
    assert value(line, "bleed") == bleed


@pytest.mark.parametrize(
    ("line", "days"),
    [("bc 3 days", 3), ("bc next day", 1), ("bc same-day", 0), ("bc 10 business days", None)],
)
def test_turnaround(line: str, days: int | None) -> None:
    assert value(line, "turnaround_days") == days
    assert read(line).is_complete


def test_a_rush_without_a_day_offers_the_days() -> None:
    found = piece("bc rush", "rush")
    assert [offer.text for offer in found.offers] == ["3 days", "next day", "same day"]


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("@12.50", "12.50"),
        ("@ $1,250.5", "1250.5"),
        ("@.12 ea", ".12"),
        ("@85/M", "0.085"),
        ("$2.50 each", "2.50"),
    ],
)
def test_a_typed_unit_price(typed: str, amount: str) -> None:
    price = read(f"500 bc {typed}").unit_price
    assert price is not None
    assert price.value == Decimal(amount)
    assert read(f"500 bc {typed}").is_complete


@pytest.mark.parametrize("typed", ["m40", "m 40%", "40% margin", "margin of 40"])
def test_a_margin_to_price_for(typed: str) -> None:
    margin = read(f"bc {typed}").margin
    assert margin is not None
    assert margin.value == Decimal("0.4")


def test_a_typed_price_and_a_margin_cannot_both_hold() -> None:
    assert piece("bc @1.25 m40", "m40").status == "unknown"
    assert piece("bc m40 @1.25", "@1.25").status == "unknown"


def test_versions() -> None:
    assert value("bc x3", "versions") == 3
    assert value("bc 3 versions", "versions") == 3
    assert piece("bc x1001", "x1001").status == "unknown"


def test_pages_are_for_what_is_bound() -> None:
    assert piece("bc 16pp", "16pp").message == "Business cards have no place for 16 pages."
    reading = read_line("500 booklets 16pp", booklets())
    assert reading.fields["pages"].value == 16


def test_a_bound_piece_takes_a_paper_and_colours_for_its_text_and_its_cover() -> None:
    line = "500 booklets 16 pages 100# gloss cover, 80# gloss text 1/1 4/0 spiral"
    fields = read_line(line, booklets()).fields
    assert fields["cover_stock"].value == "GLC-100"
    assert fields["stock"].value == "GLT-80"
    assert (fields["colours_front"].value, fields["cover_colours_front"].value) == (1, 4)
    assert fields["cover_colours_back"].value == 0
    assert fields["binding"].value == "coil"


def test_an_unknown_word_is_marked_with_the_nearest() -> None:
    found = piece("500 postcrads", "postcrads")
    assert found.status == "unknown"
    assert found.offers[0].text == "postcards"
    assert found.offers[-1].label == "Leave it out"


def test_a_word_that_is_near_to_nothing_offers_only_to_be_left_out() -> None:
    found = piece("bc zyxwvut", "zyxwvut")
    assert [offer.text for offer in found.offers] == [""]


def test_a_second_product_is_marked_and_the_longer_name_is_the_lines() -> None:
    reading = read("bc flyers")
    assert reading.product == "flyer"
    assert piece("bc flyers", "bc").status == "unknown"


def test_a_line_without_a_product_says_so() -> None:
    reading = read("500 6x4 14pt")
    assert reading.product is None
    assert reading.specification() == {}
    assert [problem.field for problem in reading.missing] == ["product_type"]


def test_words_that_say_nothing_are_passed_over() -> None:
    assert read("500 of the business cards on 14pt, please").is_complete


def test_a_value_that_is_given_twice_is_marked_once() -> None:
    assert piece("bc 3.5x2 5x7", "5x7").status == "unknown"
    assert read("bc 3.5x2 3.5x2").is_complete


def test_places_count_typed_characters_whatever_they_unfold_to() -> None:
    text = "ﬁ 500 bc 8½×11"
    assert [text[one.start : one.end] for one in read(text).pieces] == ["ﬁ", "500", "bc", "8½×11"]


def test_a_line_that_is_too_long_is_refused_in_a_sentence() -> None:
    reading = read("a" * (LONGEST_LINE + 1))
    assert not reading.is_complete
    assert "2,000 characters" in reading.missing[0].message
    assert read("a" * LONGEST_LINE).pieces


def test_a_paper_that_is_called_like_a_product_names_it_where_nothing_else_does() -> None:
    shop = more_products()
    reading = read_line("2 banner 13oz 3x6 ft", shop)
    assert reading.product == "banner"
    assert reading.fields["stock"].value == "BNR-13"
    assert (reading.fields["trim_width"].value, reading.fields["trim_height"].value) == ("36", "72")
    assert reading.is_complete


def test_any_piece_of_paper_gives_way_to_a_particular_product() -> None:
    for line in ("custom bc", "bc sheet"):
        reading = read_line(line, more_products())
        assert (reading.product, reading.is_complete) == ("business_card", True)
    assert read_line("500 sheets", more_products()).product == "flat"


def test_a_product_by_two_of_its_words_is_one_product() -> None:
    reading = read_line("100 booklets 16pp self cover", more_products())
    assert (reading.product, reading.is_complete) == ("booklet_self", True)


def test_hours_are_hours_and_no_quantity() -> None:
    reading = read_line("2.5 hours retouching", more_products())
    assert reading.product == "design"
    assert reading.fields["hours"].value == "2.5"
    assert reading.fields["service"].value == "retouch"
    assert reading.quantities.value == (1,)
    assert reading.is_complete


def test_the_plies_of_a_set_need_no_word_and_take_that_of_their_family() -> None:
    reading = read_line("50 ncr forms 2-part", more_products())
    assert (reading.product, reading.is_complete) == ("ncr_2", True)
    assert reading.fields["stocks"].value == ("NCR-CB", "NCR-CF")


def test_a_size_without_a_unit_is_in_the_products_own_or_else_in_the_shops() -> None:
    bare = tuple(replace(one, sizes=()) for one in WORDS.products if one.code == "postcard")
    for unit in ("in", "mm"):
        shop = replace(WORDS, products=bare, usual_unit=unit)
        assert read_line("500 postcards 90x60", shop).fields["unit"].value == unit
        assert (
            read_line("500 postcards 6x4", replace(WORDS, usual_unit=unit)).fields["unit"].value
            == "in"
        )
