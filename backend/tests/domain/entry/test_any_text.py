"""What holds for every text that anybody could type or paste."""

import string
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.entry.blocks import read_block
from app.domain.entry.folding import fold
from app.domain.entry.lines import read_line
from app.domain.entry.nearest import edit_distance
from app.domain.entry.reading import Reading
from tests.domain.entry.words import WORDS

TRADE = st.sampled_from(
    [
        *["500", "1k", "5M", "1,000", "postcard", "bc", "flyers", "6x4", "8 1/2x11", "A4", "14pt"],
        *["100#", "gloss", "silk", "cover", "4/4", "1/0", "both sides", "uv", "matte", "lam"],
        *[
            "trifold",
            "no",
            "bleed",
            "1/8",
            "@12.50",
            "m40",
            "x2",
            "rush",
            "3 days",
            "black",
            "front",
        ],
        *["foo", "\t", "\n", ",", ".", "½", "“", "#", "/", "x", "0", "9" * 12, "16pp", "back"],
    ]
)
ANY_TEXT = st.one_of(
    st.text(max_size=300),
    st.text(alphabet=string.printable, max_size=300),
    st.lists(TRADE, max_size=25).map(" ".join),
    st.lists(TRADE, max_size=25).map("".join),
)


def check(reading: Reading) -> None:
    """The pieces lie in their order within the text, and all that is said of them fits together."""
    at = 0
    for piece in reading.pieces:
        assert at <= piece.start < piece.end <= len(reading.text)
        at = piece.end
        assert (piece.status == "understood") == (not piece.message)
        assert piece.status == "understood" or piece.offers
    sources = [*reading.fields.values(), reading.quantities, reading.unit_price, reading.margin]
    for sourced in sources:
        for place in () if sourced is None else sourced.pieces:
            assert reading.pieces[place].field is not None
    if reading.is_complete:
        assert reading.product is not None
        assert 1 <= len(reading.quantities.value) <= 8


@given(ANY_TEXT)
@example("½" * 50)
@example("UV ¼")
@example("\ud800 500 bc")
@example("ﷺ 500 bc")
@example("٣ bc ３x４")
@example("x" * 2_000)
@example("5 " * 1_000)
def test_a_line_never_raises_and_its_pieces_lie_in_it(text: str) -> None:
    check(read_line(text, WORDS))


@given(ANY_TEXT)
@example("\t\n\t")
@example('"\t"')
@example('500\t"bc')
@example("Qty\tProduct")
@example("1 POSTCARD\n0")
def test_a_block_never_raises_and_covers_its_text_once(text: str) -> None:
    block = read_block(text, WORDS)
    at = 0
    for start, end in sorted([*block.passed, *((row.start, row.end) for row in block.rows)]):
        assert at <= start <= end <= len(text)
        at = end
    for row in block.rows:
        assert row.reading.text == text[row.start : row.end]
        check(row.reading)


@given(ANY_TEXT)
def test_the_same_text_reads_the_same(text: str) -> None:
    assert read_line(text, WORDS) == read_line(text, WORDS)
    assert read_block(text, WORDS) == read_block(text, WORDS)


@given(st.lists(TRADE, min_size=1, max_size=8).map(" ".join))
def test_what_is_offered_for_an_ambiguous_word_reads_as_just_that(text: str) -> None:
    reading = read_line(text, WORDS)
    ambiguous = [piece for piece in reading.pieces if piece.status == "ambiguous"]
    if not ambiguous or any(piece.status == "unknown" for piece in reading.pieces):
        return
    piece = ambiguous[0]
    for offer in piece.offers:
        chosen = read_line(f"{text[: piece.start]} {offer.text} {text[piece.end :]}", WORDS)
        still = [one for one in chosen.pieces if one.status == "ambiguous"]
        assert len(still) < len(ambiguous), (text, offer.text)


@given(st.text(max_size=200))
def test_every_folded_letter_knows_where_it_was_typed(text: str) -> None:
    folded = fold(text)
    for at in range(len(folded.text)):
        start, end = folded.span(at, at + 1)
        assert 0 <= start < end <= len(text)


@given(st.text(alphabet="abc", max_size=7), st.text(alphabet="abc", max_size=7))
def test_an_edit_distance_is_a_distance(one: str, other: str) -> None:
    edits = edit_distance(one, other)
    assert edits == edit_distance(other, one)
    assert (edits == 0) == (one == other)
    assert abs(len(one) - len(other)) <= edits <= max(len(one), len(other))


def test_a_swap_of_neighbours_is_one_edit() -> None:
    assert edit_distance("postcrad", "postcard") == 1


@pytest.mark.parametrize(
    "unit", ["x ", "5", "1/2 ", "6x4 14pt ", "a-", "'", "( ", "½", "500 bc 14pt "]
)
def test_four_times_the_text_takes_about_four_times_the_work(unit: str) -> None:
    small, large = (calls_for((unit * length)[:length]) for length in (1_000, 4_000))
    assert large <= small * 6


def calls_for(text: str) -> int:
    """How many calls reading a text takes: work that no busy machine makes longer."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        read_block(text, WORDS)
    finally:
        sys.setprofile(None)
    return calls
