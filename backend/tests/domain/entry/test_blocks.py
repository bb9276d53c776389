"""Pasted tables, lists and letters: which jobs they hold, and where each word stood."""

from app.domain.entry.blocks import LONGEST_BLOCK, MOST_ROWS, BlockReading, Row, read_block
from tests.domain.entry.words import WORDS


def read(text: str) -> BlockReading:
    return read_block(text, WORDS)


def words(text: str, row: Row, field: str) -> list[str]:
    """The words of the whole text that a field of one row points at."""
    reading = row.reading
    sourced = reading.quantities if field == "quantities" else reading.fields[field]
    pieces = [reading.pieces[at] for at in sourced.pieces]
    return [text[row.start + one.start : row.start + one.end] for one in pieces]


TABLE = (
    "Qty\tItem\tSize\tPaper\tColors\tFinishing\tOur ref\n"
    "500\tBusiness cards\t3.5 x 2\t14pt\t4/4\tuv\tA-1\n"
    "1,000\tFlyers\t8.5x11\t100# gloss text\t4/0\tnone\tB-2\n"
    "lots\tPostcards\t6x4\tplastik\t4/4\tUV, round corners\tC-3"
)


def test_a_header_names_the_fields_and_its_columns_are_read_as_them() -> None:
    block = read(TABLE)
    assert block.shape == "table"
    assert block.columns == (
        "quantities",
        "product_type",
        "size",
        "stock",
        "colours",
        "finishing",
        None,
    )
    cards, flyers, postcards = block.rows
    assert cards.reading.is_complete
    assert flyers.reading.is_complete
    assert [row.number for row in block.rows] == [2, 3, 4]
    assert words(TABLE, cards, "quantities") == ["500"]
    assert words(TABLE, flyers, "stock") == ["100# gloss text"]
    assert words(TABLE, postcards, "finishing") == ["UV", "round corners"]
    assert [TABLE[start:end] for start, end in block.passed] == [TABLE.split("\n", maxsplit=1)[0]]


def test_a_row_with_bad_cells_is_kept_with_each_of_them_marked() -> None:
    row = read(TABLE).rows[2]
    marked = [
        TABLE[row.start + one.start : row.start + one.end]
        for one in row.reading.pieces
        if one.status == "unknown"
    ]
    assert marked == ["lots", "plastik"]
    assert row.reading.product == "postcard"
    assert not row.reading.is_complete


def test_what_stands_in_the_wrong_column_is_marked() -> None:
    (row,) = read("Qty\tProduct\tStock\n500\tbc\tuv").rows
    assert row.reading.pieces[-1].status == "unknown"
    assert row.reading.fields["finishing"].value == ("cut", "pack")


def test_columns_may_hold_bare_numbers() -> None:
    text = (
        "Product\tQty 1\tQty 2\tWidth (mm)\tHeight (mm)\tFront\tBack"
        "\tBleed\tVersions\tDays\tPrice\n"
        "bc\t500\t1000\t85\t55\t4\t1\t3\t2\t3\t0.25"
    )
    (row,) = read(text).rows
    assert row.reading.is_complete
    assert row.reading.quantities.value == (500, 1000)
    fields = row.reading.specification()
    assert (fields["trim_width"], fields["trim_height"], fields["unit"]) == ("85", "55", "mm")
    assert (fields["colours_front"], fields["colours_back"]) == (4, 1)
    assert (fields["bleed"], fields["versions"], fields["turnaround_days"]) == ("3", 2, 3)
    assert row.reading.unit_price is not None
    assert str(row.reading.unit_price.value) == "0.25"


def test_a_margin_column_and_a_bleed_of_yes_and_no() -> None:
    block = read("Product\tQty\tMargin\tBleed\nbc\t500\t40%\tno\nbc\t500\t38\tyes")
    assert [str(row.reading.margin.value) for row in block.rows if row.reading.margin] == [
        "0.4",
        "0.38",
    ]
    assert [row.reading.fields["bleed"].value for row in block.rows] == ["0", "0.125"]


def test_a_table_without_a_header_is_read_cell_by_cell() -> None:
    block = read("500\tbc\t14pt\n\n2500\tpostcrd\t6x4\n")
    assert block.columns == ()
    assert [row.number for row in block.rows] == [1, 3]
    assert block.rows[0].reading.is_complete
    unknown = block.rows[1].reading.pieces[1]
    assert (unknown.status, unknown.offers[0].text) == ("unknown", "postcards")


def test_a_cell_with_its_own_line_breaks_is_one_cell() -> None:
    text = 'Qty\tProduct\tFinishing\n500\tbc\t"uv\nround corners"\n250\tbc\tuv'
    first, second = read(text).rows
    assert first.reading.fields["finishing"].value == ("cut", "pack", "uv_1", "round_corner")
    assert second.number == 4


def test_a_list_has_a_job_on_each_line() -> None:
    block = read("500 business cards 14pt\n\n1000 flyers 8.5x11 4/0 trifold\n250 postcards zzz")
    assert block.shape == "list"
    assert [row.reading.product for row in block.rows] == ["business_card", "flyer", "postcard"]
    assert [row.reading.is_complete for row in block.rows] == [True, True, False]


def test_a_job_without_a_quantity_is_not_complete_though_one_would_be_usual() -> None:
    (row,) = read("bc 14pt 4/4").rows
    assert row.reading.quantities.value == (500, 1000)
    assert [problem.field for problem in row.reading.missing] == ["quantities"]


LETTER = """Hi Dana,

we need 500 business cards on 14pt and 1,000 flyers 8.5x11 both sides by Dec 20.
Please call me at 555-123-4567 if you have any questions.

Thanks,
Maya Okafor
12 Main St, Suite 400
"""


def test_a_letters_sentence_holds_two_jobs() -> None:
    block = read(LETTER)
    assert block.shape == "letter"
    cards, flyers = block.rows
    assert cards.reading.quantities.value == (500,)
    assert words(LETTER, cards, "stock") == ["14pt"]
    assert flyers.reading.quantities.value == (1000,)
    assert words(LETTER, flyers, "trim_width") == ["8.5x11"]
    assert flyers.reading.fields["colours_back"].value == 4
    assert cards.reading.is_complete
    assert flyers.reading.is_complete


def test_what_is_no_job_is_passed_over_and_still_shown() -> None:
    passed = [LETTER[start:end] for start, end in read(LETTER).passed]
    assert passed[0] == "Hi Dana,"
    assert "Maya Okafor" in passed[-1]


def test_a_letters_list_has_a_job_at_each_mark() -> None:
    block = read(
        "Hello, can you quote these for us by 3/15 please, thanks so much in advance:\n"
        "- Business cards: 500 or 1000, 16pt, full color both sides\n"
        "- Postcards 6x4 2500 uv\n"
        "- 250 flyers, black only\n"
    )
    assert [row.reading.product for row in block.rows] == ["business_card", "postcard", "flyer"]
    assert [row.reading.quantities.value for row in block.rows] == [(500, 1000), (2500,), (250,)]


def test_a_job_may_be_told_line_by_line() -> None:
    block = read(
        "Good morning, here is what we talked about on the telephone yesterday afternoon\n\n"
        "Flyers\nQty: 1,000 and 2,500\nSize: 8.5 x 11\nPaper: 100# gloss text\nColor: 4/4\n\n"
        "thanks"
    )
    (row,) = block.rows
    assert row.reading.quantities.value == (1000, 2500)
    assert row.reading.is_complete


def test_a_slip_in_a_letter_is_marked_and_its_other_words_are_not() -> None:
    block = read("Dear team, our gala needs 500 flyers on lovely glosss 100# stock, cheers from us")
    (row,) = block.rows
    marked = [one for one in row.reading.pieces if one.status == "unknown"]
    assert [one.offers[0].text for one in marked] == ["gloss"]


def test_numbers_that_count_nothing_are_no_quantities() -> None:
    block = read(
        "We moved to Suite 400 in 2026. Our 3 partners would like 500 business cards before 3/15."
    )
    (row,) = block.rows
    assert row.reading.quantities.value == (500,)


def test_a_line_that_the_mail_program_broke_is_one_line() -> None:
    block = read(
        "Hello there, we would be glad to have a price from you for 500 business\n"
        "cards on 14pt with rounded corners as soon as you can manage it."
    )
    (row,) = block.rows
    assert row.reading.product == "business_card"
    assert "round_corner" in str(row.reading.fields["finishing"].value)


def test_a_text_without_a_job_has_no_rows_and_is_shown_whole() -> None:
    text = "See you on Monday, the weather will be fine."
    block = read(text)
    assert block.rows == ()
    assert [text[start:end] for start, end in block.passed] == [text]
    assert read("").rows == ()


def test_a_text_that_is_too_long_is_refused_in_a_sentence() -> None:
    block = read("a" * (LONGEST_BLOCK + 1))
    assert block.rows == ()
    assert "50,000 characters" in block.problem


def test_more_rows_than_a_quote_holds_are_named_and_none_is_lost() -> None:
    text = "500\tbc\n" * (MOST_ROWS + 2)
    block = read(text)
    assert len(block.rows) == MOST_ROWS
    assert f"{MOST_ROWS + 2}" in block.problem
    assert len(block.passed) == 2
